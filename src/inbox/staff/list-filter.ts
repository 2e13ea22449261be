import type { FormId } from '#forms/form.ts';
import { statuses } from '../statuses.ts';
import type { ListFilter } from '../store.ts';

/** Which submissions the list shows, and in which order, as its address says. */
export interface ListView extends ListFilter {
  /** Words that must occur; '' for none. */
  words: string;
  order: 'newest' | 'oldest';
}

/** What an address asks for; what is not known is left out. */
export function readView(query: URLSearchParams, formIds: readonly FormId[]): ListView {
  const asked = (name: string) => {
    const value = query.get(name);
    return value === null || value === '' ? undefined : value;
  };
  return {
    words: (asked('q') ?? '').slice(0, 200),
    order: asked('order') === 'oldest' ? 'oldest' : 'newest',
    form: formIds.find((id) => id === asked('form')),
    status: statuses.find((status) => status === asked('status')),
    round: asked('round'),
    assignedTo: asked('assigned'),
    unread: asked('unread') === 'yes' || undefined,
    undecided: asked('undecided') === 'yes' || undefined,
    before: instant(asked('before')),
    duplicates: asked('duplicates') === 'yes' || undefined,
  };
}

/** An instant as submissions have theirs, or nothing. */
const instant = (text: string | undefined) =>
  text !== undefined && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) ? text : undefined;

/** The part of an address after the question mark that asks for this view; '' for everything. */
export function viewQuery(view: Partial<ListView>, after?: number): string {
  const { words, order, form, status, round, assignedTo, unread, undecided, before, duplicates } = view;
  const parts: Record<string, string | undefined> = {
    q: words,
    form,
    status,
    round,
    assigned: assignedTo,
    unread: unread ? 'yes' : undefined,
    undecided: undecided ? 'yes' : undefined,
    before,
    duplicates: duplicates ? 'yes' : undefined,
    order: order === 'oldest' ? order : undefined,
    after: after?.toString(),
  };
  const given = Object.entries(parts).filter(
    (part): part is [string, string] => part[1] !== undefined && part[1] !== '',
  );
  return new URLSearchParams(given).toString();
}

export function viewAddress(view: Partial<ListView>, after?: number): string {
  const query = viewQuery(view, after);
  return query === '' ? '/inbox/' : `/inbox/?${query}`;
}
