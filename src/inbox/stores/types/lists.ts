import type { FormId } from '#forms/form.ts';
import type { Status } from '../../statuses.ts';

export interface ListFilter {
  form?: FormId | undefined;
  status?: Status | undefined;
  round?: string | undefined;
  assignedTo?: string | undefined;
  /** Only submissions with something new that nobody has opened, or that the reader has not. */
  unread?: boolean | undefined;
  /** The member of staff whose unread submissions are meant. */
  reader?: string | undefined;
  /** Received at this instant or later. */
  since?: string | undefined;
  /** Received before this instant. */
  before?: string | undefined;
  /** Only submissions that still have the status they arrived with; suspect ones are counted apart. */
  undecided?: boolean | undefined;
  /** Only repeated submissions of one applicant that nobody has dealt with. */
  duplicates?: boolean | undefined;
  /** Only submissions with a mail that was given up or returned. */
  mailFailed?: boolean | undefined;
  /** True for submissions in a match, false for those in none whose status lets them be matched. */
  matched?: boolean | undefined;
  /** Only the two people of the match with this number. */
  pair?: number | undefined;
}

/** `form` and `status` sort in the order of the forms and statuses, newest first within each. */
export type StoredOrder = (typeof storedOrders)[number];
export const storedOrders = ['newest', 'oldest', 'form', 'status'] as const;

export interface ListOptions extends ListFilter {
  limit: number;
  /** Starts after the submission with this `seq`. Works with `newest` and `oldest`. */
  after?: number | undefined;
  /** How many submissions to skip. */
  offset?: number | undefined;
  order?: StoredOrder | undefined;
}

export interface StatusCount {
  form: FormId;
  status: Status;
  count: number;
}

/** How many submissions arrived in one minute of UTC. Every time zone differs from UTC by whole quarters of an hour. */
export interface MinuteCount {
  /** For example `2027-01-15T12:05`. */
  minute: string;
  count: number;
}

export interface Counts {
  all: number;
  unread: number;
  late: number;
  suspect: number;
  duplicate: number;
}
