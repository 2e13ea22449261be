import type { SupportSource } from '../../schemas/support-source.ts';
import { distance } from './spelling.ts';
import { root } from './stem.ts';
import { fold } from './words.ts';

/** What a query tells of, and so which box leads: danger to a life or a self, or somebody who behaves badly. */
export const supportKinds = ['danger', 'behaviour'] as const;
export type SupportKind = (typeof supportKinds)[number];

/** Gives the kinds that a query tells of, none for most. */
export type SupportMatcher = (query: string) => readonly SupportKind[];

/** Most other words between two parts of a line. */
const GAP = 3;
/** Stands where an ordinary saying was; no line reaches across. */
const CUT = '|';
/** One slip: two letters swapped, one missing, doubled, extra or replaced by a neighbour. */
const ONE_SLIP = 1;
/** Shorter words are too near to others. */
const SLIPS_FROM = 5;

/** A place of a line: tells whether the word of a query may stand there. `undefined` is the end of the query. */
type MatchPosition = (word: string | undefined) => boolean;
/** Words that follow each other. */
type Part = readonly MatchPosition[];
/** Parts in this order, with few words between. */
type Phrase = readonly Part[];
/** Phrases that must all be there, in any order. */
type Line = readonly Phrase[];

export function supportMatcher(source: SupportSource): SupportMatcher {
  const read = lineReader(source.families);
  const right = spelling(source);
  const ordinary = source.ordinary.map(read);
  const lines = supportKinds.map((kind) => [kind, source[kind].map(read)] as const);
  return (query) => {
    const words = ordinary.reduce(without, supportWords(query).map(right));
    const isMet = (line: Line) => line.every((phrase) => words.some((_, at) => endOf(phrase, words, at) !== null));
    return lines.filter(([, list]) => list.some(isMet)).map(([kind]) => kind);
  };
}

/** The words of a query, each with the form that all its forms share. */
function supportWords(query: string): readonly string[] {
  return fold(query)
    .replace(/\b(my|him|her|them|me) sel(f|ves)\b/g, '$1sel$2')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

function lineReader(families: Readonly<Record<string, string>>): (line: string) => Line {
  const places = new Map<string, MatchPosition>();
  const wordsIn = (text: string): string[] =>
    text.split(/[\s/]+/).flatMap((word) => {
      const family = /^<(\w+)>$/.exec(word)?.[1];
      if (family === undefined) return [word];
      return wordsIn(families[family]!);
    });
  const placeOf = (text: string): MatchPosition => {
    const known = places.get(text);
    if (known) return known;
    const place = placeFor(wordsIn(text));
    places.set(text, place);
    return place;
  };
  return (line) => line.split(' + ').map((phrase) => phrase.split(' ').map((part) => part.split('-').map(placeOf)));
}

function placeFor(words: readonly string[]): MatchPosition {
  const plain = words.filter((word) => /^\w+$/.test(word));
  const exact = new Set(plain);
  const roots = new Set(plain.map(root));
  const beginnings = words.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1));
  const atEnd = words.includes('$');
  return (word) => {
    if (word === undefined) return atEnd;
    return exact.has(word) || roots.has(root(word)) || beginnings.some((beginning) => word.startsWith(beginning));
  };
}

/** Puts right a word that is one slip from one of those, unless the list has it as it stands. */
function spelling(source: SupportSource): (word: string) => string {
  const misspelt = source.misspelt.split(/\s+/);
  const known = new Set(JSON.stringify(source).match(/[a-z]+/g));
  return (word) => {
    if (word.length < SLIPS_FROM || known.has(word)) return word;
    return (
      misspelt.find((right) => right.startsWith(word.charAt(0)) && distance(word, right, ONE_SLIP) <= ONE_SLIP) ?? word
    );
  };
}

/** Where a phrase ends whose first part begins at `at`, `null` where it does not begin there. */
function endOf(phrase: Phrase, words: readonly string[], at: number): number | null {
  const [part, ...rest] = phrase;
  if (!part!.every((place, index) => place(words[at + index]))) return null;
  const end = at + part!.length;
  if (rest.length === 0) return end;
  for (let next = end; next <= end + GAP && !words.slice(end, next).includes(CUT); next += 1) {
    const last = endOf(rest, words, next);
    if (last !== null) return last;
  }
  return null;
}

/** The words with each stretch that is an ordinary saying cut out. */
function without(words: readonly string[], [phrase]: Line): readonly string[] {
  const left: string[] = [];
  for (let at = 0; at < words.length;) {
    const end = endOf(phrase!, words, at) ?? at;
    left.push(end > at ? CUT : words[at]!);
    at = Math.max(end, at + 1);
  }
  return left;
}
