/** The days of a pair's time together. A pair that begins later than its round gets as long for each step. */
import { addDays } from '#forms/dates/calendar.ts';
import { firstMeetingWithin, type Round } from '#forms/dates/deadline.ts';
import { checkInKinds, type CheckInKind } from '../stores/store.ts';

/** Returns the day by which a pair should have met once. @param began the day on which their match began */
export function firstMeetingBy(round: Pick<Round, 'firstMeetingBy'> | undefined, began: string): string {
  const own = addDays(began, firstMeetingWithin);
  return round && round.firstMeetingBy > own ? round.firstMeetingBy : own;
}

/** Fewest days between two check-ins of a pair. */
const shortestGap = 14;

/** Days after a check-in was due in which it may still be asked, even if the next one comes soon. */
const lastsAfter = 21;

/** When a pair is asked how it goes. A step that a late start leaves no time for is missing. */
export type CheckInDays = Readonly<Partial<Record<CheckInKind, string>>>;

/** @param began the day on which their match began */
export function checkInDays(round: Round | undefined, began: string): CheckInDays {
  const start = addDays(firstMeetingBy(round, began), 1);
  if (!round) return { start };
  const { midPoint, endSurvey } = round;
  const hasStart = start <= addDays(endSurvey, -shortestGap);
  const last = hasStart ? start : began;
  const hasMiddle = addDays(last, shortestGap) <= midPoint && addDays(midPoint, shortestGap) <= endSurvey;
  return { ...(hasStart ? { start } : {}), ...(hasMiddle ? { middle: midPoint } : {}), end: endSurvey };
}

/**
 * Returns the check-in that is due on a day: the newest, unless its time is over. After an outage, it is asked late rather
 * than not at all, as long as the next one is not near.
 */
export function checkInDue(days: CheckInDays, today: string): CheckInKind | undefined {
  const planned = checkInKinds.filter((kind) => days[kind] !== undefined);
  const at = planned.findLastIndex((kind) => days[kind]! <= today);
  const [kind, next] = [planned[at], planned[at + 1]];
  if (kind === undefined) return undefined;
  const until = addDays(days[kind]!, lastsAfter);
  const gap = next === undefined ? until : addDays(days[next]!, -shortestGap);
  return today <= until || today <= gap ? kind : undefined;
}
