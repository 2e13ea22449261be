import type { FormId } from '#forms/form.ts';

/**
 * How a submission arrived: in time, after the deadline from a queue, or like a machine's. This is its first status.
 */
export type Arrival = (typeof arrivals)[number];
const arrivals = ['new', 'late', 'suspect'] as const;

const ofScheme = ['new', 'eligible', 'matching', 'matched', 'waiting-list', 'declined', 'withdrawn'] as const;
/** A mentor who takes a break gets no new mentee. */
const ofMentor = [...ofScheme, 'paused'] as const;
/** A mentee's application is finished when its match is over. */
const ofMentee = [...ofScheme, 'finished'] as const;
const ofAsk = ['new', 'offered', 'booked', 'met', 'closed'] as const;
const ofContact = ['new', 'closed'] as const;

/** The status of a submission; until staff change it, how it arrived. */
export type Status = Arrival | (typeof ofMentee)[number] | (typeof ofMentor)[number] | (typeof ofAsk)[number];

/** Every status, in the order of the work. */
export const statuses: readonly Status[] = [...new Set<Status>([...arrivals, ...ofMentee, ...ofMentor, ...ofAsk])];

/** Returns the statuses that staff can give to a submission of this form. */
export const statusesOf = (form: FormId): readonly Status[] => givenTo[form];

const givenTo: Readonly<Record<FormId, readonly Status[]>> = {
  mentee: ofMentee,
  mentor: ofMentor,
  ask: ofAsk,
  contact: ofContact,
};

/** Final statuses: nothing is left to do, and a further submission of the same person is not a duplicate. */
const ended: readonly Status[] = ['matched', 'declined', 'withdrawn', 'finished', 'met', 'closed'];

/** Statuses of submissions that may be matched. */
export const unmatched: readonly Status[] = ['new', 'late', 'eligible', 'matching', 'waiting-list'];

/** Statuses of mentors whose yes can be kept. */
export const available: readonly Status[] = [...unmatched, 'matched'];

export const isEnded = (status: Status): boolean => ended.includes(status);

/** Statuses with which something is left to do. */
export const stillOpen: readonly Status[] = statuses.filter((status) => !isEnded(status));

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
  finished: 'Finished',
  paused: 'Paused',
  offered: 'Offered',
  booked: 'Booked',
  met: 'Met',
  closed: 'Closed',
};
