/**
 * Names of months and weekdays in languages other than English, as Intl has them.
 */

/** What a word means in a date: a month from 1, a weekday from 0 (Sunday), or nothing, like "de" in "3 de febrero de 2027". */
export interface Meaning {
  month?: number;
  weekday?: number;
}

/** Returns what a word means in the dates of one language; undefined for a word that they do not have. */
export type Names = (word: string) => Meaning | undefined;

/** What a text has of a date. */
export interface Parts {
  numbers: string[];
  /** From 1. */
  month?: number | undefined;
  /** How many months are named. */
  names: number;
  /** True when a number stands before the month's name. */
  isDayBefore?: boolean;
  /** From 0, Sunday. */
  weekday?: number | undefined;
  /** Words that belong to no date. */
  others: string[];
  /** Why the month cannot be told. */
  fault?: string;
}

/** Reads a date with the names of each language; returns the reading of the most words, or undefined when no language has its month. */
export type Languages = (read: (names: Names) => Parts) => Parts | undefined;

/** Languages that are read. Those that write dates in numbers alone, such as Chinese, need no names. */
const languages =
  'ar az bg bn ca cs da de el es et eu fa fi fr ga gl he hi hr hu hy id is it ka lt lv mk mt nb nl pl pt ro ru sk sl sq sr sv sw tr uk ur uz';

/** Fewest letters of a shortened name. */
const shortest = 3;

/** Articles before a day, and words beside a time, which Intl's dates do not have. */
const articles = 'le el il den am à a las às um om uhr uur'.split(' ');

/** The names of each language, as they are written and without accents. */
let all: readonly { written: Names; bare: Names }[] | undefined;

/** Makes the names at the first call, which takes a fraction of a second. */
export const namesInLanguages: Languages = (read) => {
  all ??= languages
    .split(' ')
    .map((language) => ({ written: namesIn(language, written), bare: namesIn(language, bare) }));
  const found = (['written', 'bare'] as const).map((as) =>
    all!.map((names) => read(names[as])).filter(({ names }) => names > 0),
  );
  const fewest = Math.min(...found.flat().map(({ others }) => others.length));
  // As it is written, "mär" is German; without accents it begins the Finnish November, too.
  const [readings = []] = found
    .map((each) => each.filter(({ others }) => others.length === fewest))
    .filter(({ length }) => length > 0);
  const months = new Set(readings.map(({ month = 0 }) => month));
  const [reading] = readings;
  if (!reading || months.size === 1) return reading;
  // "listopad" is October in Croatian and November in Polish.
  const english = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' });
  const either = [...months]
    .toSorted((one, other) => one - other)
    .map((month) => english.format(Date.UTC(2027, month - 1)));
  return { ...reading, fault: `The month can mean ${either.join(' or ')}: write it in English or as a number` };
};

function namesIn(language: string, fold: (text: string) => string): Names {
  const wordsIn = (text: string): string[] =>
    fold(text)
      .toLowerCase()
      .match(/[\p{L}\p{M}]+/gu) ?? [];
  const formats = [{ dateStyle: 'full' }, { dateStyle: 'medium' }, { month: 'long', year: 'numeric' }].map(
    (options) =>
      new Intl.DateTimeFormat(`${language}-u-ca-gregory-nu-latn`, {
        ...(options as Intl.DateTimeFormatOptions),
        timeZone: 'UTC',
      }),
  );
  const meanings = new Map<string, Meaning>(articles.map((word) => [word, {}]));
  // Every month, then every weekday.
  for (let at = 0; at < 19; at += 1) {
    const date = new Date(at < 12 ? Date.UTC(2027, at) : Date.UTC(2027, 0, at));
    const [month, weekday] = [date.getUTCMonth() + 1, date.getUTCDay()];
    for (const { type, value } of formats.flatMap((format) => format.formatToParts(date)))
      for (const word of wordsIn(value)) {
        const meaning = type === 'month' ? { month } : type === 'weekday' ? { weekday } : {};
        meanings.set(word, common(meanings.get(word) ?? meaning, meaning));
      }
  }
  return (typed) => {
    const [word = '', more] = wordsIn(typed);
    if (more !== undefined) return undefined;
    const exact = meanings.get(word);
    if (exact || word.length < shortest) return exact;
    const longer = [...meanings].filter(([name]) => name.startsWith(word)).map(([, meaning]) => meaning);
    return longer.length > 0 && longer.every((each) => isSame(each, longer[0]!)) ? longer[0] : undefined;
  };
}

const written = (text: string): string => text.normalize('NFC');
const bare = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '');

const isSame = (one: Meaning, other: Meaning) => one.month === other.month && one.weekday === other.weekday;

/** Returns the meaning of a word that has two: none if they differ, as of "feira" in the names of five weekdays. */
const common = (one: Meaning, other: Meaning): Meaning => (isSame(one, other) ? one : {});
