import { localDay } from '#forms/zoned-time.ts';

/** The instant for which the site is built: now, or `CLOCK` (an ISO instant) for tests and rehearsal. */
export function buildInstant(clock: string | undefined = process.env['CLOCK']): Date {
  const instant = clock ? new Date(clock) : new Date();
  if (Number.isNaN(instant.getTime()))
    throw new Error(`CLOCK is "${clock}"; it must be an ISO instant like 2027-02-11T23:58:00Z.`);
  return instant;
}

/** The day in the site's zone at an instant, as the schemas read the days of the content: midnight UTC. For comparing with those. */
export const contentDay = (instant: Date = buildInstant()): Date => new Date(`${localDay(instant)}T00:00Z`);

/** The build's instant as it runs on from the start of this process, for the dev server. */
export const rehearsedInstant = (): Date => new Date(buildInstant().getTime() + performance.now());
