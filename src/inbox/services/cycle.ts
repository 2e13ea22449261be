/** The days of a pair's time together. A pair that begins later than its round gets as long for each step. */
import { addDays } from '#forms/dates/calendar.ts';
import type { Round } from '#forms/dates/deadline.ts';

/** Days within which a pair that begins after the round should meet. */
const firstMeetingWithin = 14;

/** Returns the day by which a pair should have met once. @param began the day on which their match began */
export function firstMeetingBy(round: Pick<Round, 'firstMeetingBy'> | undefined, began: string): string {
  const own = addDays(began, firstMeetingWithin);
  return round && round.firstMeetingBy > own ? round.firstMeetingBy : own;
}
