/** Returns the current instant for every decision. Tests pass their own. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

/** Returns a clock that starts at `instant` and runs on, for tests and rehearsals. */
export function rehearsalClock(instant: Date): Clock {
  const ahead = instant.getTime() - Date.now();
  return () => new Date(Date.now() + ahead);
}

/** In milliseconds. */
export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;
