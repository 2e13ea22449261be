import { memoised } from './memoised.ts';
import { isBase, root } from './stem.ts';
import { classify } from './stop-words.ts';
import { wordsOf } from './words.ts';
import { KEY_GAP_MAX, TARGETS_MAX } from './weights.ts';

/** What people type → what the articles say. Both are words or short phrases. */
export type SynonymSource = Record<string, readonly string[]>;

export interface Synonyms {
  /** Roots of a key, joined by spaces → targets as words, best first. A key of two or more content words is also here without its stop words. */
  targets: ReadonlyMap<string, readonly (readonly string[])[]>;
  /** Every word of a key. They are spelt correctly, even when the index lacks them. */
  words: ReadonlySet<string>;
  /** The roots of those words. */
  roots: ReadonlySet<string>;
  /** Words in the longest key. */
  longest: number;
}

/** The person in a phrase makes no difference: "make up my mind", "make up their mind"; "how much they earn", "how much she earns". */
const possessive = /^(?:my|your|his|her|their|our)$/;
/** "So busy" means the same as "too busy". */
const degree = /^(?:so|very|really)$/;
const reflexive = /^(?:my|your|him|her|it|our|them)sel(?:f|ves)$/;
const subject = /^(?:i|you|he|she|we|they|someone|somebody|anyone|anybody|people)$/;
/** word → its root, since the keys have the same few hundred words again and again. */
const rootOf = memoised((word) => {
  const plain = word.replace(possessive, 'my').replace(subject, 'they').replace(reflexive, 'myself');
  return root(plain.replace(degree, 'too'));
});
const rootsOf = (words: readonly string[]) => words.map(rootOf).join(' ');

export function compileSynonyms(source: SynonymSource): Synonyms {
  /** Lookup key → roots of a target → its words. */
  const byRoots = new Map<string, Map<string, readonly string[]>>();
  const words = new Set<string>();
  let longest = 0;
  for (const [keys, list] of Object.entries(source)) {
    const targets = list.map(searchedWords).map((target) => [rootsOf(target), target] as const);
    for (const parts of keys.split(',').map(wordsOf)) {
      for (const part of parts) words.add(part);
      longest = Math.max(longest, parts.length);
      const own = rootsOf(parts);
      for (const key of new Set([parts, shortened(parts)].flatMap(lookupKeys))) {
        // Forms of one key ("embarrassed", "embarrassing") have the same targets.
        const known = byRoots.get(key) ?? new Map<string, readonly string[]>();
        byRoots.set(key, known);
        for (const [roots, target] of targets) if (roots !== own) known.set(roots, target);
      }
    }
  }
  const targets = new Map(Array.from(byRoots, ([key, found]) => [key, [...found.values()].slice(0, TARGETS_MAX)]));
  return { targets, words, roots: new Set(Array.from(words, root)), longest };
}

/** Returns the lookup key of a single word, which differs for inflected forms. */
const lookupKeyOf = (word: string) => rootsOf([word]) + (isBase(word) ? '' : INFLECTED);
const INFLECTED = '+';

/**
 * Returns the lookup keys of a synonym's key. A base form covers its inflected forms, but not the other way round: "graduated" does not mean
 * "graduate", nor "leaving" "leave".
 */
function lookupKeys(parts: readonly string[]): string[] {
  if (parts.length > 1) return [rootsOf(parts)];
  return isBase(parts[0]!) ? [rootsOf(parts), rootsOf(parts) + INFLECTED] : [lookupKeyOf(parts[0]!)];
}

/** Stop words that reverse a phrase: "not good enough" is not "good enough". */
const negation = /^(?:no|not|never|without|(?:are|could|did|do|does|had|has|have|is|should|was|were|wo|would)nt)$/;
const isTelling = (word: string) => classify(word) !== 'stop' || negation.test(word);

/** Returns a key without its stop words when it has two content words or more: "ask about their job" also matches "ask someone about a job". */
function shortened(parts: readonly string[]): readonly string[] {
  const isShort = parts.filter((word) => classify(word) !== 'stop').length < 2;
  return isShort ? parts : parts.filter(isTelling);
}

/** Returns the words of a target without stop words, unless it has no others. */
function searchedWords(target: string): string[] {
  const words = wordsOf(target);
  const telling = words.filter((word) => classify(word) !== 'stop');
  return telling.length > 0 ? telling : words;
}

export interface SynonymMatch {
  /** Number of the query's words that the key covers. */
  length: number;
  targets: readonly (readonly string[])[];
}

/**
 * Returns the longest key that begins at `start`, word for word or with stop words in between, or null. A lone stop word does not match.
 * @param words folded words of a query
 */
export function synonymsAt(synonyms: Synonyms, words: readonly string[], start: number): SynonymMatch | null {
  const isStop = classify(words[start]!) === 'stop';
  const gapped = isStop ? null : gappedMatch(synonyms, words, start);
  for (let length = Math.min(synonyms.longest, words.length - start); length > (gapped?.length ?? 0); length -= 1) {
    const targets = synonyms.targets.get(
      length === 1 ? lookupKeyOf(words[start]!) : rootsOf(words.slice(start, start + length)),
    );
    if (targets && (length > 1 || !isStop)) return { length, targets };
  }
  return gapped;
}

function gappedMatch(synonyms: Synonyms, words: readonly string[], start: number): SynonymMatch | null {
  const found: string[] = [];
  let best: SynonymMatch | null = null;
  let gap = 0;
  for (let index = start; index < words.length && found.length < synonyms.longest && gap <= KEY_GAP_MAX; index += 1) {
    if (!isTelling(words[index]!)) {
      gap += 1;
      continue;
    }
    gap = 0;
    found.push(words[index]!);
    const targets = found.length > 1 ? synonyms.targets.get(rootsOf(found)) : undefined;
    if (targets) best = { length: index - start + 1, targets };
  }
  return best;
}

/** False for a target of stop words alone ("say no"), which every page has. */
const hasContentWord = (target: string) => wordsOf(target).some((word) => classify(word) !== 'stop');

/** Returns the synonyms that an index can answer, with each key once for all its forms and without stop words. */
export function fitSynonyms(source: SynonymSource, hasWord: (word: string) => boolean): SynonymSource {
  const fitting: Record<string, string[]> = {};
  for (const [key, targets] of Object.entries(source)) {
    const good = targets.filter((target) => hasContentWord(target) && wordsOf(target).every(hasWord));
    const keys = new Map<string, string>();
    for (const words of key.split(',').map((each) => shortened(wordsOf(each)))) {
      const roots = rootsOf(words);
      // The base form covers the inflected ones.
      if (!keys.has(roots) || isBase(words.at(-1)!)) keys.set(roots, words.join(' '));
    }
    if (good.length > 0)
      fitting[[...keys.values()].join(',')] = good
        .slice(0, TARGETS_MAX)
        .map((target) => searchedWords(target).join(' '));
  }
  return fitting;
}
