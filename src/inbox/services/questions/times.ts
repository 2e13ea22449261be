/** Reads the times that a mentor proposes, on the mentor's clock, and says each on the clocks of both. */
import { dayWords } from '#forms/dates/calendar.ts';
import { parseDay } from '#forms/dates/read-dates.ts';
import { cityOf, skippedSentence, toInstant, wallTime, zoneWords } from '#forms/dates/zoned-time.ts';
import { site } from '#site';
import { day, minute } from '../../clock.ts';

/** The most times in one proposal. */
export const mostTimes = 3;

/** Minutes before a meeting by which it must be agreed. */
const soonest = 60;

/** The most days ahead for which a meeting can be proposed. */
const latest = 90;

/** A day and a time as typed. */
export interface TypedTime {
  day: string;
  time: string;
}

/** The instants, earliest first; or all that is wrong, each with which of the times it is about, from 0. */
export type ReadTimes = { times: string[] } | { problems: { at: number; problem: string }[] };

export function readTimes(typed: readonly TypedTime[], zone: string, now: Date): ReadTimes {
  const instants = new Set<string>();
  const problems: { at: number; problem: string }[] = [];
  for (const [at, each] of typed.entries()) {
    if (each.day === '' && each.time === '') continue;
    const read = readTime(each, zone, now);
    if (typeof read === 'string') problems.push({ at, problem: `Time ${String(at + 1)}: ${read}` });
    else instants.add(read.toISOString());
  }
  if (problems.length === 0 && instants.size === 0)
    problems.push({
      at: 0,
      problem: 'Propose at least one time: a day and an hour, like 11 February 2027 and 14:00.',
    });
  return problems.length > 0 ? { problems } : { times: [...instants].sort() };
}

function readTime({ day: typedDay, time }: TypedTime, zone: string, now: Date): Date | string {
  const date = parseDay(typedDay);
  const parts = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/.exec(time);
  if (date === undefined || !parts) return 'a day and an hour are needed, like 11 February 2027 and 14:00.';
  const wall = `${date}T${parts[1]!.padStart(2, '0')}:${parts[2]!}`;
  const skipped = skippedSentence(wall, zone);
  if (skipped !== undefined) return skipped;
  const instant = toInstant(wall, zone);
  if (instant.getTime() < now.getTime() + soonest * minute) return 'it is past, or less than an hour ahead.';
  if (instant.getTime() > now.getTime() + latest * day) return `it is more than ${String(latest)} days ahead.`;
  // The meeting is stored by the site's clock, which must show that time once.
  if (toInstant(wallTime(instant)).getTime() !== instant.getTime())
    return `the clocks in ${cityOf(site.timeZone)} go back in that night and show this time twice. Choose an hour earlier or later.`;
  return instant;
}

/** For example "Thursday 11 February 2027 at 15:00, Halifax time (Friday 12 February at 00:30, Kolkata time)". */
export function timesOfBoth(instant: Date, zone: string = site.timeZone): string {
  const [ours, theirs] = [wallTime(instant), wallTime(instant, zone)];
  const first = `${wordsOf(ours)}, ${zoneWords()}`;
  if (ours === theirs) return first;
  const other = ours.slice(0, 10) === theirs.slice(0, 10) ? theirs.slice(11) : wordsOf(theirs);
  return `${first} (${other}, ${zoneWords(zone)})`;
}

const wordsOf = (wall: string) => `${dayWords(wall.slice(0, 10), true)} at ${wall.slice(11)}`;
