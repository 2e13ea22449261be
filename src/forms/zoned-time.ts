/** Wall time of a zone, its instant, and the words for the zone. Without a zone named, all is meant in the site's. */
import { Temporal } from 'temporal-polyfill';
import { site } from '#site';

/** The clock of each zone that was asked for: to make one takes a hundred times as long as to read it. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockIn(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  clocks.set(zone, clock);
  return clock;
}

/** What a clock in the zone shows at an instant: `YYYY-MM-DDTHH:mm`. */
export function wallTime(instant: Date, zone: string = site.timeZone): string {
  const part = Object.fromEntries(
    clockIn(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  return `${part['year']}-${part['month']}-${part['day']}T${part['hour']}:${part['minute']}`;
}

/** The day in the site's zone: `YYYY-MM-DD`. */
export const localDay = (instant: Date): string => wallTime(instant).slice(0, 10);

/** The month in the site's zone: `YYYY-MM`. */
export const localMonth = (instant: Date): string => wallTime(instant).slice(0, 7);

/**
 * The instant at which a clock in the zone shows `YYYY-MM-DDTHH:mm`. A time that the clocks skip is taken as if they had not yet been put
 * forward, and of a time that comes twice the first is meant: Temporal's "compatible". Throws a `RangeError` for what is no time.
 */
export function toInstant(wall: string, zone: string = site.timeZone): Date {
  const isWritten = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(wall);
  try {
    if (isWritten) return new Date(Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).epochMilliseconds);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  throw new RangeError(`${wall} is no time in ${cityOf(zone)}. Write it like 2027-02-11T23:59.`);
}

/** What the clocks of a zone do around a wall time that is not shown exactly once. */
export type Shift =
  /** They skip it: they go from one time to the other. */
  | { is: 'skipped'; from: string; to: string }
  /** They show it twice; `toInstant` means the first. */
  | { is: 'repeated' };

/** Why `YYYY-MM-DDTHH:mm` is no single instant in the zone; undefined where it is one. */
export function shiftAt(wall: string, zone: string = site.timeZone): Shift | undefined {
  const plain = Temporal.PlainDateTime.from(wall);
  const earlier = plain.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const later = plain.toZonedDateTime(zone, { disambiguation: 'later' });
  if (earlier.epochMilliseconds === later.epochMilliseconds) return undefined;
  if (earlier.toPlainDateTime().equals(plain)) return { is: 'repeated' };
  const forward = earlier.getTimeZoneTransition('next')!;
  const to = forward.toPlainDateTime();
  const skipped = forward.offsetNanoseconds - earlier.offsetNanoseconds;
  const written = (at: Temporal.PlainDateTime) => at.toString({ smallestUnit: 'minute' });
  return { is: 'skipped', from: written(to.subtract({ nanoseconds: skipped })), to: written(to) };
}

/** `Singapore` of `Asia/Singapore`, `Buenos Aires` of `America/Argentina/Buenos_Aires`. */
export const cityOf = (zone: string): string => zone.split('/').at(-1)!.replaceAll('_', ' ');

/** "Toronto time" of `America/Toronto`; "UTC" stands alone. */
export const zoneWords = (zone: string = site.timeZone): string =>
  cityOf(zone) === 'UTC' ? 'UTC' : `${cityOf(zone)} time`;
