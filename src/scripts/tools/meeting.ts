/** Describes a meeting of two people in two time zones. `home` and `there` are names of time zones. */
import { zoneCity, clockChanges, DAY, dayIn, hoursIn, instantAt, offset, timeIn } from './zones.ts';

/** Hours at which most people can talk, by their own clock. */
const AWAKE = { from: 8, to: 21 };
/** Number of days ahead in which clock changes are named. */
const DAYS_AHEAD = 84;
const HOUR = 3_600_000;

/** Returns `Thursday 22 April, 10am in Lagos, is 5pm in Singapore`, with the day there when it differs. */
export function inBothClocks(home: string, there: string, instant: number): string {
  const [dayHere, dayThere] = [dayIn(home, instant), dayIn(there, instant)];
  const otherDay = dayHere === dayThere ? '' : ` on ${dayThere}`;
  return `${dayHere}, ${timeIn(home, instant)} in ${zoneCity(home)}, is ${timeIn(there, instant)}${otherDay} in ${zoneCity(there)}`;
}

/** Returns a sentence for each clock change in the twelve weeks after a meeting: the time there for the same time at home. */
export function changesAfter(home: string, there: string, instant: number): string[] {
  return clockChanges([...new Set([home, there])], instant, DAYS_AHEAD).map(({ zone, at, by }) => {
    // The first day on which the whole of that hour lies after the change.
    const days = Math.ceil((at + HOUR - instant) / DAY);
    const later = instantAt(home, instant + offset(home, instant) + days * DAY);
    const moved = `the clocks in ${zoneCity(zone)} go ${by > 0 ? 'forward' : 'back'}`;
    return `On ${dayIn(zone, at)} ${moved}. From then on ${timeIn(home, later)} in ${zoneCity(home)} is ${timeIn(there, later)} in ${zoneCity(there)}.`;
  });
}

const isAwake = (zone: string, instant: number) => {
  const start = hoursIn(zone, instant);
  return start >= AWAKE.from && start + 1 <= AWAKE.to;
};

/** Returns the start of each hour on the meeting's day at home in which both are awake. Any two zones share some. */
export function hoursForBoth(home: string, there: string, instant: number): number[] {
  const midnight = Math.floor((instant + offset(home, instant)) / DAY) * DAY;
  return Array.from({ length: 24 }, (_, hour) => instantAt(home, midnight + hour * HOUR)).filter(
    (start) => isAwake(home, start) && isAwake(there, start),
  );
}

const [earliest, latest] = [AWAKE.from, AWAKE.to].map((hour) => timeIn('UTC', hour * HOUR)) as [string, string];

export const hoursTitle = `Hours between ${earliest} and ${latest} for both of you`;
