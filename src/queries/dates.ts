import { addDays, dayWords } from '#forms/dates/calendar.ts';
import { formatDeadline, type Round } from '#forms/dates/deadline.ts';
import { localDay, toInstant } from '#forms/dates/zoned-time.ts';

/** Returns "2027-02-11" for a day of the content, which the schemas read as midnight UTC. */
export const isoDay = (day: Date): string => day.toISOString().slice(0, 10);

/** Returns "11 February 2027" for `2027-02-11` or a day of the content. For an instant, use `formatDayOf`. */
export const formatDay = (day: Date | string): string => dayWords(typeof day === 'string' ? day : isoDay(day));

/** Returns "11 February 2027": the day of an instant in the site's time zone. */
export const formatDayOf = (instant: string): string => dayWords(localDay(new Date(instant)));

/** Returns "11.59pm on Thursday 11 February 2027": the last minute in which the round takes applications. */
export const lastMinute = (round: Round): string => formatDeadline(round.closesAt);

/** Returns the day of the round's last minute in the site's time zone: `2027-02-11`. */
export const lastDay = (round: Round): string => localDay(new Date(Date.parse(round.closesAt) - 60_000));

/** Returns the instants at which the last week and the last day of a round begin in the site's time zone. */
export const lastPhases = (round: Round): { week: string; day: string } => ({
  week: toInstant(`${addDays(lastDay(round), -6)}T00:00`).toISOString(),
  day: toInstant(`${lastDay(round)}T00:00`).toISOString(),
});

/** Returns "Thursday 11 February" for "Thursday 11 February 2027", where the year is plain. */
export const withoutYear = (words: string): string => words.replace(/ \d{4}$/, '');
