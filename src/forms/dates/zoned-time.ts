/** Converts between instants and the wall time of a zone, and names zones. The default is the site's zone. */
import { Temporal } from 'temporal-polyfill';
import { site } from '#site';

/** Cached formats by zone, as creating one takes a hundred times longer than using it. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockIn(zone: string): Intl.DateTimeFormat {
  const cached = clocks.get(zone);
  if (cached) return cached;
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

/** Returns the time in the zone at an instant: `YYYY-MM-DDTHH:mm`. */
export function wallTime(instant: Date, zone: string = site.timeZone): string {
  const part = Object.fromEntries(
    clockIn(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  return `${part['year']}-${part['month']}-${part['day']}T${part['hour']}:${part['minute']}`;
}

/** Returns the day in the site's zone: `YYYY-MM-DD`. */
export const localDay = (instant: Date): string => wallTime(instant).slice(0, 10);

/** Returns the month in the site's zone: `YYYY-MM`. */
export const localMonth = (instant: Date): string => wallTime(instant).slice(0, 7);

/**
 * Returns the instant at which a clock in the zone shows `YYYY-MM-DDTHH:mm`. A skipped time is read as if the clocks had not yet gone
 * forward; a repeated time is the first of the two (Temporal's "compatible"). Throws a `RangeError` for an invalid time.
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

/** What the clocks of a zone do at a wall time that they do not show exactly once. */
export type Shift =
  /** They skip it: they go from one time to the other. */
  | { is: 'skipped'; from: string; to: string }
  /** They show it twice; `toInstant` means the first. */
  | { is: 'repeated' };

/** Returns why `YYYY-MM-DDTHH:mm` is not one instant in the zone, or undefined if it is. */
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

/** Returns a sentence that refuses a time which the clocks of the zone skip, with the times that there are; undefined for any other time. */
export function skippedSentence(wall: string, zone: string = site.timeZone): string | undefined {
  const shift = shiftAt(wall, zone);
  if (shift?.is !== 'skipped') return undefined;
  const [time, from, to] = [wall, shift.from, shift.to].map((each) => each.slice(11));
  const before = from === '00:00' ? '' : `a time before ${from}, or `;
  return `there is no ${time} on that day: the clocks go forward from ${from} to ${to}. Choose ${before}${to} or later.`;
}

/** `toInstant` for a time that a person typed: throws a `RangeError` for a skipped one, too. */
export function typedInstant(wall: string, zone: string = site.timeZone): Date {
  const instant = toInstant(wall, zone);
  const refusal = skippedSentence(wall, zone);
  if (refusal !== undefined) throw new RangeError(`${wall} cannot be meant: ${refusal}`);
  return instant;
}

/** Returns `Singapore` for `Asia/Singapore`, `Buenos Aires` for `America/Argentina/Buenos_Aires`. */
export const cityOf = (zone: string): string => zone.split('/').at(-1)!.replaceAll('_', ' ');

/** Returns "Halifax time" for `America/Halifax`, and "UTC" for `UTC`. */
export const zoneWords = (zone: string = site.timeZone): string =>
  cityOf(zone) === 'UTC' ? 'UTC' : `${cityOf(zone)} time`;

/** Returns true for an IANA time zone that this platform knows; false for offsets like +01:00. */
export function isZone(zone: string): boolean {
  if (!/^[a-z]/i.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: zone });
    return true;
  } catch {
    // Intl throws for an unknown name.
    return false;
  }
}
