import type { FormId } from '#forms/form.ts';

/** How a submission came in: in time, after the deadline from a queue, or looking like a machine's. Its first status. */
export type Arrival = (typeof arrivals)[number];
const arrivals = ['new', 'late', 'suspect'] as const;

const ofScheme = ['new', 'eligible', 'matching', 'matched', 'waiting-list', 'declined', 'withdrawn'] as const;
const ofAsk = ['new', 'offered', 'booked', 'met', 'closed'] as const;
const ofContact = ['new', 'closed'] as const;

/** What has become of a submission. Until someone has looked at it, how it came in. */
export type Status = Arrival | (typeof ofScheme)[number] | (typeof ofAsk)[number];

/** Every status, in the order of the work. */
export const statuses: readonly Status[] = [...new Set<Status>([...arrivals, ...ofScheme, ...ofAsk])];

/** Those that staff can give to a submission of this form. */
export const statusesOf = (form: FormId): readonly Status[] => givenTo[form];

const givenTo: Readonly<Record<FormId, readonly Status[]>> = {
  mentee: ofScheme,
  mentor: ofScheme,
  ask: ofAsk,
  contact: ofContact,
};

/** With these nothing is left to do, and another request of the same person is no duplicate. */
const ended: readonly Status[] = ['matched', 'declined', 'withdrawn', 'met', 'closed'];

/** With these, a match is looked for. */
export const unmatched: readonly Status[] = ['new', 'late', 'eligible', 'matching', 'waiting-list'];

export const isEnded = (status: Status): boolean => ended.includes(status);

export const statusWords: Readonly<Record<Status, string>> = {
  new: 'New',
  late: 'Late',
  suspect: 'Suspect',
  eligible: 'Eligible',
  matching: 'Matching',
  matched: 'Matched',
  'waiting-list': 'Waiting list',
  declined: 'Declined',
  withdrawn: 'Withdrawn',
  offered: 'Offered',
  booked: 'Booked',
  met: 'Met',
  closed: 'Closed',
};
