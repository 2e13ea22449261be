/**
 * Reads days and months as people write them. Browsers load this with the first answer (`islands/form/island/deferred.tsx`); without it the server
 * reads the date. The server always has it.
 */
import { site } from '#site';
import { foldCode } from '../answers/answers.ts';
import { bareWords, letterForDigit } from './refusal-words.ts';
import { dayWords, lastDayOf, months, monthWords } from './calendar.ts';
import type { DateReading, Dates } from './dates.ts';
import { namesInLanguages } from './names-in-languages.ts';
import type { Meaning, DateNames, Parts } from './names-in-languages.ts';

const weekdays = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

const none: DateReading = {};

/** Reads a day such as "Thursday 11th of February 2027", "11/2/27", "Feb 11, 2027", "2027/02/11" or "2027-02-11T23:59". */
export function readDay(text: string): DateReading {
  const parts = partsOf(text);
  const { month, weekday } = parts;
  const numbers = month === undefined ? inThree(parts.numbers) : parts.numbers;
  return whole(text, parts, numbers.length - (month === undefined ? 3 : 2), 'date', () => {
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
export function readMonth(text: string): DateReading {
  const parts = partsOf(text);
  const { month, isDayBefore, isOrdinal } = parts;
  const numbers = month === undefined ? inTwo(parts.numbers) : parts.numbers;
  const more = numbers.length - (month === undefined ? 2 : 1);
  // "2025-06/07" and "06-07/2025" are two months.
  const areTwo = /\d\s*-\s*\d+\s*\/\s*\d/.test(foldCode(text)) || parts.names > 1;
  if ((more === 1 && !areTwo) || numbers[0]?.length === 8) {
    const read = readDay(text);
    return read.value === undefined ? read : { value: read.value.slice(0, 7), isEither: false };
  }
  return whole(text, parts, more, 'month', () => {
    const [a = '', b = ''] = numbers;
    const isYearOnly = { fault: 'Enter the month and year' };
    // "25 June" and "the third" are days, and "2024/25" an academic year.
    if (month !== undefined) return isDayBefore && a.length < 3 ? isYearOnly : monthOf(a, month);
    if (a.length !== 4) return isOrdinal ? isYearOnly : monthOf(b, Number(a));
    return Number(b) > 12 ? isYearOnly : monthOf(a, Number(b));
  });
}

/** Reads a date that has `more` numbers than it should, or says which of its parts are missing or what stands beside it. */
function whole(
  text: string,
  { numbers, names, others, fault }: Parts,
  more: number,
  kind: 'date' | 'month',
  read: () => DateReading,
): DateReading {
  const needed = kind === 'date' ? 'day, month and year' : 'month and year';
  if (fault) return { fault };
  const [letter] = /(?<=\d)[OIl](?=\d)/i.exec(text) ?? [];
  if (letter) return { fault: letterForDigit(kind, letter) };
  const years = numbers.filter(({ length }) => length > 2 && length < 6);
  if (years.length === 1 && !/^(?:19|2[0-4])\d\d$/.test(years[0]!))
    return { fault: `Enter the year like 2027: ${years[0]} is of another calendar, or no year` };
  if (numbers.length === 0) return none;
  if (more > 0 || names > 1) return { fault: `Enter one ${kind}` };
  if (more < 0) return others.length > 0 ? none : { fault: `Enter the ${needed}` };
  const reading = read();
  if (reading.value === undefined || others.length === 0) return reading;
  const asTyped = new RegExp(`${others.join('[^\\p{L}\\d]+')}\\d*`, 'iu').exec(text)?.[0] ?? others.join(' ');
  return { fault: `Enter the ${needed} on their own, without “${bareWords(asTyped)}”` };
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

export const dates: Dates = { readDay, readMonth };

export const parseDay = (text: string): string | undefined => readDay(text).value;

/** What a date does not need: a note in brackets, a weekday in Japanese or Korean. */
const beside = /\([^()\d]*\)|.(?:曜日|요일)/g;

/** Times, in ways that cannot be a part of a date. */
const times = [
  // "23:59", "T09:00:00.000", "5:30 p.m."
  /t?\d{1,2}:\d{2}(?::\d{2}(?!\d)(?:\.\d+)?)?(?:\s*(?:[ap]\.?m\b\.?|hrs))?/,
  // "5pm", "5.30 p.m.", "10-11am", "12 noon", "17h30", "17 Uhr"
  /(?<!\d)(?:\d{1,2}(?:\.\d{2})?\s*-\s*)?\d{1,2}(?:\.\d{2})?\s*(?:[ap]\.?m\b\.?|noon|midday|midnight|h(?:\d{2}|rs|ours)?\b|uhr|o.clock)/,
  // "ore 17", "kl. 17"
  /(?<!\p{L})(?:um|om|ore|klo?\.?)\s*\d{1,2}(?:\.\d{2})?(?!\d)/u,
  // "2027 at 9"
  /(?<=\d{4}[\s,]+)at\s+\d{1,2}(?:\.\d{2})?$/,
  // "1700 hrs"
  /(?<!\d)\d{4}\s*h(?:rs|ours)\b/,
  // "17.00" behind a date or before it
  /(?<=[\d\p{L}][\s.,/-]+\d{4}[\s,]+(?:\p{L}+\s+)?)\d{1,2}\.\d{2}(?![.\d])|^\d{1,2}\.\d{2}(?= on )/u,
];

const zone =
  /(?<![\p{L}\p{M}])(?:utc|gmt|bst|[cew]es?t|[ecmp][sd]t|ist|msk|ae[sd]t|jst|hkt|sgt|kst|[cew]at|sast)(?![\p{L}\p{M}])(?:[+-]\d+)?/u;

const time = new RegExp(
  `(?:${times.map(({ source }) => source).join('|')})(?:z|\\s*[+-]\\d{2}:?\\d{2}(?!\\d))?|${zone.source}`,
  'gu',
);

/** Words that a date can do without: English ones, and the Vietnamese for "day" and "year". */
const fillers =
  ' the of on by in at until date time uk deadline due closes closing noon midday midnight ngày năm'.split(' ');

/** A number that says that it is a month or a short year, wherever it stands: "tháng 5", "5月", "27年". */
const numberedMonth = /tháng\s*(\d\d?)|(\d\d?)\s*[月월]/giu;
const numberedYear = /(?<!\d)\d\d(?=\s*[年년])/gu;

/** Days in words, from the first to the twentieth. */
const ordinals =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  );
const tens = ['twenty', 'thirty'];
const dayInWords = new RegExp(
  `(?<!\\p{L})(?:(${tens.join('|')})[\\s-])?(${ordinals.join('|')}|thirtieth)(?!\\p{L})`,
  'gu',
);

/** Months as much of Europe writes them: "3.III.2027". */
const romans = 'i ii iii iv v vi vii viii ix x xi xii'.split(' ');
const inRoman: DateNames = (word) => (romans.includes(word) ? { month: romans.indexOf(word) + 1 } : undefined);

/** A day's number with the end of its word: "11th", "1er", "3º". */
const ordinal = /(\d)(st|nd|rd|th|er?|[eè]me|[oa])(?!\p{L})/gu;

/** A month and its year in numbers, beside which a word names no month: "out 06/2027" is not the Portuguese October. */
const monthAndYear = /(?<!\d)\d\d?[./-]\d{4}(?!\d)|(?<!\d)\d{4}[./-]\d\d?(?!\d)/;

/** Returns the numbers and names in a date, in English or else in a language that has all its words. */
function partsOf(text: string): Parts {
  const typed = foldCode(text)
    .replace(numberedYear, '20$&')
    .replace(
      numberedMonth,
      (typed: string, behind?: string, before?: string) => ` ${months[Number(behind ?? before) - 1] ?? typed} `,
    )
    .toLowerCase()
    .replace(beside, ' ')
    .replace(time, ' ')
    .replace(dayInWords, (_, ten: string | undefined, word: string) => {
      const day = (ten ? 20 + 10 * tens.indexOf(ten) : 0) + (word === 'thirtieth' ? 30 : ordinals.indexOf(word) + 1);
      return `${day}th`;
    });
  const words = typed.replace(ordinal, '$1').split(/[\s\p{P}\p{S}年月日년월일]+|(?<=\d)(?=\p{L})|(?<=\p{L})(?=\d)/u);
  const isOrdinal = typed.search(ordinal) >= 0;
  const read = (names: DateNames) => ({ ...partsIn(words, (word) => names(word) ?? inEnglish(word)), isOrdinal });
  const parts = read(() => undefined);
  if (parts.others.length === 0 || parts.numbers.length === 0 || monthAndYear.test(typed)) return parts;
  const roman = read(inRoman);
  // In "I/3/2027" the letter stands for the digit.
  const isFirst = roman.numbers.length > 1 && !roman.isDayBefore;
  if (roman.others.length === 0 && roman.names === 1 && !isFirst) return roman;
  const other = namesInLanguages(read);
  // Words of no language are named in the one that has the month.
  return other && (other.others.length === 0 || parts.names === 0) ? other : parts;
}

function partsIn(words: readonly string[], meaningOf: DateNames): Parts {
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
        return name.startsWith(word.replace(/^weds$/, 'wed')) || isMisspelt(word, name);
      });

/** Returns true for a word that begins like a name and differs from it in one place: by a letter, in a long name by two, or by two swapped. */
function isMisspelt(word: string, name: string): boolean {
  const shorter = Math.min(word.length, name.length);
  let start = 0;
  while (start < shorter && word[start] === name[start]) start += 1;
  let end = 0;
  while (end < shorter - start && word.at(-1 - end) === name.at(-1 - end)) end += 1;
  const [typed, meant] = [word.slice(start, word.length - end), name.slice(start, name.length - end)];
  const most = name.length > 6 ? 2 : 1;
  const isNear = Math.max(typed.length, meant.length) <= most;
  const isSwapped = typed.length === 2 && meant === `${typed[1]}${typed[0]}`;
  return start > 2 && word.length > 4 && (isNear || isSwapped);
}

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
