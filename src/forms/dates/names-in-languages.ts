/** Names of months and weekdays in languages other than English. */
import { namesBeyondIntl } from './names-beyond-intl.ts';

/** What a word means in a date: a month from 1, a weekday from 0 (Sunday), or nothing, like "de" in "3 de febrero de 2027". */
export interface Meaning {
  month?: number;
  weekday?: number;
}

/** Returns what a word means in the dates of one language; undefined for a word that they do not have. */
export type DateNames = (word: string) => Meaning | undefined;

/** What a text has of a date. */
export interface Parts {
  numbers: string[];
  /** From 1. */
  month?: number | undefined;
  /** How many months are named. */
  names: number;
  /** True when a number stands before the month's name. */
  isDayBefore?: boolean;
  /** True when a number is a day's: "3rd", "third". */
  isOrdinal?: boolean;
  /** From 0, Sunday. */
  weekday?: number | undefined;
  /** Words that belong to no date. */
  others: string[];
  /** Why the month cannot be told. */
  fault?: string;
}

/** Reads a date with the names of each language; returns the reading of the most words, or undefined when no language has its month. */
export type Languages = (read: (names: DateNames) => Parts) => Parts | undefined;

/** Languages whose names Intl has everywhere. Those that write dates in numbers alone, such as Chinese, need none. */
const languages =
  'af ar ar-DZ ar-SY bg bn ca cs da de de-AT el es et fa fi fr gu he hi hr hu id it kn lt lv ml mr ms nb nl pl pt ro ru sk sl sr sr-Latn sv sw ta te th tr uk ur';

/** Fewest letters of a shortened name. */
const shortest = 3;

/** Articles before a day, words for "year" behind one and words beside a time, which Intl's dates do not have. */
const articles = 'le el il den am à a las às um om uhr uur roku року рік года году год godine године'.split(' ');

/** How a word can be meant, the nearest first: whole or shortened, as it is written or without its accents. */
const ways = ['written', 'shortened', 'bare', 'bare and shortened'] as const;

let all: readonly Readonly<Record<(typeof ways)[number], DateNames>>[] | undefined;

/** Makes the names at the first call, which takes a fraction of a second. */
export const namesInLanguages: Languages = (read) => {
  all ??= [...languages.split(' ').map(partsByIntl), ...Object.values(namesBeyondIntl).map(partsOfRow)].map(namesOf);
  let best: Parts[] = [];
  for (const way of ways) {
    const found = all.map((names) => read(names[way])).filter(({ names }) => names > 0);
    const fewest = Math.min(...found.map(({ others }) => others.length));
    // A nearer way wins: "mei" is the Dutch May, and begins the Irish June; "mär" is German, and without accents begins the Finnish November.
    if (best.length === 0 || fewest < best[0]!.others.length)
      best = found.filter(({ others }) => others.length === fewest);
    if (best[0]?.others.length === 0) break;
  }
  const months = new Set(best.map(({ month = 0 }) => month));
  const [reading] = best;
  if (!reading || months.size === 1) return reading;
  // "listopad" is October in Croatian and November in Polish.
  const english = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' });
  const either = [...months]
    .toSorted((one, other) => one - other)
    .map((month) => english.format(Date.UTC(2027, month - 1)));
  return { ...reading, fault: `The month can mean ${either.join(' or ')}: write it in English or as a number` };
};

const written = (text: string): string => text.normalize('NFC');
const bare = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '');

type Fold = typeof bare;

const wordsIn = (text: string, fold: Fold): string[] =>
  fold(text)
    .toLowerCase()
    .match(/[\p{L}\p{M}]+/gu) ?? [];

/** A name or another word in the dates of a language. */
interface NamedPart {
  type: string;
  value: string;
  /** A day of the month or weekday that is named. */
  day: Date;
}

const months = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2027, month)));
const week = Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2027, 0, 10 + day)));

function partsByIntl(language: string): NamedPart[] {
  const formatted = (options: Intl.DateTimeFormatOptions, days: readonly Date[]) => {
    const format = new Intl.DateTimeFormat(`${language}-u-ca-gregory-nu-latn`, { ...options, timeZone: 'UTC' });
    return days.flatMap((day) => withPrefixes(format.formatToParts(day)).map((part) => ({ ...part, day })));
  };
  return [
    ...formatted({ dateStyle: 'full' }, [...months, ...week]),
    ...formatted({ dateStyle: 'medium' }, months),
    ...formatted({ month: 'long', year: 'numeric' }, months),
    // "srp" is August in Czech dates without a year, and July in all Croatian ones.
    ...formatted({ month: 'short' }, months),
  ];
}

function partsOfRow(row: string): NamedPart[] {
  const [inYear = '', inWeek = '', others = ''] = row.split('|');
  const named = (type: string, names: string, days: readonly Date[]) =>
    names.split(' ').flatMap((forms, at) => forms.split('/').map((value) => ({ type, value, day: days[at]! })));
  return [
    ...named('month', inYear, months),
    ...named('weekday', inWeek, week),
    { type: 'literal', value: others, day: week[0]! },
  ];
}

function namesOf(parts: readonly NamedPart[]): Record<(typeof ways)[number], DateNames> {
  const meaningsIn = (fold: Fold) => {
    const meanings = new Map<string, Meaning>(articles.map((word) => [word, {}]));
    for (const { type, value, day } of parts)
      for (const word of wordsIn(value, fold)) {
        const [month, weekday] = [day.getUTCMonth() + 1, day.getUTCDay()];
        const meaning = type === 'month' ? { month } : type === 'weekday' ? { weekday } : {};
        meanings.set(word, common(meanings.get(word) ?? meaning, meaning));
      }
    return meanings;
  };
  const [asWritten, asBare] = [meaningsIn(written), meaningsIn(bare)];
  return {
    written: whole(asWritten, written),
    shortened: shortened(asWritten, written),
    bare: whole(asBare, bare),
    'bare and shortened': shortened(asBare, bare),
  };
}

/** Finds words as they are. */
const whole =
  (meanings: ReadonlyMap<string, Meaning>, fold: Fold): DateNames =>
  (typed) => {
    const [word = '', more] = wordsIn(typed, fold);
    return more === undefined ? meanings.get(word) : undefined;
  };

/** Finds words by their first letters, too, if these have one meaning. */
const shortened =
  (meanings: ReadonlyMap<string, Meaning>, fold: Fold): DateNames =>
  (typed) => {
    const [word = '', more] = wordsIn(typed, fold);
    const exact = more === undefined ? meanings.get(word) : undefined;
    if (exact || more !== undefined || word.length < shortest) return exact;
    const [one, ...others] = [...meanings].filter(([name]) => name.startsWith(word)).map(([, meaning]) => meaning);
    return one && others.every((each) => isSame(each, one)) ? one : undefined;
  };

/** Adds each month with the letters written together with it, as Hebrew writes "in" before one. */
const withPrefixes = (parts: readonly Intl.DateTimeFormatPart[]): Intl.DateTimeFormatPart[] =>
  parts.flatMap((part, at) => {
    const [prefix] = /\p{L}+$/u.exec(parts[at - 1]?.value ?? '') ?? [];
    return part.type === 'month' && prefix !== undefined ? [part, { ...part, value: prefix + part.value }] : [part];
  });

const isSame = (one: Meaning, other: Meaning) => one.month === other.month && one.weekday === other.weekday;

/**
 * Returns the meaning of a word that has two: the month if only one is a month, as "Mawrth" is March and Tuesday, else none if they differ, as of
 * "feira" in the names of five weekdays.
 */
function common(one: Meaning, other: Meaning): Meaning {
  if (one.month !== undefined && other.weekday !== undefined) return one;
  if (other.month !== undefined && one.weekday !== undefined) return other;
  return isSame(one, other) ? one : {};
}
