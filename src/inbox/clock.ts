/** Gives the instant by which everything is judged. Tests hand in their own. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

/** A clock that started at `instant` when it was made and runs on from there, for tests and rehearsal. */
export function rehearsalClock(instant: Date): Clock {
  const ahead = instant.getTime() - Date.now();
  return () => new Date(Date.now() + ahead);
}

/** In milliseconds. */
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
