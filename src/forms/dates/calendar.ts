/** Reads and writes days (`YYYY-MM-DD`) and months (`YYYY-MM`). `zoned-time.ts` has times and time zones. */
import { site } from '#site';
import { foldCode } from '../answers/answers.ts';
import type { Languages, Meaning, Names, Parts } from './names-in-languages.ts';

export const months: readonly string[] =
  'January February March April May June July August September October November December'.split(' ');
const weekdays = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

/** A date that was read, or the reason why it could not be; without a reason when the text is not like a date. */
export type DateReading =
  | {
      /** `YYYY-MM-DD`, or `YYYY-MM` for a month. */
      value: string;
      /** True when day and month could be swapped: then the applicant is told how they were read. */
      isEither: boolean;
    }
  | { value?: undefined; fault?: string };

const none: DateReading = {};

/** Reads a day such as "Thursday 11th of February 2027", "11/2/27", "Feb 11, 2027", "2027/02/11" or "2027-02-11T23:59". */
export function readDay(text: string, languages?: Languages): DateReading {
  const parts = partsOf(text, languages);
  const { month, weekday } = parts;
  const numbers = month === undefined ? inThree(parts.numbers) : parts.numbers;
  return whole(parts, numbers.length - (month === undefined ? 3 : 2), 'day, month and year', () => {
    const [a = '', b = '', c = ''] = numbers;
    if (month !== undefined) return a.length === 4 ? dayOf(a, month, b, weekday) : dayOf(b, month, a, weekday);
    if (a.length === 4) return dayOf(a, Number(b), c, weekday);
    const isSwapped = isDayFirst() ? Number(b) > 12 && Number(a) <= 12 : Number(a) <= 12 || Number(b) > 12;
    const [day, inMonth] = isSwapped ? [b, a] : [a, b];
    const read = dayOf(c, Number(inMonth), day, weekday);
    return read.value === undefined ? read : { ...read, isEither: Number(a) <= 12 && Number(b) <= 12 && a !== b };
  });
}

/** Reads a month such as "June 2023", "6/23" or "2023-06", or the month of a day. */
export function readMonth(text: string, languages?: Languages): DateReading {
  const parts = partsOf(text, languages);
  const { month, isDayBefore } = parts;
  const numbers = month === undefined ? inTwo(parts.numbers) : parts.numbers;
  const more = numbers.length - (month === undefined ? 2 : 1);
  if (more === 1 || numbers[0]?.length === 8) {
    const read = readDay(text, languages);
    return read.value === undefined ? read : { value: read.value.slice(0, 7), isEither: false };
  }
  return whole(parts, more, 'month and year', () => {
    const [a = '', b = ''] = numbers;
    const isYearOnly = { fault: 'Enter the month and year' };
    // "25 June" is a day, and "2024/25" an academic year.
    if (month !== undefined) return isDayBefore && a.length < 3 ? isYearOnly : monthOf(a, month);
    if (a.length !== 4) return monthOf(b, Number(a));
    return Number(b) > 12 ? isYearOnly : monthOf(a, Number(b));
  });
}

/** Reads a date that has `more` numbers than it should, or says which of its `needed` parts are missing or what stands beside it. */
function whole(parts: Parts, more: number, needed: string, read: () => DateReading): DateReading {
  const { numbers, names, others, fault } = parts;
  if (fault) return { fault };
  if (numbers.length === 0) return none;
  if (more > 0 || names > 1) return { fault: 'Enter one date' };
  if (more < 0) return others.length > 0 ? none : { fault: `Enter the ${needed}` };
  const reading = read();
  if (reading.value === undefined || others.length === 0) return reading;
  return { fault: `Enter the ${needed} on their own, without “${others.join(' ')}”` };
}

const startsWithYear = /^(19|20)\d\d(0\d|1[0-2])/;

/** Returns the three numbers of "20270211", "11022027" or "110227", and others as they are. */
function inThree(numbers: string[]): string[] {
  const [one = ''] = numbers;
  if (numbers.length !== 1 || (one.length !== 8 && one.length !== 6)) return numbers;
  return one.length === 8 && startsWithYear.test(one)
    ? [one.slice(0, 4), one.slice(4, 6), one.slice(6)]
    : [one.slice(0, 2), one.slice(2, 4), one.slice(4)];
}

/** Returns the two numbers of "202506" or "062025", and others as they are. */
function inTwo(numbers: string[]): string[] {
  const [one = ''] = numbers;
  if (numbers.length !== 1 || one.length !== 6) return numbers;
  const at = startsWithYear.test(one) ? 4 : 2;
  return [one.slice(0, at), one.slice(at)];
}

/** Returns the day that a text means, or undefined. */
export const parseDay = (text: string): string | undefined => readDay(text).value;

/** Returns the month that a text means, or undefined. */
export const parseMonth = (text: string, languages?: Languages): string | undefined => readMonth(text, languages).value;

/**
 * Returns a function that writes a date in the site's language. Days and months are written in UTC, from midnight UTC. The format is created
 * at first use, as that is slow and the configuration must be checked before.
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

/** Returns the last day of a month. */
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

/** What a date does not need: a note in brackets, a weekday in Japanese or Korean, a time. */
const beside =
  /\([^()\d]*\)|.(?:曜日|요일)|t?\d{1,2}:\d{2}(?::\d{2}(?!\d)(?:\.\d+)?)?(?:\s*[ap]\.?m\b\.?)?(?:z|\s*(?:gmt|utc))?|(?<!\d)\d{1,2}(?:\.\d{2})?\s*[ap]\.?m\b\.?/g;

const fillers = ' the of on by in at date deadline due closes closing noon midday midnight'.split(' ');

/** Returns the numbers and names in a date, in English or else in one of `languages` that has all its words. */
function partsOf(text: string, languages?: Languages): Parts {
  const words = foldCode(text)
    .toLowerCase()
    .replace(beside, ' ')
    .replace(/(\d)(st|nd|rd|th|er?|[eè]me|[oa])(?!\p{L})/gu, '$1')
    .split(/[\s\p{P}\p{S}年月日년월일]+|(?<=\d)(?=\p{L})|(?<=\p{L})(?=\d)/u);
  const read = (names: Names) => partsIn(words, (word) => names(word) ?? inEnglish(word));
  const parts = read(() => undefined);
  return (parts.others.length && parts.numbers.length ? languages?.(read) : undefined) ?? parts;
}

function partsIn(words: readonly string[], meaningOf: Names): Parts {
  const parts: Parts = { numbers: [], names: 0, others: [] };
  for (const word of words) {
    if (/^\d/.test(word)) {
      parts.numbers.push(word);
      continue;
    }
    const meaning = meaningOf(word);
    if (!meaning) parts.others.push(word);
    const { month, weekday } = meaning ?? {};
    parts.month ??= month;
    parts.weekday ??= weekday;
    if (month) {
      parts.names += 1;
      parts.isDayBefore = parts.numbers.length > 0;
    }
  }
  return parts;
}

/** What a word means in an English date. */
function inEnglish(word: string): Meaning | undefined {
  const month = placeIn(months, word) + 1;
  if (month) return { month };
  const weekday = placeIn(weekdays, word);
  if (weekday >= 0) return { weekday };
  return fillers.includes(word) ? {} : undefined;
}

/** Returns the place of the name that a word means, also shortened or misspelt: "feb", "weds", "febuary"; -1 for another word. */
const placeIn = (names: readonly string[], word: string): number =>
  word.length < 3
    ? -1
    : names.findIndex((each) => {
        const name = each.toLowerCase();
        const isMisspelt = word.length > 4 && word.startsWith(name.slice(0, 3)) && word.at(-1) === name.at(-1);
        return name.startsWith(word.replace(/^weds$/, 'wed')) || isMisspelt;
      });

/** Returns true when the configured country writes the day before the month. */
function isDayFirst(): boolean {
  const { language } = new Intl.Locale('und', { region: site.country }).maximize();
  const order = new Intl.DateTimeFormat(`${language}-${site.country}`).formatToParts().map(({ type }) => type);
  return order.indexOf('day') < order.indexOf('month');
}

function monthOf(year: string, month: number): DateReading {
  if (year.length !== 2 && year.length !== 4) return none;
  if (month < 1 || month > 12) return { fault: `There is no month ${month}` };
  // POSIX reads two-digit years this way.
  const century = year.length === 4 ? '' : Number(year) < 69 ? '20' : '19';
  return { value: `${century}${year}-${String(month).padStart(2, '0')}`, isEither: false };
}

function dayOf(year: string, month: number, day: string, weekday: number | undefined): DateReading {
  const read = monthOf(year, month);
  if (read.value === undefined) return read;
  if (day.length > 2) return none;
  const inMonth = read.value;
  const value = `${inMonth}-${day.padStart(2, '0')}`;
  const last = lastDayOf(inMonth);
  if (Number(day) < 1 || value > last) {
    const name = month === 2 ? monthWords(inMonth) : months[month - 1];
    return { fault: `${name} has ${last.slice(8)} days, so there is no day ${Number(day)} in it` };
  }
  const actual = new Date(`${value}T00:00Z`).getUTCDay();
  return weekday === undefined || weekday === actual
    ? { value, isEither: false }
    : { fault: `${dayWords(value)} is a ${weekdays[actual]}, not a ${weekdays[weekday]}: check the date` };
}
