/** Days (`YYYY-MM-DD`) and months (`YYYY-MM`) as people write them. No time zone; for those see `zoned-time.ts`. */
import { site } from '#site';

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** The month meant by "2023-06", "6/2023", "June 2023" or "Jun 2023"; undefined where none is. */
export function parseMonth(text: string): string | undefined {
  const iso = /^(\d{4})-(\d{1,2})$/.exec(text);
  if (iso) return monthOf(iso[1], iso[2]);
  const written = /^(\d{1,2}|\p{L}{3,9})\.?[\s/.,-]*(\d{4})$/u.exec(text);
  return written ? monthOf(written[2], written[1]) : undefined;
}

/** The day meant by "2027-02-11", "11/2/2027", "11 February 2027" or "11 Feb 2027"; undefined where none is, as for 30 February. */
export function parseDay(text: string): string | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return dayOf(iso[1], iso[2], iso[3]);
  const written = /^(\d{1,2})(?:st|nd|rd|th)?[\s/.,-]+(\d{1,2}|\p{L}{3,9})\.?[\s/.,-]+(\d{4})$/u.exec(text);
  return written ? dayOf(written[3], written[2], written[1]) : undefined;
}

/**
 * Writes a date in the one style of the site's language. Days and months are no instants: they are written in UTC, from midnight UTC. What
 * writes is made when it is first needed, as it takes long and a configuration is checked before.
 */
function style(parts: Intl.DateTimeFormatOptions): (date: Date) => string {
  let format: Intl.DateTimeFormat | undefined;
  return (date) => (format ??= new Intl.DateTimeFormat(site.language, { ...parts, timeZone: 'UTC' })).format(date);
}
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

/** Platforms differ in the comma between a weekday and a number; "Thursday, February 11" keeps its own. */
export const withoutComma = (words: string): string => words.replace(/^(\p{L}+),(?= \d)/u, '$1');

/** "9am", "11.59pm", "midday" of `HH:mm` in British English, which has a style of its own on the web; else as the language has it. */
export function timeWords(time: string): string {
  if (site.language !== 'en-GB') return writeTime(new Date(`1970-01-01T${time}Z`));
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  if (minutes === 0 && hours % 12 === 0) return hours === 0 ? 'midnight' : 'midday';
  return `${hours % 12 || 12}${minutes === 0 ? '' : `.${String(minutes).padStart(2, '0')}`}${hours < 12 ? 'am' : 'pm'}`;
}

/** The month so many months later. */
export function addMonths(month: string, count: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** The day so many days later. */
export const addDays = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);

/** Last day of a month. */
export function lastDayOf(month: string): string {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))];
  return `${month}-${new Date(Date.UTC(year, number, 0)).getUTCDate()}`;
}

/** The same day so many months later, or the last day of that month where it is shorter. */
export function addMonthsToDay(day: string, count: number): string {
  const last = lastDayOf(addMonths(day.slice(0, 7), count));
  const same = `${last.slice(0, 8)}${day.slice(8, 10)}`;
  return same < last ? same : last;
}

function monthOf(year = '', month = ''): string | undefined {
  const named = months.findIndex((name) => name.toLowerCase().startsWith(month.toLowerCase()));
  const number = /\d/.test(month) ? Number(month) : named + 1;
  return number >= 1 && number <= 12 ? `${year}-${String(number).padStart(2, '0')}` : undefined;
}

function dayOf(year: string | undefined, month: string | undefined, day = ''): string | undefined {
  const inMonth = monthOf(year, month);
  if (inMonth === undefined) return undefined;
  const full = `${inMonth}-${day.padStart(2, '0')}`;
  return Number(day) >= 1 && full <= lastDayOf(inMonth) ? full : undefined;
}
