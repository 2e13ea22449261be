import { root, stem } from './stem.ts';
import { classify, type WordClass } from './stop-words.ts';
import { variants } from './variants.ts';
import { isKnown, type Vocabulary } from './vocabulary.ts';
import { yourself } from './words.ts';
import {
  LEFT_AWAY_MAX,
  LONGER_MAX,
  ONE_SLIP,
  SHORTEST_CORRECTED,
  SHORTEST_PART,
  SHORTEST_PART_AT_LAST,
  SHORT_PART_FROM,
  SPLIT_FROM,
} from './weights.ts';

/** A word of a query, interpreted. */
export interface Token {
  word: string;
  class: WordClass;
  /** True when the index has the word or another form of it. */
  known: boolean;
  /** Longer indexed words that an unfinished word may stand for. */
  longer: readonly string[];
}

export interface WordChange {
  from: string;
  to: string;
}

export interface ReadOptions {
  /** True while the last word may be unfinished. */
  typing: boolean;
  /** True to leave every word as typed. */
  literal: boolean;
  /** Words that are read as stop words here. */
  figures: ReadonlySet<string>;
}

const token = (word: string, vocabulary: Vocabulary): Token => ({
  word,
  class: classify(word),
  known: isKnown(vocabulary, word),
  longer: [],
});

/** Returns what the typed words stand for (themselves, a correction, or several joined words) and what was changed. */
export function readWords(
  typed: readonly string[],
  vocabulary: Vocabulary,
  options: ReadOptions,
): { tokens: Token[]; changes: WordChange[] } {
  const changes: WordChange[] = [];
  const tokens = typed.flatMap((word, index) => {
    if (options.figures.has(word) && !options.literal) return [{ ...token(word, vocabulary), class: 'stop' as const }];
    const read = readWord(word, vocabulary, options.literal, options.typing && index === typed.length - 1);
    if (read.changed) changes.push({ from: word, to: read.tokens.map((part) => part.word).join(' ') });
    return read.tokens.map((each) =>
      yourself(each.word) === each.word ? each : token(yourself(each.word), vocabulary),
    );
  });
  return { tokens, changes };
}

function readWord(
  word: string,
  vocabulary: Vocabulary,
  literal: boolean,
  unfinished: boolean,
): { tokens: Token[]; changed?: true } {
  const own = token(word, vocabulary);
  if (unfinished && !vocabulary.words.has(word)) {
    const begun = longerWords(word, vocabulary);
    if (begun.length > 0) return { tokens: [{ ...own, longer: begun }] };
  }
  if (own.class === 'stop' || vocabulary.words.has(word) || literal) return { tokens: [own] };
  const others = variants(word);
  const variant =
    others.find((other) => vocabulary.words.has(other)) ??
    (own.known ? undefined : others.find((other) => isKnown(vocabulary, other)));
  if (variant) return { tokens: [token(variant, vocabulary)] };
  if (isSynonymWord(word, vocabulary) || word.length < SHORTEST_CORRECTED) return { tokens: [own] };
  if (own.known) return { tokens: [token(sameStem(word, vocabulary) ?? word, vocabulary)] };
  const longer = longerWords(word, vocabulary);
  const near = withoutEnd(word, longer);
  if (near.length > 0) return { tokens: [{ ...own, longer: near }] };
  const right = vocabulary.english.has(root(word)) || /\d/.test(word);
  const better = right ? null : corrected(word, vocabulary, longer.length > 0 ? ONE_SLIP : Infinity);
  if (longer.length > 0 && !better) return { tokens: [{ ...own, longer }] };
  return better ? { tokens: better.map((part) => token(part, vocabulary)), changed: true } : { tokens: [own] };
}

/** Returns the correct spelling of a word that the index has only by its stem: "eligable" is found, but the synonyms of "eligible" are not. */
function sameStem(word: string, { speller }: Vocabulary): string | null {
  const near = speller.nearest(word);
  return near && near.cost <= ONE_SLIP && stem(near.word) === stem(word) ? near.word : null;
}

/** Corrects a word. One mistake is likelier than a missing space, and a missing space is likelier than two mistakes. */
function corrected(word: string, vocabulary: Vocabulary, limit: number): string[] | null {
  const near = vocabulary.speller.nearest(word);
  if (near && near.cost <= ONE_SLIP) return [near.word];
  if (limit === ONE_SLIP) return null;
  const known = (part: string) => isKnown(vocabulary, part);
  return split(word, known) ?? (near ? [near.word] : split(word, known, SHORTEST_PART_AT_LAST));
}

/** True for any form of a word in a synonym's key, which needs no correction even when the index lacks it. */
const isSynonymWord = (word: string, { synonyms }: Vocabulary) => synonyms.roots.has(root(word));

/** Returns longer indexed words that start with this one: one of each stem, those on most pages first. */
function longerWords(word: string, { words }: Vocabulary): string[] {
  const found = [...words].filter(([known]) => known.length > word.length && known.startsWith(word));
  const stems = new Set<string>([stem(word)]);
  return found
    .sort(([a, pages], [b, others]) => others - pages || a.length - b.length)
    .map(([known]) => known)
    .filter((known) => !stems.has(stem(known)) && stems.add(stem(known)))
    .slice(0, LONGER_MAX);
}

/** Returns the one word that lacks only its last letters: "goodby" stands for "goodbye". */
function withoutEnd(word: string, longer: readonly string[]): readonly string[] {
  return longer.filter((known) => known.length - word.length <= LEFT_AWAY_MAX).slice(0, 1);
}

/**
 * Splits a joined word: "firstmeeting" → first, meeting; "findamentor" → find, a, mentor. Prefers few parts, then parts of even length.
 * @param isKnown true for words that the index has in some form
 * @param shortestPart letters of the shortest content word
 */
export function split(word: string, isKnown: (word: string) => boolean, shortestPart = SHORTEST_PART): string[] | null {
  if (word.length < SPLIT_FROM) return null;
  const isPart = (part: string) =>
    part === 'a' ||
    part === 'i' ||
    (part.length > 1 && (classify(part) !== 'content' || (part.length >= shortestPart && isKnown(part))));
  const found: string[][] = [];
  for (let at = 2; at < word.length - 1; at += 1) {
    const left = word.slice(0, at);
    if (!isPart(left)) continue;
    const right = word.slice(at);
    if (isPart(right)) found.push([left, right]);
    for (let second = 1; second < right.length - 2; second += 1) {
      const [middle, end] = [right.slice(0, second), right.slice(second)];
      if (isPart(middle) && isPart(end) && end.length > 2) found.push([left, middle, end]);
    }
  }
  const shortest = (parts: string[]) => Math.min(...parts.filter((part) => part.length > 1).map((part) => part.length));
  found.sort((a, b) => a.length - b.length || shortest(b) - shortest(a));
  const best = found[0];
  const plain = best?.every((part) => classify(part) === 'stop');
  return best && (plain || shortest(best) >= shortestPart || word.length >= SHORT_PART_FROM) ? best : null;
}
