import { site } from '#site';
import { addDays, dayWords, daysBetween, timeWords } from './calendar.ts';
import { typedInstant, wallTime, zoneWords } from './zoned-time.ts';

/** One round of the Scheme: instants in UTC (ISO), days as `YYYY-MM-DD`. */
export interface Round {
  id: string;
  /** "2026/27". */
  title: string;
  opensAt: string;
  /** First instant at which they are refused: the end of the last minute. */
  closesAt: string;
  /** Day by which every applicant gets a decision. */
  decisionBy: string;
  /** First and last day of the mentoring cycle. */
  cycleStarts: string;
  cycleEnds: string;
  /** Day of the briefing; undefined if there is none. */
  briefing: string | undefined;
  /** Day by which each pair should have met once. */
  firstMeetingBy: string;
  /** Days on which both people of a pair are asked how it goes and how it was. */
  midPoint: string;
  endSurvey: string;
  /** True for example data. */
  example: boolean;
}

/** Days that a round may leave to be worked out from its cycle. */
type DerivedDay = 'briefing' | 'firstMeetingBy' | 'midPoint' | 'endSurvey';

/** A round as authors write it: `opens` and `closes` are its first and last minute in the site's time zone (`2027-02-11T23:59`). */
export interface WrittenRound
  extends Omit<Round, 'id' | 'opensAt' | 'closesAt' | DerivedDay>, Partial<Record<DerivedDay, string | undefined>> {
  opens: string;
  closes: string;
}

export type RoundState = 'upcoming' | 'open' | 'closed';

const minute = 60_000;
const hour = 60 * minute;

/** Longest time, in milliseconds, from queueing an application to its arrival for it to count as late and not as closed. */
export const lateQueueLimit = 72 * hour;

/**
 * Converts the times of a round to instants. Throws a `RangeError` for a time that is none or that the clocks skip, and for a round that
 * closes before it opens.
 */
export function toRound(id: string, { opens, closes, ...rest }: WrittenRound): Round {
  const opensAt = instantOf(id, { opens }).toISOString();
  const closesAt = new Date(instantOf(id, { closes }).getTime() + minute).toISOString();
  if (closesAt <= opensAt) throw new RangeError(`The round ${id} closes (${closes}) before it opens (${opens}).`);
  return { id, ...rest, ...daysOfCycle(rest), opensAt, closesAt };
}

/** Days from the first day of the cycle, or from the match if that is later, within which a pair should meet. */
export const firstMeetingWithin = 14;

/** Returns the days of the cycle, each worked out where the round does not name it. */
function daysOfCycle({
  cycleStarts,
  cycleEnds,
  ...written
}: Omit<WrittenRound, 'opens' | 'closes'>): Pick<Round, DerivedDay> {
  const length = daysBetween(cycleStarts, cycleEnds);
  return {
    briefing: written.briefing,
    firstMeetingBy: written.firstMeetingBy ?? addDays(cycleStarts, Math.min(firstMeetingWithin, Math.max(0, length))),
    midPoint: written.midPoint ?? addDays(cycleStarts, Math.floor(Math.max(0, length) / 2)),
    endSurvey: written.endSurvey ?? cycleEnds,
  };
}

function instantOf(id: string, named: Record<string, string>): Date {
  const [[field, wall]] = Object.entries(named) as [[string, string]];
  try {
    return typedInstant(wall);
  } catch (error) {
    throw new RangeError(`The round ${id}, ${field}: ${(error as Error).message}`, { cause: error });
  }
}

/** Returns the state of a round. The server's own clock decides. */
export function roundState(round: Round, now: Date): RoundState {
  const time = now.getTime();
  if (time < Date.parse(round.opensAt)) return 'upcoming';
  return time < Date.parse(round.closesAt) ? 'open' : 'closed';
}

/** Returns the open round (the first to close of several), else the next, else the last; undefined without rounds. */
export function currentRound(rounds: readonly Round[], now: Date): Round | undefined {
  const states = rounds.map((round) => roundState(round, now));
  const inState = (state: RoundState) => rounds.filter((_, at) => states[at] === state);
  const [open, upcoming, closed] = [inState('open'), inState('upcoming'), inState('closed')];
  const byOpening = (a: Round, b: Round) => Date.parse(a.opensAt) - Date.parse(b.opensAt);
  const byClosing = (a: Round, b: Round) => Date.parse(a.closesAt) - Date.parse(b.closesAt);
  return open.toSorted(byClosing)[0] ?? upcoming.toSorted(byOpening)[0] ?? closed.toSorted(byClosing).at(-1);
}

/**
 * Returns whether an application that arrives now is accepted. `late` means that it arrives after the close but was queued while the round was
 * open, at most 72 hours ago. A queue time that is in the future or cannot be read is ignored.
 * @param before the round as it was when the application was queued, if its dates have changed since
 */
export function acceptance(
  round: Round,
  now: Date,
  queuedAt?: string,
  before = round,
): 'accepted' | 'late' | 'closed' | 'upcoming' {
  const state = roundState(round, now);
  if (state === 'open') return 'accepted';
  const queued = queuedAt === undefined ? undefined : parseInstant(queuedAt);
  const age = queued === undefined ? -1 : now.getTime() - queued.getTime();
  const wasOpen = queued !== undefined && [round, before].some((each) => roundState(each, queued) === 'open');
  return wasOpen && age >= 0 && age <= lateQueueLimit ? 'late' : state;
}

/** Reads an instant in the format of `Date.toISOString`, with or without milliseconds; undefined for anything else, such as 30 February. */
export function parseInstant(text: string): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$/.test(text)) return undefined;
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) || !instant.toISOString().startsWith(text.slice(0, 19)) ? undefined : instant;
}

/** Returns "9am on Monday 5 October 2026", in the site's zone or another. */
export function formatInstant(instant: string, zone: string = site.timeZone): string {
  const [day = '', time = ''] = wallTime(new Date(instant), zone).split('T');
  return `${timeWords(time)} on ${dayWords(day, true)}`;
}

/** Returns the last minute before an end: "11.59pm on Thursday 11 February 2027" for the first instant of the 12th. */
export const formatDeadline = (closesAt: string, zone: string = site.timeZone): string =>
  formatInstant(new Date(Date.parse(closesAt) - minute).toISOString(), zone);

/** Returns the same in the reader's zone: "8.59am on Friday 12 February 2027, Tokyo time"; undefined when it shows the same time. */
export function readersDeadline(closesAt: string, zone: string): string | undefined {
  const words = formatDeadline(closesAt, zone);
  return words === formatDeadline(closesAt) ? undefined : `${words}, ${zoneWords(zone)}`;
}
