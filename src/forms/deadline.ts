import { site } from '#site';
import { dayWords, timeWords } from './calendar.ts';
import { toInstant, wallTime, zoneWords } from './zoned-time.ts';

/** One round of the Scheme as programs need it: instants in UTC (ISO), days as they are. */
export interface Round {
  id: string;
  /** "2026/27". */
  title: string;
  /** First instant in which applications are taken. */
  opensAt: string;
  /** First instant in which they are not taken any more: the end of the last minute. */
  closesAt: string;
  /** Day by which every applicant hears. */
  decisionBy: string;
  /** First and last day of the mentoring cycle. */
  cycleStarts: string;
  cycleEnds: string;
  /** True for data that only shows how a round looks. */
  example: boolean;
}

/** A round as people write it: `opens` and `closes` are the first and the last minute, on the clock of the site's zone (`2027-02-11T23:59`). */
export interface WrittenRound extends Omit<Round, 'id' | 'opensAt' | 'closesAt'> {
  opens: string;
  closes: string;
}

export type RoundState = 'upcoming' | 'open' | 'closed';

const minute = 60_000;
const hour = 60 * minute;

/** How long before its arrival an application may have been queued and still count as sent in time. */
export const lateQueueLimit = 72 * hour;

/** A written round with its times turned into instants; throws a `RangeError` where one is no time, or the round ends before it begins. */
export function toRound(id: string, { opens, closes, ...rest }: WrittenRound): Round {
  const opensAt = toInstant(opens).toISOString();
  const closesAt = new Date(toInstant(closes).getTime() + minute).toISOString();
  if (closesAt <= opensAt) throw new RangeError(`The round ${id} closes (${closes}) before it opens (${opens}).`);
  return { id, ...rest, opensAt, closesAt };
}

/** The state at this instant. On the server `now` is the server's clock, which decides. */
export function roundState(round: Round, now: Date): RoundState {
  const time = now.getTime();
  if (time < Date.parse(round.opensAt)) return 'upcoming';
  return time < Date.parse(round.closesAt) ? 'open' : 'closed';
}

/** The round to speak of: the open one (of several, the one that closes first), else the next, else the last; undefined without rounds. */
export function currentRound(rounds: readonly Round[], now: Date): Round | undefined {
  const states = rounds.map((round) => roundState(round, now));
  const inState = (state: RoundState) => rounds.filter((_, at) => states[at] === state);
  const [open, upcoming, closed] = [inState('open'), inState('upcoming'), inState('closed')];
  const byOpening = (a: Round, b: Round) => Date.parse(a.opensAt) - Date.parse(b.opensAt);
  const byClosing = (a: Round, b: Round) => Date.parse(a.closesAt) - Date.parse(b.closesAt);
  return open.toSorted(byClosing)[0] ?? upcoming.toSorted(byOpening)[0] ?? closed.toSorted(byClosing).at(-1);
}

/** Milliseconds until the round opens or closes; undefined once it is closed. Longer than a timer takes (24.8 days) where it is far off. */
export function untilNextChange(round: Round, now: Date): number | undefined {
  const state = roundState(round, now);
  if (state === 'closed') return undefined;
  return Date.parse(state === 'open' ? round.closesAt : round.opensAt) - now.getTime();
}

/**
 * Whether an application that arrives now is taken. `late`: it arrives after the round closed, but was queued while it was open, at most
 * 72 hours ago. A queue time in the future, or one that cannot be read, does not help.
 */
export function acceptance(round: Round, now: Date, queuedAt?: string): 'accepted' | 'late' | 'closed' | 'upcoming' {
  const state = roundState(round, now);
  if (state !== 'closed') return state === 'open' ? 'accepted' : 'upcoming';
  const queued = queuedAt === undefined ? undefined : parseInstant(queuedAt);
  if (!queued || roundState(round, queued) !== 'open') return 'closed';
  return now.getTime() - queued.getTime() <= lateQueueLimit ? 'late' : 'closed';
}

/** The instant written as `Date.toISOString` does, with or without milliseconds; undefined for anything else, as for 30 February. */
export function parseInstant(text: string): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$/.test(text)) return undefined;
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) || !instant.toISOString().startsWith(text.slice(0, 19)) ? undefined : instant;
}

/** "9am on Monday 5 October 2026", in the site's zone or another. */
export function formatInstant(instant: string, zone: string = site.timeZone): string {
  const [day = '', time = ''] = wallTime(new Date(instant), zone).split('T');
  return `${timeWords(time)} on ${dayWords(day, true)}`;
}

/** The last minute before an end: "11.59pm on Thursday 11 February 2027" for the first instant of the 12th. */
export const formatDeadline = (closesAt: string, zone: string = site.timeZone): string =>
  formatInstant(new Date(Date.parse(closesAt) - minute).toISOString(), zone);

/** The same for a reader elsewhere: "8.59am on Friday 12 February 2027, Tokyo time"; undefined where their clock shows the site's. */
export function readersDeadline(closesAt: string, zone: string): string | undefined {
  const words = formatDeadline(closesAt, zone);
  return words === formatDeadline(closesAt) ? undefined : `${words}, ${zoneWords(zone)}`;
}
