import { partsOf, shareOf, weightSign, type HarmWeights } from '../query/harm-likeness.ts';
import { supportKinds, supportReader, type SupportKind, type SupportSource } from '../query/support.ts';

/**
 * Learns from examples which words tell of harm: multinomial logistic regression over the words, pairs of words and families of each query. It is
 * linear, so that the weight of each part says what it does. It steps towards the best fit (an elastic net, by accelerated proximal gradient descent) and
 * stops short of it: the steps that are left out change what is known of new writers by less than two in a hundred. The order of the examples changes nothing.
 */

/** Queries of each kind, in people's words; `neither` has look-alikes and ordinary questions. */
export type HarmExamples = Readonly<Record<SupportKind | 'neither', readonly string[]>>;

/** Examples that a part must be in. */
const LEAST_EXAMPLES = 2;
const ROUNDS = 100;
/** What a weight costs beside the mean loss of an example: by its size, which leaves out parts that tell little, and by its square. */
const COST = 2e-6;
const SQUARE_COST = 3e-7;

/** @param asked questions that are ordinary as well */
export function learnHarm(source: SupportSource, examples: HarmExamples, asked: Iterable<string> = []): HarmWeights {
  const { split, familiesIn, personOf } = supportReader(source);
  const neither = [...examples.neither, ...asked];
  const read = [...supportKinds, 'neither' as const].flatMap((kind) =>
    (kind === 'neither' ? neither : examples[kind]).map((query) => {
      const { words } = split(query);
      return { kind, parts: partsOf(words, familiesIn(words), personOf) };
    }),
  );
  const counts = new Map<string, number>();
  for (const { parts } of read) for (const part of parts) counts.set(part, (counts.get(part) ?? 0) + 1);
  const parts = [...counts.keys()].filter((part) => counts.get(part)! >= LEAST_EXAMPLES).sort();
  const numbers = new Map(parts.map((part, number) => [part, number]));
  const weights = fit(
    read.map(({ kind, parts }) => ({
      kind,
      parts: Int32Array.from(parts.map((part) => numbers.get(part)).filter((number) => number !== undefined)),
      share: shareOf(parts),
    })),
    parts.length,
  );
  const steps = parts.map((part, number) => ({
    part,
    danger: Math.round(weights[2 * number]!),
    behaviour: Math.round(weights[2 * number + 1]!),
  }));
  const telling = steps.filter(({ danger, behaviour }) => danger !== 0 || behaviour !== 0);
  const byFirst = Map.groupBy(telling, ({ part }) => part.split(' ', 1)[0]!);
  // A pair stands after its first word, which may tell nothing by itself.
  const written = [...byFirst].flatMap(([first, own]) =>
    own[0]!.part === first ? own : [{ part: first, danger: 0, behaviour: 0 }, ...own],
  );
  const line = (first: string) =>
    byFirst
      .get(first)!
      .map(({ part }) => part.slice(first.length))
      .join('');
  return {
    parts: Array.from(byFirst.keys(), (first) => first + line(first)).join('\n'),
    danger: written.map(({ danger }) => weightSign(danger)).join(''),
    behaviour: written.map(({ behaviour }) => weightSign(behaviour)).join(''),
    before: [weights.at(-2)!, weights.at(-1)!],
  };
}

interface Example {
  kind: SupportKind | 'neither';
  /** Numbers of the parts that it has. */
  parts: Int32Array;
  /** Share of a part's weight that counts. */
  share: number;
}

/**
 * Returns the weights by which the examples are told apart best: for each part that of danger and that of bad behaviour, and at the end the two of a
 * query without known parts.
 */
function fit(examples: readonly Example[], count: number): Float64Array {
  const bends = bendsOf(examples, count);
  const weights = new Float64Array(2 * count + 2);
  /** Where the slope is taken: beyond the weights, in the direction of their last change. */
  const ahead = new Float64Array(2 * count + 2);
  const slope = new Float64Array(2 * count + 2);
  let pace = 1;
  for (let round = 0; round < ROUNDS; round += 1) {
    slope.fill(0);
    for (const { kind, parts, share } of examples) {
      let dangerSum = 0;
      let behaviourSum = 0;
      for (const part of parts) {
        dangerSum += ahead[2 * part]!;
        behaviourSum += ahead[2 * part + 1]!;
      }
      const danger = Math.exp(ahead[2 * count]! + share * dangerSum);
      const behaviour = Math.exp(ahead[2 * count + 1]! + share * behaviourSum);
      const all = 1 + danger + behaviour;
      const dangerMiss = danger / all - (kind === 'danger' ? 1 : 0);
      const behaviourMiss = behaviour / all - (kind === 'behaviour' ? 1 : 0);
      for (const part of parts) {
        slope[2 * part]! += share * dangerMiss;
        slope[2 * part + 1]! += share * behaviourMiss;
      }
      slope[2 * count]! += dangerMiss;
      slope[2 * count + 1]! += behaviourMiss;
    }
    const nextPace = (1 + Math.sqrt(1 + 4 * pace ** 2)) / 2;
    const momentum = (pace - 1) / nextPace;
    pace = nextPace;
    for (let at = 0; at < weights.length; at += 1) {
      // The weights of a query without known parts cost nothing.
      const examplesOfCost = at < 2 * count ? examples.length : 0;
      const bend = bends[at >> 1]! + SQUARE_COST * examplesOfCost;
      const moved = ahead[at]! - (slope[at]! + SQUARE_COST * examplesOfCost * ahead[at]!) / bend;
      const weight = Math.sign(moved) * Math.max(0, Math.abs(moved) - (COST * examplesOfCost) / bend);
      ahead[at] = weight + momentum * (weight - weights[at]!);
      weights[at] = weight;
    }
  }
  return weights;
}

/** Returns, for each part and for a query without known parts, the most that the slope of the loss changes with its weight. */
function bendsOf(examples: readonly Example[], count: number): Float64Array {
  const bends = new Float64Array(count + 1);
  for (const { parts, share } of examples) {
    // The Hessian of a softmax is at most a half in each direction.
    const most = (share * parts.length + 1) / 2;
    for (const part of parts) bends[part]! += share * most;
    bends[count]! += most;
  }
  return bends;
}
