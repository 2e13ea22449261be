import { isBase, root } from './stem.ts';
import { classify } from './stop-words.ts';
import { wordsOf } from './words.ts';
import { KEY_GAP_MAX, TARGETS_MAX } from './weights.ts';

/** What people type → what the articles say; both sides are words or short phrases. */
export type SynonymSource = Record<string, readonly string[]>;

export interface Synonyms {
  /** Roots of a key, joined by a space → targets as words, best first. Keys of two or more telling words stand here without the others, too. */
  targets: ReadonlyMap<string, readonly (readonly string[])[]>;
  /** Every word of a key: right spelling, even where the index does not have it. */
  words: ReadonlySet<string>;
  /** The roots of those words: right spelling, too. */
  roots: ReadonlySet<string>;
  /** Words in the longest key. */
  longest: number;
}

/** A phrase is the same whosever it is and whoever does it: "make up my mind", "make up their mind"; "how much they earn", "how much she earns". */
const possessive = /^(?:my|your|his|her|their|our)$/;
/** "So busy" is "too busy". */
const degree = /^(?:so|very|really)$/;
const reflexive = /^(?:my|your|him|her|it|our|them)sel(?:f|ves)$/;
const subject = /^(?:i|you|he|she|we|they|someone|somebody|anyone|anybody|people)$/;
const rootsOf = (words: readonly string[]) =>
  words
    .map((word) =>
      root(word.replace(possessive, 'my').replace(subject, 'they').replace(reflexive, 'myself').replace(degree, 'too')),
    )
    .join(' ');

export function compileSynonyms(source: SynonymSource): Synonyms {
  const targets = new Map<string, string[][]>();
  const words = new Set<string>();
  let longest = 0;
  for (const [key, meanings] of Object.entries(splitKeys(source))) {
    const parts = wordsOf(key);
    for (const part of parts) words.add(part);
    longest = Math.max(longest, parts.length);
    for (const roots of new Set([parts, shortened(parts)].flatMap(rootsKept))) {
      const others = meanings.map(searchedWords).filter((meaning) => rootsOf(meaning) !== rootsOf(parts));
      targets.set(roots, distinct([...(targets.get(roots) ?? []), ...others]).slice(0, TARGETS_MAX));
    }
  }
  return { targets, words, roots: new Set([...words].map(root)), longest };
}

/** One word as it is or bent. */
const rootOfOne = (word: string) => rootsOf([word]) + (isBase(word) ? '' : BENT);
const BENT = '+';

/**
 * Where a key's targets are kept. A single word stands for its bent forms, but no bent form for the word itself: "graduated" is not "graduate",
 * nor "leaving" "leave".
 */
function rootsKept(parts: readonly string[]): string[] {
  if (parts.length > 1) return [rootsOf(parts)];
  return isBase(parts[0]!) ? [rootsOf(parts), rootsOf(parts) + BENT] : [rootOfOne(parts[0]!)];
}

/** Forms of one key ("embarrassed", "embarrassing") bring the same targets: each is searched once. */
function distinct(meanings: readonly string[][]): string[][] {
  return [...new Map(meanings.map((meaning) => [rootsOf(meaning), meaning])).values()];
}

/** Small words that turn a phrase round: "not good enough" is not "good enough". */
const negation = /^(?:no|not|never|without|(?:are|could|did|do|does|had|has|have|is|should|was|were|wo|would)nt)$/;
const tells = (word: string) => classify(word) !== 'stop' || negation.test(word);

/** A key's telling words, when there are at least two: "ask about their job" is also "ask someone about a job". */
function shortened(parts: readonly string[]): readonly string[] {
  const isShort = parts.filter((word) => classify(word) !== 'stop').length < 2;
  return isShort ? parts : parts.filter(tells);
}

/** The words of a target without those that stand everywhere. */
function searchedWords(target: string): string[] {
  const words = wordsOf(target);
  const telling = words.filter((word) => classify(word) !== 'stop');
  return telling.length > 0 ? telling : words;
}

export interface SynonymMatch {
  /** How many words of the query it takes. */
  length: number;
  targets: readonly (readonly string[])[];
}

/**
 * The longest key that begins at `start`, word for word or with stop words between its own. A lone stop word is none.
 * @param words folded words of a query
 */
export function synonymsAt(synonyms: Synonyms, words: readonly string[], start: number): SynonymMatch | null {
  const isStop = classify(words[start]!) === 'stop';
  const gapped = isStop ? null : gappedMatch(synonyms, words, start);
  for (let length = Math.min(synonyms.longest, words.length - start); length > (gapped?.length ?? 0); length -= 1) {
    const targets = synonyms.targets.get(
      length === 1 ? rootOfOne(words[start]!) : rootsOf(words.slice(start, start + length)),
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
    if (!tells(words[index]!)) {
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

/** The list as authors write it, in `content/search-synonyms.yaml`: one key may hold several, with commas between. */
function splitKeys(source: SynonymSource): SynonymSource {
  const split: Record<string, readonly string[]> = {};
  for (const [keys, targets] of Object.entries(source)) {
    for (const key of keys.split(',')) {
      const words = wordsOf(key).join(' ');
      split[words] = [...(split[words] ?? []), ...targets];
    }
  }
  return split;
}

/** A target of stop words alone ("say no") stands on every page. */
const tellsSomething = (target: string) => wordsOf(target).some((word) => classify(word) !== 'stop');

/** The part of a synonym list that an index can answer, each key once for all its forms and without small words, and the targets that it cannot or that tell nothing. */
export function fitSynonyms(
  source: SynonymSource,
  hasWord: (word: string) => boolean,
): { fitting: SynonymSource; missing: string[] } {
  const fitting: Record<string, string[]> = {};
  const missing: string[] = [];
  for (const [key, targets] of Object.entries(source)) {
    const good = targets.filter((target) => tellsSomething(target) && wordsOf(target).every(hasWord));
    missing.push(...targets.filter((target) => !good.includes(target)).map((target) => `${key}: ${target}`));
    const keys = new Map<string, string>();
    for (const words of key.split(',').map((each) => shortened(wordsOf(each)))) {
      const roots = rootsOf(words);
      // Of a word's forms the one without an ending stands for all.
      if (!keys.has(roots) || isBase(words.at(-1)!)) keys.set(roots, words.join(' '));
    }
    if (good.length > 0)
      fitting[[...keys.values()].join(',')] = good
        .slice(0, TARGETS_MAX)
        .map((target) => searchedWords(target).join(' '));
  }
  return { fitting, missing };
}
