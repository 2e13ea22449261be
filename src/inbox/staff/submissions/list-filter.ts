import { topics } from '#forms/contact.ts';
import { formatInstant, parseInstant } from '#forms/dates/deadline.ts';
import type { FormId } from '#forms/form.ts';
import { modes, sectors } from '#forms/options.ts';
import { statuses } from '../../statuses.ts';
import { storedOrders, type ListFilter } from '../../stores/store.ts';
import { roundFields } from '../../services/rounds/round-edit.ts';
import type { DatesOfRound } from '../../services/rounds/round-consequences.ts';
import { formValue } from '../../pages/form-value.ts';

/** The orders by name and by urgency need the answers; the store sorts by the others. */
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

/** Filter and order of the list. Its address contains them. */
export interface ListView extends ListFilter {
  /** Words that must occur; '' for none. */
  words: string;
  /** A sector that the mentee or mentor chose. */
  sector?: string | undefined;
  /** A way to meet that suits the applicant. */
  mode?: string | undefined;
  /** What a message to the team is about. */
  topic?: string | undefined;
  /** Whom a change of these dates concerns. */
  concerned?: DatesOfRound | undefined;
  order: Order;
}

/** Reads a view from an address; unknown values are ignored. */
export function readView(query: URLSearchParams, formIds: readonly FormId[]): ListView {
  const parameter = (name: string) => formValue(query.get(name)) || undefined;
  const oneOf = <T extends string>(name: string, known: readonly T[]) => known.find((each) => each === parameter(name));
  const yesOrUndefined = (name: string) => oneOf(name, ['yes']) && true;
  const matched = oneOf('matched', ['yes', 'no']);
  return {
    words: (parameter('q') ?? '').slice(0, 200),
    order: oneOf('order', orders) ?? 'newest',
    form: oneOf('form', formIds),
    status: oneOf('status', statuses),
    round: parameter('round'),
    assignedTo: parameter('assigned'),
    unread: yesOrUndefined('unread'),
    undecided: yesOrUndefined('undecided'),
    before: instant(parameter('before')),
    duplicates: yesOrUndefined('duplicates'),
    mailFailed: oneOf('mail', ['failed']) && true,
    matched: matched && matched === 'yes',
    pair: wholeNumber(parameter('match')),
    sector: sectors.find(({ value }) => value === parameter('sector'))?.value,
    mode: modes.find(({ value }) => value === parameter('mode'))?.value,
    concerned: readDates(parameter('concerned')),
    topic: topics.find(({ value }) => value === parameter('topic'))?.value,
  };
}

function readDates(text = ''): DatesOfRound | undefined {
  const [round = '', ...names] = text.split(',');
  const fields = roundFields.map(([field]) => field).filter((field) => names.includes(field));
  return round === '' || fields.length === 0 ? undefined : { round, fields };
}

const wholeNumber = (text: string | undefined) => (/^[1-9]\d{0,14}$/.test(text ?? '') ? Number(text) : undefined);

/** Returns an instant in the format of the store, or undefined if it is invalid. */
const instant = (text: string | undefined) => parseInstant(text ?? '')?.toISOString();

/** Returns the part of a filter that only links set: the search form has no fields for it. */
export const linkFilterOf = ({
  unread,
  undecided,
  before,
  duplicates,
  mailFailed,
  matched,
  pair,
  concerned,
}: ListView): Partial<ListView> => ({ unread, undecided, before, duplicates, mailFailed, matched, pair, concerned });

/** Returns the words for each part of a filter that only links set. */
export const linkFilterWords = (view: ListView): string[] => [
  ...(view.unread ? ['unread'] : []),
  ...(view.undecided ? ['nothing decided yet'] : []),
  ...(view.before === undefined ? [] : [`received before ${formatInstant(view.before)}`]),
  ...(view.duplicates ? ['duplicates that are still open'] : []),
  ...(view.mailFailed ? ['a mail was given up'] : []),
  ...(view.matched === undefined ? [] : [view.matched ? 'in a match' : 'to be matched']),
  ...(view.pair === undefined ? [] : ['the two of a match']),
  ...(view.concerned === undefined ? [] : ['whom new dates concern']),
];

/** Returns the query of the address of a view; '' for the view of everything. */
export function viewQuery(view: Partial<ListView>, page = 1): string {
  const parameters: Record<string, string | undefined> = {
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
    concerned: view.concerned && [view.concerned.round, ...view.concerned.fields].join(','),
    match: view.pair === undefined ? undefined : String(view.pair),
    order: view.order === 'newest' ? undefined : view.order,
    page: page === 1 ? undefined : String(page),
  };
  const present = Object.entries(parameters).filter(
    (parameter): parameter is [string, string] => parameter[1] !== undefined && parameter[1] !== '',
  );
  return new URLSearchParams(present).toString();
}

/** Returns true if the view does not show all submissions. */
export const isNarrow = (view: ListView): boolean => viewQuery({ ...view, order: 'newest' }) !== '';

export function viewAddress(view: Partial<ListView>, page?: number): string {
  const query = viewQuery(view, page);
  return query === '' ? '/inbox/' : `/inbox/?${query}`;
}
