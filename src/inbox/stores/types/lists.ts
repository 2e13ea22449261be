import type { FormId } from '#forms/form.ts';
import type { Status } from '../../statuses.ts';
import type { StoredSubmission } from './submissions.ts';

export interface ListFilter {
  form?: FormId | undefined;
  status?: Status | undefined;
  round?: string | undefined;
  assignedTo?: string | undefined;
  /** Only what nobody has opened. */
  unread?: boolean | undefined;
  /** Received at this instant or later. */
  since?: string | undefined;
  /** Received before this instant. */
  before?: string | undefined;
  /** Only those whose status is still the one they came in with. */
  undecided?: boolean | undefined;
  /** Only second submissions of the same applicant. */
  duplicates?: boolean | undefined;
  /** Only those of whose mails one was given up. */
  mailFailed?: boolean | undefined;
  /** Only those that are in a match, or in none. */
  matched?: boolean | undefined;
}

/** `form` and `status` are in the order of the registry and of the work, the newest first within each. */
export type StoredOrder = (typeof storedOrders)[number];
export const storedOrders = ['newest', 'oldest', 'form', 'status'] as const;

export interface ListOptions extends ListFilter {
  limit: number;
  /** Begins after the one with this `seq`; for `newest` and `oldest`. */
  after?: number | undefined;
  /** Leaves out so many from the beginning. */
  offset?: number | undefined;
  order?: StoredOrder | undefined;
}

/** How many there are of one form and status. */
export interface StatusCount {
  form: FormId;
  status: Status;
  count: number;
}

/** How many were received in a minute of UTC: zones differ from it by quarters of an hour. */
export interface MinuteCount {
  /** `2027-01-15T12:05`. */
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

/** Many submissions, and how many. */
export interface ListStore {
  list(options: ListOptions): Promise<StoredSubmission[]>;
  counts(filter: Pick<ListFilter, 'form'>): Promise<Counts>;
  count(filter: ListFilter): Promise<number>;
  countByStatus(filter: ListFilter): Promise<StatusCount[]>;
  /** Minutes in which anything was received, oldest first. */
  countByMinute(filter: ListFilter): Promise<MinuteCount[]>;
}
