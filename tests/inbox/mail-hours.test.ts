import { expect, it } from 'vitest';
import { askingDay, digestDay } from '#inbox/mail-hours.ts';
import { toInstant } from '#forms/dates/zoned-time.ts';

/** 14 March 2027 begins the summer time of the starter's zone, 7 November ends it. */
it.each(['2027-02-10', '2027-03-14', '2027-11-07'])(
  'mails go out from their hours by the clocks of the site, %s',
  (day) => {
    const at = (time: string) => toInstant(`${day}T${time}`);
    expect(['07:59', '08:00', '23:59'].map((time) => digestDay(at(time)))).toEqual([undefined, day, day]);
    expect(['08:59', '09:00', '23:59'].map((time) => askingDay(at(time)))).toEqual([undefined, day, day]);
  },
);
