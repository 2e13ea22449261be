import { root } from './stem.ts';
import { stopWords } from './stop-words.ts';
import { BOTH_KINDS, HARM_LIKENESS, LEAST_WORDS, MAYBE_HARM_LIKENESS, PARTS_BESIDE } from './weights.ts';

/**
 * How much each part of what is said speaks for danger and for bad behaviour, against neither. Written by columns and by first words, it is a third
 * smaller when compressed.
 */
export interface HarmWeights {
  /** The parts, as `partsOf` gives them: each line has a word or a family, and the second words of its pairs. */
  readonly parts: string;
  /** The weights of the parts, in their order, a character each. */
  readonly danger: string;
  readonly behaviour: string;
  /** The weights of a query of no known part: of danger, and of behaviour. */
  readonly before: readonly number[];
}

/** The character of the weight 0; those of other weights are as far from it. */
const ZERO = 'K'.charCodeAt(0);
export const weightSign = (weight: number): string => String.fromCharCode(ZERO + weight);
const weightAt = (weights: string, place: number) => weights.charCodeAt(place) - ZERO;

/** Families of `content/support.yaml` whose words say who somebody is: in pairs of words, one stands for all others of its family. */
const peopleFamilies = ['role', 'somebody', 'pronoun', 'close', 'me'];

/** Roots of the words that say how a thing is put. Any long account is full of them, so that they tell only with the word beside them. */
const stops = new Set(stopWords.map(root));

/** Gives the family of a word that says who somebody is, and any other word itself. */
export function peopleIn(rootsOf: ReadonlyMap<string, ReadonlySet<string>>): (word: string) => string {
  const families = new Map(
    peopleFamilies
      .toReversed()
      .flatMap((family) => [...(rootsOf.get(family) ?? [])].map((word) => [word, `[${family}]`])),
  );
  return (word) => families.get(word) ?? word;
}

/**
 * Returns what a query is compared by: its words except stop words, the pairs of words that stand together, and the families that it has. A word alone,
 * and two that are left beside a saying, count by their families only.
 * @param words empty where a saying was taken out
 */
export function partsOf(
  words: readonly string[],
  families: ReadonlySet<string>,
  personOf: (word: string) => string,
): string[] {
  const named = Array.from(families, (name) => `(${name.replaceAll(' ', '-')})`);
  const least = words.includes('') ? LEAST_WORDS + 1 : LEAST_WORDS;
  if (words.filter(Boolean).length < least) return named;
  const people = words.map((word) => (word === '' ? '' : personOf(word)));
  const parts = words.flatMap((word, at) => {
    if (word === '') return [];
    const pair = people[at + 1] ? [`${people[at]!} ${people[at + 1]!}`] : [];
    return [word, people[at]!].filter((part) => !stops.has(part)).concat(pair);
  });
  return [...new Set([...parts, ...named])];
}

/**
 * Returns the share of its weight that each part of a query counts. The more parts, unknown ones included, the less: a single telling word among
 * strange ones tells little. Short queries count as longer ones, for one word tells little, too.
 */
export const shareOf = (parts: readonly string[]): number => 1 / Math.sqrt(parts.length + PARTS_BESIDE);

/** The kinds of harm that a query is like, the likelier one first, and whether that is beyond doubt. */
export interface HarmReading {
  kinds: readonly ('danger' | 'behaviour')[];
  isSure: boolean;
}

/** Returns a function that says which kinds of harm a query is like. */
export function harmLikeness(
  weights: HarmWeights,
  personOf: (word: string) => string,
): (words: readonly string[], families: ReadonlySet<string>) => HarmReading {
  const parts = weights.parts.split('\n').flatMap((line) => {
    const [first, ...seconds] = line.split(' ');
    return [first!, ...seconds.map((second) => `${first!} ${second}`)];
  });
  const places = new Map(parts.map((part, at) => [part, at]));
  return (words, families) => {
    const all = partsOf(words, families, personOf);
    const known = all.map((part) => places.get(part)).filter((place) => place !== undefined);
    const share = shareOf(all);
    const oddsOf = (own: string, before: number) =>
      before + share * known.reduce((sum, place) => sum + weightAt(own, place), 0);
    const danger = oddsOf(weights.danger, weights.before[0]!);
    const behaviour = oddsOf(weights.behaviour, weights.before[1]!);
    const likeness = Math.log(Math.exp(danger) + Math.exp(behaviour));
    if (likeness < MAYBE_HARM_LIKENESS) return { kinds: [], isSure: true };
    const order = danger >= behaviour ? (['danger', 'behaviour'] as const) : (['behaviour', 'danger'] as const);
    const kinds = order.slice(0, Math.abs(danger - behaviour) <= BOTH_KINDS ? 2 : 1);
    return { kinds, isSure: likeness >= HARM_LIKENESS };
  };
}
