import { wallTime } from '#forms/zoned-time.ts';

const minutesOfDay = 24 * 60;
const minutesOfWeek = 7 * minutesOfDay;

/** When each time of the week is, on the clock of whoever chose it: days from Monday (0), hours from and to. */
const hoursOf: Readonly<Record<string, { days: readonly number[]; from: number; to: number }>> = {
  'weekday-daytime': { days: [0, 1, 2, 3, 4], from: 9, to: 17 },
  'weekday-evening': { days: [0, 1, 2, 3, 4], from: 17, to: 21 },
  weekend: { days: [5, 6], from: 9, to: 21 },
};

/** Two people have a time in common when they share this many minutes of a week without a gap. */
const shortestMeeting = 60;

/** What somebody said of when they can meet. */
export interface Availability {
  /** Values of the field `windows`. */
  windows: readonly string[];
  /** How far their clock is ahead of UTC, in minutes. */
  minutesAhead: number;
}

/** The times of the week of `one` in which `other` is free as well, each on its own clock. On one clock, those that both chose. */
export function commonTimes(one: Availability, other: Availability): string[] {
  const ahead = one.minutesAhead - other.minutesAhead;
  if (ahead === 0) return one.windows.filter((window) => other.windows.includes(window));
  return one.windows.filter((window) => other.windows.some((theirs) => overlaps(window, theirs, ahead)));
}

const overlaps = (one: string, other: string, ahead: number): boolean =>
  startsOf(one).some((start) =>
    startsOf(other).some((theirs) => {
      // Where theirs begins on the clock of the first, within the week around its start.
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

/** How far a zone's clock is ahead of UTC at an instant, in minutes. */
export const minutesAhead = (zone: string, at: Date): number =>
  Math.round((Date.parse(`${wallTime(at, zone)}Z`) - at.getTime()) / 60_000);

const modulo = (value: number, size: number): number => ((value % size) + size) % size;
