import { wallTime } from '#forms/dates/zoned-time.ts';

const minutesOfDay = 24 * 60;
const minutesOfWeek = 7 * minutesOfDay;

/** The days (0 is Monday) and hours of each time of the week, on the clock of the person who chose it. */
const hoursOf: Readonly<Record<string, { days: readonly number[]; from: number; to: number }>> = {
  'weekday-daytime': { days: [0, 1, 2, 3, 4], from: 9, to: 17 },
  'weekday-evening': { days: [0, 1, 2, 3, 4], from: 17, to: 21 },
  weekend: { days: [5, 6], from: 9, to: 21 },
};

/** Minutes that two people must share in one stretch to have a time in common. */
const shortestMeeting = 60;

/** When a person can meet. */
export interface Availability {
  windows: readonly string[];
  /** Minutes by which their clock is ahead of UTC. */
  minutesAhead: number;
}

/**
 * Returns those times of `one`'s week in which `other` is free too, each on their own clock. With the same clock, these
 * are the times that both chose.
 */
export function commonTimes(one: Availability, other: Availability): string[] {
  const ahead = one.minutesAhead - other.minutesAhead;
  if (ahead === 0) return one.windows.filter((window) => other.windows.includes(window));
  return one.windows.filter((window) => other.windows.some((theirs) => overlaps(window, theirs, ahead)));
}

const overlaps = (one: string, other: string, ahead: number): boolean =>
  startsOf(one).some((start) =>
    startsOf(other).some((theirs) => {
      // Minutes from this start to the other's start, within a week around it.
      const gap = modulo(theirs + ahead - start, minutesOfWeek);
      return (
        Math.min(lengthOf(one), gap + lengthOf(other)) - gap >= shortestMeeting ||
        Math.min(lengthOf(one), gap - minutesOfWeek + lengthOf(other)) >= shortestMeeting
      );
    }),
  );

const startsOf = (window: string): number[] => {
  const hours = hoursOf[window];
  return hours ? hours.days.map((day) => day * minutesOfDay + hours.from * 60) : [];
};

const lengthOf = (window: string): number => {
  const hours = hoursOf[window];
  return hours ? (hours.to - hours.from) * 60 : 0;
};

/** The last instant that was asked about, with its answers by zone: a round compares hundreds of people at one instant. */
let asked = { at: Number.NaN, ahead: new Map<string, number>() };

/** Returns the minutes by which a zone's clock is ahead of UTC at an instant. */
export function minutesAhead(zone: string, at: Date): number {
  if (asked.at !== at.getTime()) asked = { at: at.getTime(), ahead: new Map() };
  const known = asked.ahead.get(zone);
  if (known !== undefined) return known;
  const minutes = Math.round((Date.parse(`${wallTime(at, zone)}Z`) - at.getTime()) / 60_000);
  asked.ahead.set(zone, minutes);
  return minutes;
}

const modulo = (value: number, size: number): number => ((value % size) + size) % size;
