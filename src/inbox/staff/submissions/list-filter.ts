import { topics } from '#forms/contact.ts';
import { formatInstant, parseInstant } from '#forms/deadline.ts';
import type { FormId } from '#forms/form.ts';
import { modes, sectors } from '#forms/options.ts';
import { statuses } from '../../statuses.ts';
import { storedOrders, type ListFilter } from '../../stores/types/store.ts';
import { formValue } from '../form-value.ts';

/** By name and by urgency need the answers; the others are the store's. */
export const orders = [...storedOrders, 'name', 'urgency'] as const;
export type Order = (typeof orders)[number];

export const orderWords: Readonly<Record<Order, string>> = {
  newest: 'Newest first',
  oldest: 'Oldest first',
  form: 'Form',
  status: 'Status',
  name: 'Name',
  urgency: 'Urgency',
};

/** Which submissions the list shows, and in which order, as its address says. */
export interface ListView extends ListFilter {
  /** Words that must occur; '' for none. */
  words: string;
  /** A sector that mentee or mentor chose. */
  sector?: string | undefined;
  /** A way to meet that suits them. */
  mode?: string | undefined;
  /** What a message to the team is about. */
  topic?: string | undefined;
  order: Order;
}

/** What an address asks for; what is not known is left out. */
export function readView(query: URLSearchParams, formIds: readonly FormId[]): ListView {
  const asked = (name: string) => formValue(query.get(name)) || undefined;
  const oneOf = <T extends string>(name: string, known: readonly T[]) => known.find((each) => each === asked(name));
  const isYes = (name: string) => oneOf(name, ['yes']) && true;
  const matched = oneOf('matched', ['yes', 'no']);
  return {
    words: (asked('q') ?? '').slice(0, 200),
    order: oneOf('order', orders) ?? 'newest',
    form: oneOf('form', formIds),
    status: oneOf('status', statuses),
    round: asked('round'),
    assignedTo: asked('assigned'),
    unread: isYes('unread'),
    undecided: isYes('undecided'),
    before: instant(asked('before')),
    duplicates: isYes('duplicates'),
    mailFailed: oneOf('mail', ['failed']) && true,
    matched: matched && matched === 'yes',
    sector: sectors.find(({ value }) => value === asked('sector'))?.value,
    mode: modes.find(({ value }) => value === asked('mode'))?.value,
    topic: topics.find(({ value }) => value === asked('topic'))?.value,
  };
}

/** An instant as submissions have theirs, or nothing. */
const instant = (text: string | undefined) => parseInstant(text ?? '')?.toISOString();

/** What a link of a page narrowed the list to and no field of its form shows. */
export const limitsOf = ({ unread, undecided, before, duplicates, mailFailed, matched }: ListView): ListFilter => ({
  unread,
  undecided,
  before,
  duplicates,
  mailFailed,
  matched,
});

/** The same in words, one for each limit. */
export const limitWords = ({ unread, undecided, before, duplicates, mailFailed, matched }: ListView): string[] => [
  ...(unread ? ['unread'] : []),
  ...(undecided ? ['nothing decided yet'] : []),
  ...(before === undefined ? [] : [`received before ${formatInstant(before)}`]),
  ...(duplicates ? ['duplicates'] : []),
  ...(mailFailed ? ['a mail was given up'] : []),
  ...(matched === undefined ? [] : [matched ? 'in a match' : 'in no match']),
];

/** The part of an address after the question mark that asks for this view; '' for everything. */
export function viewQuery(view: Partial<ListView>, page = 1): string {
  const parts: Record<string, string | undefined> = {
    q: view.words,
    form: view.form,
    status: view.status,
    round: view.round,
    assigned: view.assignedTo,
    sector: view.sector,
    mode: view.mode,
    topic: view.topic,
    unread: view.unread ? 'yes' : undefined,
    undecided: view.undecided ? 'yes' : undefined,
    before: view.before,
    duplicates: view.duplicates ? 'yes' : undefined,
    mail: view.mailFailed ? 'failed' : undefined,
    matched: view.matched === undefined ? undefined : view.matched ? 'yes' : 'no',
    order: view.order === 'newest' ? undefined : view.order,
    page: page === 1 ? undefined : String(page),
  };
  const given = Object.entries(parts).filter(
    (part): part is [string, string] => part[1] !== undefined && part[1] !== '',
  );
  return new URLSearchParams(given).toString();
}

/** True where it shows not all there is. */
export const isNarrow = (view: ListView): boolean => viewQuery({ ...view, order: 'newest' }) !== '';

export function viewAddress(view: Partial<ListView>, page?: number): string {
  const query = viewQuery(view, page);
  return query === '' ? '/inbox/' : `/inbox/?${query}`;
}
