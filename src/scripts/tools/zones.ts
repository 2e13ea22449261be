/** Time zones, by the browser's own data. Instants are milliseconds since 1970. */

const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** Taken from the page, so that this script need not load the configuration. Tests have no page. */
const language = typeof document === 'undefined' ? 'en-GB' : document.documentElement.lang;

/** Cached, as creating a format takes a thousand times longer than using it. */
const clocks = new Map<string, Intl.DateTimeFormat>();

/** Returns the milliseconds by which the zone is ahead of UTC at an instant. */
export function offset(zone: string, instant: number): number {
  let clock = clocks.get(zone);
  if (!clock)
    clocks.set(zone, (clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'longOffset' })));
  const parts = clock.formatToParts(instant);
  const name = parts.find(({ type }) => type === 'timeZoneName')!.value;
  const [, sign, hours, minutes] = /^GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? ['', '+', '0', '0'];
  return (sign === '-' ? -1 : 1) * (Number(hours) * HOUR + Number(minutes) * 60_000);
}

/** Returns true when the browser knows the zone; it may lack a new one. */
export function isKnown(zone: string): boolean {
  try {
    offset(zone, 0);
    return true;
  } catch {
    return false;
  }
}

/** Returns the instant at which the zone's clock shows this time. @param wall the time shown, as if it were UTC */
export const instantAt = (zone: string, wall: number): number => wall - offset(zone, wall - offset(zone, wall));

/** Returns `Thursday 22 April`, its day on the line of its month. */
export const dayIn = (zone: string, instant: number): string =>
  new Intl.DateTimeFormat(language, { timeZone: zone, weekday: 'long', day: 'numeric', month: 'long' })
    .format(instant)
    .replace(/,(?= \d)/, '')
    .replace(/(\d) /, '$1\u00a0');

/** Returns `5pm`, `2.30pm`, `midday` or `midnight`, as `timeWords` of forms does; a shared file would be one more to load. */
export function timeIn(zone: string, instant: number): string {
  if (language !== 'en-GB')
    return new Intl.DateTimeFormat(language, { timeZone: zone, hour: 'numeric', minute: '2-digit' }).format(instant);
  const time = hoursIn(zone, instant);
  if (time === 0 || time === 12) return time === 0 ? 'midnight' : 'midday';
  const [hour, minutes] = [Math.floor(time), Math.round((time % 1) * 60)];
  return `${hour % 12 || 12}${minutes === 0 ? '' : `.${String(minutes).padStart(2, '0')}`}${hour < 12 ? 'am' : 'pm'}`;
}

/** Returns the zone's time in hours from midnight: 14.5 for half past two. */
export const hoursIn = (zone: string, instant: number): number => ((instant + offset(zone, instant)) % DAY) / HOUR;

/** Returns `Singapore` for `Asia/Singapore`, `Buenos Aires` for `America/Argentina/Buenos_Aires`. */
export const zoneCity = (zone: string): string => zone.split('/').at(-1)!.replaceAll('_', ' ');

/** A change of one zone's clocks. */
export interface ClockChange {
  zone: string;
  /** An instant within the hour after the change. */
  at: number;
  /** Milliseconds by which the clock goes forward; negative when it goes back. */
  by: number;
}

/** Returns the clock changes of the zones in the days after an instant, in order. */
export function clockChanges(zones: readonly string[], from: number, days: number): ClockChange[] {
  const after = (start: number, step: number, count: number) =>
    Array.from({ length: count }, (_, index) => start + index * step);
  return zones
    .flatMap((zone) =>
      after(from, DAY, days).flatMap((day) => {
        const by = offset(zone, day + DAY) - offset(zone, day);
        if (by === 0) return [];
        const at = after(day + HOUR, HOUR, 24).find((hour) => offset(zone, hour) !== offset(zone, day))!;
        return [{ zone, at, by }];
      }),
    )
    .sort((a, b) => a.at - b.at);
}
