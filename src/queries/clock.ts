/** The instant for which the site is built: now, or `CLOCK` (an ISO instant) for tests and rehearsal. */
export function buildDay(clock: string | undefined = process.env['CLOCK']): Date {
  const day = clock ? new Date(clock) : new Date();
  if (Number.isNaN(day.getTime()))
    throw new Error(`CLOCK is "${clock}"; it must be an ISO instant like 2027-02-11T23:58:00Z.`);
  return day;
}

/** The same as it runs on from the start of this process, for the dev server. */
export const rehearsedInstant = (): Date => new Date(buildDay().getTime() + performance.now());
