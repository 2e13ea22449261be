import { LEAST_HARM_LIKENESS, LEAST_WORDS_OF_HARM, ROOT_START } from './weights.ts';

/**
 * How much each part of what is said speaks for danger and for bad behaviour, against neither, in the steps that `learn-harm.ts` gives them. The parts
 * are those of `partsOf`.
 */
export interface HarmWeights {
  readonly parts: Readonly<Record<string, readonly [danger: number, behaviour: number]>>;
  /** The same for a query of no known part. */
  readonly before: readonly [danger: number, behaviour: number];
}

/** Families of `content/support.yaml` whose words say who somebody is: in pairs of words, one stands for all others of its family. */
const peopleFamilies = ['role', 'somebody', 'pronoun', 'close', 'me'];

/** Gives the family of a word that says who somebody is, and any other word itself. */
export function peopleIn(rootsOf: ReadonlyMap<string, ReadonlySet<string>>): (word: string) => string {
  const families = new Map(
    peopleFamilies
      .toReversed()
      .flatMap((family) => [...(rootsOf.get(family) ?? [])].map((word) => [word, `[${family}]`])),
  );
  return (word) => families.get(word) ?? word;
}

/** Returns what a query is compared by: its words, their beginnings, and the pairs of words that stand together or one word apart. */
export function partsOf(words: readonly string[], personOf: (word: string) => string): string[] {
  const people = words.map((word) => (word === '' ? '' : personOf(word)));
  const pair = (sign: string, first: string, second: string | undefined) => (second ? [first + sign + second] : []);
  const parts = words.flatMap((word, at) => {
    if (word === '') return [];
    const person = people[at]!;
    const start = word.length > ROOT_START ? [`${word.slice(0, ROOT_START)}*`] : [];
    return [word, person, ...start, ...pair(' ', person, people[at + 1]), ...pair(' … ', person, people[at + 2])];
  });
  return [...new Set(parts)];
}

/** Size of the steps in which weights are kept. */
export const WEIGHT_STEP = 0.25;

/**
 * Returns the logarithm of the odds of danger and of bad behaviour. The more parts a query has, the less each of them weighs.
 * @param count all parts of the query, unknown ones included: a single telling word among strange ones tells little
 */
export function oddsOf(
  known: readonly (readonly [number, number])[],
  count: number,
  size: number,
  before: readonly [number, number],
): [number, number] {
  const share = size / Math.sqrt(count || 1);
  let [danger, behaviour] = before;
  for (const weights of known) {
    danger += weights[0] * share;
    behaviour += weights[1] * share;
  }
  return [danger, behaviour];
}

/** The kinds of harm that a query is like. */
export type HarmLikeness = Readonly<Record<'danger' | 'behaviour', boolean>>;

const UNLIKE: HarmLikeness = { danger: false, behaviour: false };

/** Returns a function that compares a query with the examples. A query of few words is like none. */
export function harmLikeness(
  { parts, before }: HarmWeights,
  personOf: (word: string) => string,
): (words: readonly string[]) => HarmLikeness {
  return (words) => {
    if (words.filter(Boolean).length < LEAST_WORDS_OF_HARM) return UNLIKE;
    const all = partsOf(words, personOf);
    const known = all.flatMap((part) => (parts[part] ? [parts[part]] : []));
    const [danger, behaviour] = oddsOf(known, all.length, WEIGHT_STEP, before);
    const isHarm = Math.log(Math.exp(danger) + Math.exp(behaviour)) >= LEAST_HARM_LIKENESS;
    const isLike = (own: number, other: number) => own >= LEAST_HARM_LIKENESS || (isHarm && own > other);
    return { danger: isLike(danger, behaviour), behaviour: isLike(behaviour, danger) };
  };
}
