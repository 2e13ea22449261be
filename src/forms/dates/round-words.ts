/**
 * The words of a round's dates on pages. The build writes them into the pages; where staff change a round, the server
 * that sends the pages writes them anew.
 */
import { site } from '#site';
import { addDays, dayWords } from './calendar.ts';
import { formatDeadline, formatInstant, type Round } from './deadline.ts';
import { localDay, toInstant, zoneWords } from './zoned-time.ts';

/** Returns "11 February 2027": the day of an instant in the site's time zone. */
export const formatDayOf = (instant: string): string => dayWords(localDay(new Date(instant)));

/** Returns "11.59pm on Thursday 11 February 2027": the last minute in which the round takes applications. */
export const lastMinute = (round: Round): string => formatDeadline(round.closesAt);

/** Returns the day of the round's last minute in the site's time zone: `2027-02-11`. */
export const lastDay = (round: Round): string => localDay(new Date(Date.parse(round.closesAt) - 60_000));

/** Returns "Thursday 11 February" for "Thursday 11 February 2027", where the year is plain. */
const withoutYear = (words: string): string => words.replace(/ \d{4}$/, '');

const opening = (round: Round) => dayWords(localDay(new Date(round.opensAt)), true);
const closing = (round: Round) => dayWords(lastDay(round), true);

/** The words of each kind, as `data-of` names them in a page. */
export const roundWords = {
  title: ({ title }) => title,
  opens: ({ opensAt }) => formatDayOf(opensAt),
  'opens-on': opening,
  'opens-soon': (round) => withoutYear(opening(round)),
  'opens-at': ({ opensAt }) => formatInstant(opensAt),
  closes: lastMinute,
  'closes-soon': (round) => withoutYear(lastMinute(round)),
  'last-day': (round) => withoutYear(closing(round)),
  'last-time': (round) => lastMinute(round).split(' on ')[0] ?? '',
  'last-weekday': (round) => closing(round).split(' ')[0] ?? '',
  decision: ({ decisionBy }) => dayWords(decisionBy),
  briefing: ({ briefing }) => (briefing === undefined ? 'none' : dayWords(briefing)),
  starts: ({ cycleStarts }) => dayWords(cycleStarts),
  ends: ({ cycleEnds }) => dayWords(cycleEnds),
} satisfies Readonly<Record<string, (round: Round) => string>>;

export type RoundWord = keyof typeof roundWords;

/** Returns what the data for search engines says of the end of a round's applications, by schema.org's names. */
export const deadlineData = (round: Round): Readonly<Record<string, string>> => ({
  name: `${site.schemes.mentoring?.shortName ?? site.name} ${round.title}: applications close`,
  description: `Apply for a mentor by ${lastMinute(round)}, ${zoneWords()}.`,
  startDate: new Date(Date.parse(round.closesAt) - 60_000).toISOString(),
  endDate: round.closesAt,
});

/** Returns the instants at which the last week and the last day of a round begin in the site's time zone. */
const lastPhases = (round: Round): { week: string; day: string } => ({
  week: toInstant(`${addDays(lastDay(round), -6)}T00:00`).toISOString(),
  day: toInstant(`${lastDay(round)}T00:00`).toISOString(),
});

/** Returns an instant as pages have it: without zero seconds, to save bytes. */
const shortInstant = (instant: string): string => instant.replace(':00.000Z', 'Z');

/** Returns the instants of a round on its element, by attribute. `data-week` and `data-day` stand only where the last week shows. */
export function roundInstants(round: Round): Readonly<Record<string, string>> {
  const { week, day } = lastPhases(round);
  const instants = { opens: round.opensAt, closes: round.closesAt, week, day };
  return Object.fromEntries(Object.entries(instants).map(([name, at]) => [`data-${name}`, shortInstant(at)]));
}
