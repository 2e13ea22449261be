/** Writes days (`YYYY-MM-DD`) and months (`YYYY-MM`), and counts with them. `read-dates.ts` reads them, `zoned-time.ts` has times and time zones. */
import { site } from '#site';

export const months: readonly string[] =
  'January February March April May June July August September October November December'.split(' ');

/**
 * Returns a function that writes a date in the site's language. Days and months are written in UTC, from midnight UTC. The format is created
 * at first use, as that is slow and the configuration must be checked before.
 */
function style(parts: Intl.DateTimeFormatOptions): (date: Date) => string {
  let format: Intl.DateTimeFormat | undefined;
  return (date) =>
    together((format ??= new Intl.DateTimeFormat(site.language, { ...parts, timeZone: 'UTC' })).formatToParts(date));
}
/** Joins the parts of a date. A no-break space keeps the day on the line of its month. */
export const together = (parts: readonly Intl.DateTimeFormatPart[]): string =>
  parts
    .map(({ type, value }, index) =>
      type === 'literal' && isDayOrMonth(parts[index - 1]) && isDayOrMonth(parts[index + 1])
        ? value.replace(' ', '\u00a0')
        : value,
    )
    .join('');
const isDayOrMonth = (part?: Intl.DateTimeFormatPart) => part?.type === 'day' || part?.type === 'month';
const writeMonth = /* @__PURE__ */ style({ month: 'long', year: 'numeric' });
const writeDay = /* @__PURE__ */ style({ day: 'numeric', month: 'long', year: 'numeric' });
const writeWeekday = /* @__PURE__ */ style({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const writeTime = /* @__PURE__ */ style({ hour: 'numeric', minute: '2-digit' });

const atMidnight = (day: string) => new Date(`${day}T00:00Z`);

/** "June 2023", in British English. */
export const monthWords = (month: string): string => writeMonth(atMidnight(`${month}-01`));

/** "11 February 2027" in British English; with `weekday`, "Thursday 11 February 2027". */
export const dayWords = (day: string, weekday = false): string =>
  weekday ? withoutComma(writeWeekday(atMidnight(day))) : writeDay(atMidnight(day));

/** Removes the comma between a weekday and a number, which some platforms add. "Thursday, February 11" is unchanged. */
const withoutComma = (words: string): string => words.replace(/^(\p{L}+),(?= \d)/u, '$1');

/** Writes `HH:mm` as "9am", "11.59pm" or "midday" in British English, and in the usual way of any other language. */
export function timeWords(time: string): string {
  if (site.language !== 'en-GB') return writeTime(new Date(`1970-01-01T${time}Z`));
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  if (minutes === 0 && hours % 12 === 0) return hours === 0 ? 'midnight' : 'midday';
  return `${hours % 12 || 12}${minutes === 0 ? '' : `.${String(minutes).padStart(2, '0')}`}${hours < 12 ? 'am' : 'pm'}`;
}

/** Returns the month `count` months later. */
export function addMonths(month: string, count: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** Returns the day `count` days later. */
export const addDays = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);

/** Returns how many days later the second day is; negative if it is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / 86_400_000);

export function lastDayOf(month: string): string {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))];
  return `${month}-${new Date(Date.UTC(year, number, 0)).getUTCDate()}`;
}

/** Returns the same day `count` months later, or the last day of that month when it is shorter. */
export function addMonthsToDay(day: string, count: number): string {
  const last = lastDayOf(addMonths(day.slice(0, 7), count));
  const same = `${last.slice(0, 8)}${day.slice(8, 10)}`;
  return same < last ? same : last;
}

/** Returns true for a day or a month as they are stored. */
export const isCanonical = (text: string): boolean => {
  const date = /^\d{4}-\d{2}(?:-\d{2})?$/.test(text) ? new Date(`${text.padEnd(10, '-01')}T00:00Z`) : undefined;
  return date !== undefined && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};
