import { perspectiveOf, type Perspective } from './perspective.ts';
import { readWords, type WordChange, type Token } from './read-words.ts';
import { classify } from './stop-words.ts';
import { synonymsAt } from './synonyms.ts';
import type { Vocabulary } from './vocabulary.ts';
import { otherNumber } from './variants.ts';
import { fold, wordsOf } from './words.ts';
import {
  CONCEPTS_MAX,
  LONGER_BESIDE_WEIGHT,
  LONGER_WEIGHT,
  MANY_PAGES,
  PHRASE_PART,
  SITE_WIDE_SHARE,
  SYNONYM_WEIGHT,
  WEAK_PART,
} from './weights.ts';

/** One way to match a concept: words near each other on a page. */
export interface Alternative {
  words: readonly string[];
  /** 1 for typed words, less for a synonym. */
  weight: number;
  /** Exact distances of the words from the first one, for a quoted phrase. */
  exact?: readonly number[];
}

/** One part of a query: a word or phrase, and its alternatives. */
export interface Concept {
  shown: string;
  alternatives: readonly Alternative[];
  /** Weight beside the other concepts: 0 to 1. */
  part: number;
}

/** A query, interpreted. */
export interface Plan {
  concepts: readonly Concept[];
  /** Corrections, in the query's order. */
  changes: readonly WordChange[];
  /** Content words that no page has. */
  unknown: readonly string[];
  /** The corrected query, for "Showing results for …". */
  shown: string;
  perspective: Perspective;
}

export interface QueryOptions {
  /** True while the last word may be unfinished. */
  typing?: boolean;
  /** True to search the words as typed ("Search instead for …"). */
  literal?: boolean;
  /** Words said for emphasis only, which are read as stop words. */
  figures?: ReadonlySet<string>;
}

/** Interprets a query: what to search, what was corrected, and which words no page has. */
export function interpret(query: string, vocabulary: Vocabulary, options: QueryOptions = {}): Plan {
  const phrases: string[] = [];
  const rest = query.replace(/["“”„«»]([^"“”„«»]+)["“”„«»]/g, (_, phrase: string) => {
    phrases.push(phrase);
    return ' ';
  });
  const { literal = false, figures = new Set<string>() } = options;
  const typing = options.typing === true && /[\p{L}\p{N}]$/u.test(query);
  const { tokens, changes } = readWords(wordsOf(rest), vocabulary, { typing, literal, figures });
  const { concepts, unknown } = conceptsOf(tokens, vocabulary, literal);
  return {
    concepts: selective([...phrases.flatMap(exactConcept), ...concepts], vocabulary),
    changes,
    unknown,
    shown: shownQuery(query, changes),
    perspective: perspectiveOf(tokens.map(({ word }) => word)),
  };
}

function conceptsOf(tokens: readonly Token[], vocabulary: Vocabulary, literal: boolean) {
  const concepts: Concept[] = [];
  const unknown: string[] = [];
  const words = tokens.map(({ word }) => word);
  for (let index = 0; index < tokens.length;) {
    const match = literal ? null : synonymsAt(vocabulary.synonyms, words, index);
    const said = tokens.slice(index, index + (match?.length ?? 1));
    const phrase = said.filter((each) => said.length === 1 || each.class !== 'stop');
    index += said.length;
    if (phrase.length === 1 && phrase[0]!.class === 'stop') continue;
    const meant = (match?.targets ?? []).map((target) => ({ words: target, weight: SYNONYM_WEIGHT }));
    // When the index has one word of a phrase only ("break" of "break up"), that word means something else.
    const share = match && match.length > 1 && phrase.length === 1 ? PHRASE_PART : 1;
    const alternatives = [...typedAlternatives(phrase, share), ...otherNumbers(phrase, vocabulary), ...meant];
    // A synonym's phrase may have stop words only ("say no"), which no page can be said to lack.
    const shown = (phrase.length > 0 ? phrase : said).map(({ word }) => word).join(' ');
    if (alternatives.length === 0)
      unknown.push(...phrase.filter((each) => each.class === 'content').map(({ word }) => word));
    else
      concepts.push({
        shown,
        alternatives,
        part: phrase.every((each) => each.class !== 'content') && !(match && phrase.length > 0) ? WEAK_PART : 1,
      });
    if (phrase.length > 1) concepts.push(...partsOf(phrase));
  }
  return { concepts, unknown };
}

/** Returns the typed words as alternatives: the phrase, or a word and the longer words that it begins; none when the index lacks them. */
function typedAlternatives(phrase: readonly Token[], share: number): Alternative[] {
  if (phrase.length === 0 || phrase.some(({ known, longer }) => !known && longer.length === 0)) return [];
  const last = phrase.at(-1)!;
  const before = phrase.slice(0, -1).map(({ word }) => word);
  const own = last.known ? [{ words: [...before, last.word], weight: share }] : [];
  const weight = last.known ? LONGER_BESIDE_WEIGHT : LONGER_WEIGHT;
  return [...own, ...last.longer.map((word) => ({ words: [...before, word], weight: share * weight }))];
}

/** Returns "ten" for "10", and the reverse, when the index has it. */
function otherNumbers(phrase: readonly Token[], vocabulary: Vocabulary): Alternative[] {
  const other = phrase.length === 1 ? otherNumber(phrase[0]!.word) : undefined;
  return other !== undefined && vocabulary.words.has(other) ? [{ words: [other], weight: 1 }] : [];
}

function partsOf(phrase: readonly Token[]): Concept[] {
  return phrase
    .filter((each) => each.known && each.class === 'content')
    .map(({ word }) => ({ shown: word, alternatives: [{ words: [word], weight: 1 }], part: PHRASE_PART }));
}

/** Returns the concept of a quoted phrase, which matches only where its words follow each other. */
function exactConcept(phrase: string): Concept[] {
  const places = wordsOf(phrase).map((word, index) => ({ word, index }));
  const content = places.filter(({ word }) => classify(word) !== 'stop');
  const searched = content.length > 0 ? content : places;
  if (searched.length === 0) return [];
  const exact = searched.map(({ index }) => index - searched[0]!.index);
  return [
    { shown: `“${phrase}”`, alternatives: [{ words: searched.map(({ word }) => word), weight: 1, exact }], part: 1 },
  ];
}

/** Leaves out words found site-wide, unless nothing else is left, and the commonest concepts of a long text. */
function selective(concepts: readonly Concept[], vocabulary: Vocabulary): Concept[] {
  const rare = concepts.filter((concept) => !isSiteWide(concept, vocabulary));
  const selected = rare.length > 0 ? rare : [...concepts];
  if (selected.length <= CONCEPTS_MAX) return selected;
  const rarest = [...selected].sort((a, b) => pagesOf(a, vocabulary) - pagesOf(b, vocabulary)).slice(0, CONCEPTS_MAX);
  return selected.filter((concept) => rarest.includes(concept));
}

function isSiteWide(concept: Concept, vocabulary: Vocabulary): boolean {
  // Counts are rounded down to a power of two, so the middle of the range is 1.5 times the count.
  return vocabulary.pages >= MANY_PAGES && pagesOf(concept, vocabulary) * 1.5 > SITE_WIDE_SHARE * vocabulary.pages;
}

/** Returns the number of pages that have the rarest word of the concept's first alternative. */
function pagesOf({ alternatives }: Concept, { words }: Vocabulary): number {
  return Math.min(...alternatives[0]!.words.map((word) => words.get(word) ?? 1));
}

function shownQuery(query: string, changes: readonly WordChange[]): string {
  let left = [...changes];
  return query.replace(/[\p{L}\p{M}\p{N}'’]+/gu, (word) => {
    const change = left.find(({ from }) => from === fold(word));
    if (!change) return word;
    left = left.filter((other) => other !== change);
    return change.to;
  });
}
