import { localDay } from '#forms/dates/zoned-time.ts';

/** Returns the instant for which the site is built: now, or `CLOCK` (an ISO instant) in tests and rehearsals. */
export function buildInstant(clock: string | undefined = process.env['CLOCK']): Date {
  const instant = clock ? new Date(clock) : new Date();
  if (Number.isNaN(instant.getTime()))
    throw new Error(`CLOCK is "${clock}"; it must be an ISO instant like 2027-02-11T23:58:00Z.`);
  return instant;
}

/** Returns the day in the site's time zone at an instant as midnight UTC, to compare it with the days of the content. */
export const contentDay = (instant: Date = buildInstant()): Date => new Date(`${localDay(instant)}T00:00Z`);

/** Returns the build's instant plus the time since this process started, for the dev server. */
export const rehearsedInstant = (): Date => new Date(buildInstant().getTime() + performance.now());
