import { dayWords } from '#forms/calendar.ts';
import { formatDeadline, type Round } from '#forms/deadline.ts';
import { localDay } from '#forms/zoned-time.ts';

/** "2027-02-11": a day of the content, which the schemas read as midnight UTC. */
export const isoDay = (day: Date): string => day.toISOString().slice(0, 10);

/** "11 February 2027" of a plain day: of `2027-02-11`, or a day of the content. An instant has a day only in a zone: see `formatDayOf`. */
export const formatDay = (day: Date | string): string => dayWords(typeof day === 'string' ? day : isoDay(day));

/** "11 February 2027": the day in the site's zone on which an instant falls. */
export const formatDayOf = (instant: string): string => dayWords(localDay(new Date(instant)));

/** "11.59pm on Thursday 11 February 2027": the last minute in which the round takes applications. */
export const lastMinute = (round: Round): string => formatDeadline(round.closesAt);
