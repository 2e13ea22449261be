import { root, stem } from './stem.ts';
import { classify, type WordClass } from './stop-words.ts';
import { variants } from './variants.ts';
import { isKnown, type Vocabulary } from '../index/vocabulary.ts';
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

/** A word of a query as it is understood. */
export interface Token {
  word: string;
  class: WordClass;
  /** The index has it. */
  known: boolean;
  /** Longer words that it begins: the reader has not finished it, or left its end away. */
  longer: readonly string[];
}

export interface Change {
  from: string;
  to: string;
}

export interface ReadOptions {
  /** The last word may not be finished. */
  typing: boolean;
  /** Take every word as it stands. */
  literal: boolean;
}

const token = (word: string, vocabulary: Vocabulary): Token => ({
  word,
  class: classify(word),
  known: isKnown(vocabulary, word),
  longer: [],
});

/** What typed words stand for: themselves, a known word near them, or several that were joined. Gives what was changed, too. */
export function readWords(
  typed: readonly string[],
  vocabulary: Vocabulary,
  options: ReadOptions,
): { tokens: Token[]; changes: Change[] } {
  const changes: Change[] = [];
  const tokens = typed.flatMap((word, index) => {
    const read = readWord(word, vocabulary, options.literal, options.typing && index === typed.length - 1);
    if (read.changed) changes.push({ from: word, to: read.tokens.map((part) => part.word).join(' ') });
    return read.tokens.map((each) =>
      yourself(each.word) === each.word ? each : token(yourself(each.word), vocabulary),
    );
  });
  return { tokens: options.literal ? tokens : joinParts(tokens, vocabulary), changes };
}

function readWord(
  word: string,
  vocabulary: Vocabulary,
  literal: boolean,
  unfinished: boolean,
): { tokens: Token[]; changed?: true } {
  const own = token(word, vocabulary);
  if (unfinished) return { tokens: [{ ...own, longer: beginsWords(word, vocabulary) }] };
  if (own.class === 'stop' || vocabulary.words.has(word) || literal) return { tokens: [own] };
  const others = variants(word);
  const variant =
    others.find((other) => vocabulary.words.has(other)) ??
    (own.known ? undefined : others.find((other) => isKnown(vocabulary, other)));
  if (variant) return { tokens: [token(variant, vocabulary)] };
  if (isMeaningful(word, vocabulary) || word.length < SHORTEST_CORRECTED) return { tokens: [own] };
  if (own.known) return { tokens: [token(sameStem(word, vocabulary) ?? word, vocabulary)] };
  const longer = beginsWords(word, vocabulary);
  const near = leftAway(word, longer);
  if (near.length > 0) return { tokens: [{ ...own, longer: near }] };
  const right = vocabulary.english.has(root(word)) || /\d/.test(word);
  const better = right ? null : corrected(word, vocabulary, longer.length > 0 ? ONE_SLIP : Infinity);
  if (longer.length > 0 && !better) return { tokens: [{ ...own, longer }] };
  return better ? { tokens: better.map((part) => token(part, vocabulary)), changed: true } : { tokens: [own] };
}

/** "eligable" is found as it stands, because its end is cut off; what "eligible" may stand for is not. */
function sameStem(word: string, { speller }: Vocabulary): string | null {
  const near = speller.nearest(word);
  return near && near.cost <= ONE_SLIP && stem(near.word) === stem(word) ? near.word : null;
}

/** One slip is likelier than a missing space, and that is likelier than two slips. */
function corrected(word: string, vocabulary: Vocabulary, limit: number): string[] | null {
  const near = vocabulary.speller.nearest(word);
  if (near && near.cost <= ONE_SLIP) return [near.word];
  if (limit === ONE_SLIP) return null;
  return split(word, vocabulary) ?? (near ? [near.word] : split(word, vocabulary, SHORTEST_PART_AT_LAST));
}

/** A word of a synonym's key, in whatever form, needs no correction, whether or not the index has it. */
const isMeaningful = (word: string, { synonyms }: Vocabulary) => synonyms.roots.has(root(word));

/** Known words that begin so, one of each stem, those on most pages first. */
function beginsWords(word: string, { words }: Vocabulary): string[] {
  const found = [...words].filter(([known]) => known.length > word.length && known.startsWith(word));
  const stems = new Set<string>([stem(word)]);
  return found
    .sort(([a, pages], [b, others]) => others - pages || a.length - b.length)
    .map(([known]) => known)
    .filter((known) => !stems.has(stem(known)) && stems.add(stem(known)))
    .slice(0, LONGER_MAX);
}

/** "goodby" lacks one letter of one word: that word alone is meant. */
function leftAway(word: string, longer: readonly string[]): readonly string[] {
  return longer.filter((known) => known.length - word.length <= LEFT_AWAY_MAX).slice(0, 1);
}

const isPart = (part: string, vocabulary: Pick<Vocabulary, 'words' | 'stems'>, shortest: number) =>
  part === 'a' ||
  part === 'i' ||
  (part.length > 1 && (classify(part) !== 'content' || (part.length >= shortest && isKnown(vocabulary, part))));

/**
 * "firstmeeting" → first, meeting; "askamentor" → ask, a, mentor. The split with the fewest, then the most evenly long, parts.
 * @param shortest letters of the shortest part that tells something
 */
export function split(
  word: string,
  vocabulary: Pick<Vocabulary, 'words' | 'stems'>,
  shortestPart = SHORTEST_PART,
): string[] | null {
  if (word.length < SPLIT_FROM) return null;
  const found: string[][] = [];
  for (let at = 2; at < word.length - 1; at += 1) {
    const left = word.slice(0, at);
    if (!isPart(left, vocabulary, shortestPart)) continue;
    const right = word.slice(at);
    if (isPart(right, vocabulary, shortestPart)) found.push([left, right]);
    for (let second = 1; second < right.length - 2; second += 1) {
      const [middle, end] = [right.slice(0, second), right.slice(second)];
      if (isPart(middle, vocabulary, shortestPart) && isPart(end, vocabulary, shortestPart) && end.length > 2)
        found.push([left, middle, end]);
    }
  }
  const shortest = (parts: string[]) => Math.min(...parts.filter((part) => part.length > 1).map((part) => part.length));
  found.sort((a, b) => a.length - b.length || shortest(b) - shortest(a));
  const best = found[0];
  const plain = best?.every((part) => classify(part) === 'stop');
  return best && (plain || shortest(best) >= shortestPart || word.length >= SHORT_PART_FROM) ? best : null;
}

/** "web cam" → webcam, where only the joined word is known. */
function joinParts(tokens: readonly Token[], vocabulary: Vocabulary): Token[] {
  const joined: Token[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const [first, next] = [tokens[index]!, tokens[index + 1]];
    const whole = next ? first.word + next.word : '';
    if (next && (!first.known || !next.known) && (isKnown(vocabulary, whole) || isMeaningful(whole, vocabulary))) {
      joined.push(token(whole, vocabulary));
      index += 1;
    } else joined.push(first);
  }
  return joined;
}
