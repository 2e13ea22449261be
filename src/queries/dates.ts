import { dayWords } from '#forms/dates/calendar.ts';

/** Returns "2027-02-11" for a day of the content, which the schemas read as midnight UTC. */
export const isoDay = (day: Date): string => day.toISOString().slice(0, 10);

/** Returns "11 February 2027" for `2027-02-11` or a day of the content. For an instant, use `formatDayOf`. */
export const formatDay = (day: Date | string): string => dayWords(typeof day === 'string' ? day : isoDay(day));
