import { formatDeadline, type Round } from '#forms/deadline.ts';
import { site } from '../site.config.ts';

const day = new Intl.DateTimeFormat(site.language, { dateStyle: 'long', timeZone: site.timeZone });

/** "2027-02-11": a day of the content, which is midnight UTC, for machines. */
export const isoDay = (day: Date): string => day.toISOString().slice(0, 10);

/** "11 February 2027", in London. Takes a date or an ISO instant. */
export const formatDay = (instant: Date | string): string => day.format(new Date(instant));

/** "11.59pm on Thursday 11 February 2027": the last minute in which the round takes applications. */
export const lastMinute = (round: Round): string => formatDeadline(round.closesAt);
