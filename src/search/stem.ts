/**
 * The stem of an English word, after M. F. Porter's "An algorithm for suffix stripping" (1980), for grouping a word's forms: "meeting",
 * "meetings" and "met" are not all alike, "mentors" and "mentoring" are. Pagefind stems by itself; this tells us what it will find.
 */
export function stem(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  return finish(strip(strip(strip(pastAndPresent(plural(word)), longSuffixes, 0), middleSuffixes, 0), lastSuffixes, 1));
}

/** A word without the endings that only bend it (-s, -ed, -ing): closer than its stem, under which "present" and "presentation" are one. */
export function root(word: string): string {
  return word.length < 4 || !/^[a-z]+$/.test(word) ? word : finish(pastAndPresent(plural(word)));
}

type Suffix = readonly [ending: string, replacement: string];

const longSuffixes: readonly Suffix[] = [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['izer', 'ize'],
  ['iser', 'ise'],
  ['ousness', 'ous'],
  ['iveness', 'ive'],
  ['fulness', 'ful'],
  ['ization', 'ize'],
  ['isation', 'ise'],
  ['ation', 'ate'],
  ['ator', 'ate'],
  ['aliti', 'al'],
  ['iviti', 'ive'],
  ['biliti', 'ble'],
  ['entli', 'ent'],
  ['ousli', 'ous'],
  ['ally', 'al'],
  ['alli', 'al'],
  ['fulli', 'ful'],
  ['lessli', 'less'],
  ['eli', 'e'],
  ['bli', 'ble'],
];
const middleSuffixes: readonly Suffix[] = [
  ['icate', 'ic'],
  ['alize', 'al'],
  ['alise', 'al'],
  ['iciti', 'ic'],
  ['ical', 'ic'],
  ['ful', ''],
  ['ness', ''],
];
const lastSuffixes: readonly Suffix[] = [
  'ement',
  'ance',
  'ence',
  'able',
  'ible',
  'ment',
  'sion',
  'tion',
  'ant',
  'ent',
  'ate',
  'iti',
  'ous',
  'ive',
  'ize',
  'ise',
  'al',
  'er',
  'ic',
].map((ending) => [ending, ending === 'sion' ? 's' : ending === 'tion' ? 't' : ''] as const);

const hasVowel = (part: string) => /[aeiouy]/.test(part);

/** How often a vowel group is followed by a consonant group: Porter's measure. */
function measure(part: string): number {
  return part.match(/[aeiouy]+[^aeiouy]+/g)?.length ?? 0;
}

function plural(word: string): string {
  if (word.endsWith('sses')) return word.slice(0, -2);
  if (word.endsWith('ies')) return word.length > 4 ? `${word.slice(0, -3)}i` : word.slice(0, -1);
  if (/[^s u]s$/.test(word)) return word.slice(0, -1);
  return word;
}

function pastAndPresent(word: string): string {
  if (word.endsWith('eed')) return measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word;
  const cut = /(?:ed|ing)$/.exec(word);
  const rest = cut ? word.slice(0, cut.index) : word;
  if (!cut || !hasVowel(rest)) return word.replace(/([^aeiou])y$/, '$1i');
  if (/(?:at|bl|iz|is)$/.test(rest)) return `${rest}e`;
  if (/([^aeiouylsz])\1$/.test(rest)) return rest.slice(0, -1);
  return rest.replace(/([^aeiou])y$/, '$1i');
}

function strip(word: string, suffixes: readonly Suffix[], least: number): string {
  const found = suffixes.find(([ending]) => word.endsWith(ending));
  if (!found) return word;
  const rest = word.slice(0, -found[0].length);
  return measure(rest) > least ? rest + found[1] : word;
}

function finish(word: string): string {
  const rest = word.endsWith('e') && word.length > 3 ? word.slice(0, -1) : word;
  return rest.replace(/ll$/, 'l');
}
