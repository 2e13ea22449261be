import { memoised } from './memoised.ts';

/**
 * Returns the stem of an English word by Porter's second algorithm (M. F. Porter, "The English (Porter2) stemming algorithm", as of Snowball
 * 3), which Pagefind uses: two words have the same stem when Pagefind finds one by the other.
 */
export const stem = memoised((word: string): string => {
  if (word.length < 3 || !/^[a-z]+$/.test(word)) return word;
  const irregular = irregulars.get(word);
  if (irregular !== undefined) return irregular;
  const uninflectedWord = withoutInflection(consonantal(word));
  return lastLetter(lastSuffix(middleSuffix(longSuffix(uninflectedWord)))).toLowerCase();
});

/** Returns a word without its inflection (-s, -ed, -ing). Stricter than its stem, which is the same for "present" and "presentation". */
export const root = memoised((word: string): string => {
  if (word.length < 3 || !/^[a-z]+$/.test(word)) return word;
  return irregulars.get(word) ?? lastLetter(withoutInflection(consonantal(word))).toLowerCase();
});

/** True for a word without inflection: "deadline", but not "deadlines" or "graduated". */
export function isBase(word: string): boolean {
  return plural(word) === word && (uninflected.test(word) || pastAndPresent(word) === word);
}

const irregulars = new Map(
  Object.entries({
    skis: 'ski',
    skies: 'sky',
    idly: 'idl',
    gently: 'gentl',
    ugly: 'ugli',
    early: 'earli',
    only: 'onli',
    singly: 'singl',
    sky: 'sky',
    news: 'news',
    howe: 'howe',
    atlas: 'atlas',
    cosmos: 'cosmos',
    bias: 'bias',
    andes: 'andes',
  }),
);

/** Words that end in -ing or -eed without being inflected. */
const uninflected = /^(?:inn|out|cann|herr|earr|even)ing$|^(?:pro|ex|suc)ceed$/;

/** Writes "Y" for a y that is a consonant, as in "yes" and "boy". */
const consonantal = (word: string) => (word.includes('y') ? word.replace(/^y|(?<=[aeiouy])y/g, 'Y') : word);

/** Returns the part after the first consonant that follows a vowel: the algorithm's R1. */
function r1(word: string): string {
  const prefix = /^(?:gener|commun|arsen|past|univers|later|emerg|organ|inter)/.exec(word)?.[0];
  return prefix === undefined ? after(word) : word.slice(prefix.length);
}

function after(part: string): string {
  const vowel = part.search(/[aeiouy][^aeiouy]/);
  return vowel === -1 ? '' : part.slice(vowel + 2);
}
const r2 = (word: string) => after(r1(word));

/** Matches a word that ends with one vowel between consonants ("hop"), or that is a vowel and a consonant ("at"). */
const shortEnd = /(?:past|^[aeiouy][^aeiouy]|[^aeiouy][aeiouy][^aeiouywxY])$/;

/** Steps 0 and 1: plural, past, present, final y. */
function withoutInflection(word: string): string {
  const single = plural(word);
  return uninflected.test(single) ? single : pastAndPresent(single).replace(/(.[^aeiouy])[yY]$/, '$1i');
}

function plural(word: string): string {
  if (!/[sd]$/.test(word)) return word;
  if (word.endsWith('sses')) return word.slice(0, -2);
  if (/ie[sd]$/.test(word)) return word.slice(0, word.length > 4 ? -2 : -1);
  if (/(?:us|ss)$/.test(word)) return word;
  return /[aeiouy].+s$/.test(word) ? word.slice(0, -1) : word;
}

function pastAndPresent(word: string): string {
  if (!/(?:ed|ing)(?:ly)?$/.test(word)) return word;
  const eed = /eed(?:ly)?$/.exec(word)?.[0];
  if (eed) return r1(word).endsWith(eed) ? word.slice(0, 2 - eed.length) : word;
  if (/^[^aeiouy]ying$/.test(word)) return `${word[0]!}ie`;
  const rest = word.replace(/(?:ed|ing)(?:ly)?$/, '');
  if (rest === word || !/[aeiouy]/.test(rest)) return word;
  if (/(?:at|bl|iz)$/.test(rest)) return `${rest}e`;
  if (/^[aeo](.)\1$/.test(rest)) return rest;
  if (/(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(rest)) return rest.slice(0, -1);
  return r1(rest) === '' && shortEnd.test(rest) ? `${rest}e` : rest;
}

type Suffix = readonly [ending: string, replacement: string, before?: RegExp];

/** Suffixes by their last letter, so that a word is compared with few of them. Each list has the longest first. */
const byLastLetter = (suffixes: readonly Suffix[]) => Map.groupBy(suffixes, ([ending]) => ending.at(-1));

const longSuffixes = byLastLetter([
  ['ational', 'ate'],
  ['ization', 'ize'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['iveness', 'ive'],
  ['tional', 'tion'],
  ['biliti', 'ble'],
  ['lessli', 'less'],
  ['entli', 'ent'],
  ['ation', 'ate'],
  ['alism', 'al'],
  ['aliti', 'al'],
  ['ousli', 'ous'],
  ['iviti', 'ive'],
  ['fulli', 'ful'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['abli', 'able'],
  ['izer', 'ize'],
  ['ator', 'ate'],
  ['alli', 'al'],
  ['ogist', 'og'],
  ['bli', 'ble'],
  ['ogi', 'og', /l$/],
  ['li', '', /[cdeghkmnrt]$/],
]);
const middleSuffixes = byLastLetter([
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['alize', 'al'],
  ['icate', 'ic'],
  ['iciti', 'ic'],
  ['ical', 'ic'],
  ['ness', ''],
  ['ful', ''],
]);
const ative = byLastLetter([['ative', '']]);
const lastSuffixes = byLastLetter([
  ...'ement,ance,ence,able,ible,ment,ant,ent,ism,ate,iti,ous,ive,ize,al,er,ic'
    .split(',')
    .map((end) => [end, ''] as const),
  ['ion', '', /[st]$/],
]);

/** Replaces a word's longest matching suffix when it lies within the region. */
function replaced(word: string, suffixes: ReturnType<typeof byLastLetter>, region: (word: string) => string): string {
  const found = suffixes.get(word.at(-1))?.find(([ending]) => word.endsWith(ending));
  if (!found || !region(word).endsWith(found[0])) return word;
  const rest = word.slice(0, -found[0].length);
  return !found[2] || found[2].test(rest) ? rest + found[1] : word;
}

const longSuffix = (word: string) => replaced(word, longSuffixes, r1);

const middleSuffix = (word: string) =>
  word.endsWith('ative') ? replaced(word, ative, r2) : replaced(word, middleSuffixes, r1);

const lastSuffix = (word: string) => replaced(word, lastSuffixes, r2);

/** Step 5: removes a final e or the second of two l. */
function lastLetter(word: string): string {
  const rest = word.slice(0, -1);
  if (word.endsWith('e')) return r2(word) !== '' || (r1(word) !== '' && !shortEnd.test(rest)) ? rest : word;
  return word.endsWith('ll') && r2(word) !== '' ? rest : word;
}
