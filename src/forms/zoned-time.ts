import { parseDay } from './calendar.ts';

/** The zone in which deadlines and the graduates' window are meant. */
export const london = 'Europe/London';

const clockIn = (zone: string) =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });

/** To make one takes a hundred times as long as to read it, and every page of the site shows a deadline. */
const londonsClock = clockIn(london);

/** What a clock in the zone shows at an instant: `YYYY-MM-DDTHH:mm`. */
export function wallTime(instant: Date, zone: string = london): string {
  const clock = zone === london ? londonsClock : clockIn(zone);
  const part = Object.fromEntries(clock.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${part['year']}-${part['month']}-${part['day']}T${part['hour']}:${part['minute']}`;
}

/** The day in London: `YYYY-MM-DD`. */
export const londonDay = (instant: Date): string => wallTime(instant).slice(0, 10);

/** The month in London: `YYYY-MM`. */
export const londonMonth = (instant: Date): string => wallTime(instant).slice(0, 7);

/**
 * The instant at which a clock in London shows `YYYY-MM-DDTHH:mm`. In the hour that is skipped in spring it is the time an hour later, in
 * the hour that comes twice in autumn the first of the two, as Temporal's "compatible" has it. Throws a `RangeError` for what is no time.
 */
export function londonInstant(wall: string): Date {
  const [day = '', time = ''] = wall.split('T');
  if (parseDay(day) !== day || !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) {
    throw new RangeError(`${wall} is no time in London. Write it like 2027-02-11T23:59.`);
  }
  // London is never behind UTC and never more than an hour ahead of it, so one of these two is the answer, the earlier one first.
  const utc = Date.parse(`${wall}Z`);
  const summer = new Date(utc - 3_600_000);
  return wallTime(summer) === wall ? summer : new Date(utc);
}
