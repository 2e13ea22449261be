import { LEAST_HARM_LIKENESS, LEAST_RULED_LIKENESS, LEAST_WORDS_OF_HARM, ROOT_START } from './weights.ts';

/**
 * How much each part of what is said speaks for danger and for bad behaviour, against neither, in the steps that `learn-harm.ts` gives them. Written by
 * columns, it is a quarter smaller when compressed.
 */
export interface HarmWeights {
  /** The parts, as `partsOf` gives them, one a line. */
  readonly parts: string;
  /** The weights of the parts, in their order. */
  readonly danger: readonly number[];
  readonly behaviour: readonly number[];
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

/**
 * Returns what a query is compared by: its words, their beginnings, the pairs of words that stand together, its first and last word, and the families
 * that it has, alone and in pairs.
 */
export function partsOf(
  words: readonly string[],
  families: ReadonlySet<string>,
  personOf: (word: string) => string,
): string[] {
  const people = words.map((word) => (word === '' ? '' : personOf(word)));
  const ends = people.filter(Boolean);
  const parts = words.flatMap((word, at) => {
    if (word === '') return [];
    const person = people[at]!;
    const start = word.length > ROOT_START ? [`${word.slice(0, ROOT_START)}*`] : [];
    const next = people[at + 1] ? [`${person} ${people[at + 1]!}`] : [];
    return [word, person, ...start, ...next];
  });
  const names = [...families].sort();
  const pairs = names.flatMap((name, at) => names.slice(at + 1).map((other) => `(${name} + ${other})`));
  return [
    ...new Set([
      ...parts,
      `^ ${ends[0] ?? ''}`,
      `${ends.at(-1) ?? ''} $`,
      ...names.map((name) => `(${name})`),
      ...pairs,
    ]),
  ];
}

/** Size of the steps in which weights are kept. */
export const WEIGHT_STEP = 0.25;

/** What a query is like. */
export interface HarmLikeness {
  /** The kinds of harm that it is like. */
  kinds: readonly ('danger' | 'behaviour')[];
  /** True when it is so much like the ordinary examples that no rule makes it harm. */
  isOrdinary: boolean;
}

const UNLIKE: HarmLikeness = { kinds: [], isOrdinary: false };

/** Returns a function that compares a query with the examples. A single word is like none. */
export function harmLikeness(
  weights: HarmWeights,
  personOf: (word: string) => string,
): (words: readonly string[], families: ReadonlySet<string>) => HarmLikeness {
  const places = new Map(weights.parts.split('\n').map((part, at) => [part, at]));
  return (words, families) => {
    // What is left beside a saying is a stump, and tells less than a short query does.
    const least = LEAST_WORDS_OF_HARM + (words.includes('') ? 1 : 0);
    if (words.filter(Boolean).length < least) return UNLIKE;
    const all = partsOf(words, families, personOf);
    const known = all.map((part) => places.get(part)).filter((place) => place !== undefined);
    // The more parts a query has, unknown ones included, the less each of them weighs: a single telling word among strange ones tells little.
    const share = WEIGHT_STEP / Math.sqrt(all.length);
    const oddsOf = (own: readonly number[], before: number) =>
      before + share * known.reduce((sum, place) => sum + own[place]!, 0);
    const danger = oddsOf(weights.danger, weights.before[0]);
    const behaviour = oddsOf(weights.behaviour, weights.before[1]);
    const either = Math.log(Math.exp(danger) + Math.exp(behaviour));
    const isLike = (own: number, other: number) =>
      own >= LEAST_HARM_LIKENESS || (either >= LEAST_HARM_LIKENESS && own > other);
    return {
      kinds: [
        ...(isLike(danger, behaviour) ? (['danger'] as const) : []),
        ...(isLike(behaviour, danger) ? (['behaviour'] as const) : []),
      ],
      isOrdinary: either < LEAST_RULED_LIKENESS,
    };
  };
}
