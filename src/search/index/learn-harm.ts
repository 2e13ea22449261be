import { oddsOf, partsOf, WEIGHT_STEP, type HarmWeights } from '../query/harm-likeness.ts';
import { splitter, supportKinds, type SupportKind, type SupportSource } from '../query/support.ts';

/**
 * Learns from examples which words tell of harm: multinomial logistic regression by stochastic gradient descent over the words and pairs of words of each
 * query. It is linear, so that the weight of each part says what it does. The same examples give the same weights.
 */

/** Queries of each kind, in people's words; `neither` has look-alikes and ordinary questions. */
export type HarmExamples = Readonly<Record<SupportKind | 'neither', readonly string[]>>;

/** Examples that a part must be in. */
const LEAST_EXAMPLES = 2;
const ROUNDS = 30;
const FIRST_STEP = 1.5;
/** How fast the steps become smaller. */
const SLOWING = 0.2;
/** Share of a step by which the weights of a query without known parts move. */
const BEFORE_SHARE = 0.1;
/** The examples are visited in strides, so that those of one kind do not follow one another. */
const STRIDE = 7919;
/** The least that a part must weigh to be kept. */
const LEAST_WEIGHT = 1.5;

/** Of danger and of bad behaviour. */
type Pair = [danger: number, behaviour: number];

export function learnHarm(source: SupportSource, examples: HarmExamples): HarmWeights {
  const { split, personOf } = splitter(source);
  const all = [...supportKinds, 'neither' as const].flatMap((kind) =>
    examples[kind].map((query) => ({ kind, parts: partsOf(split(query).words, personOf) })),
  );
  const counts = new Map<string, number>();
  for (const { parts } of all) for (const part of parts) counts.set(part, (counts.get(part) ?? 0) + 1);
  const frequent = [...counts].filter(([, count]) => count >= LEAST_EXAMPLES).map(([part]) => part);
  const { weights } = weigh(all, frequent);
  const telling = frequent.filter((part) => weights.get(part)!.some((each) => Math.abs(each) >= LEAST_WEIGHT));
  const again = weigh(all, telling);
  const rounded = [...again.weights].map(([part, own]) => [part, own.map((each) => Math.round(each / WEIGHT_STEP))]);
  return { before: again.before, parts: Object.fromEntries(rounded) as HarmWeights['parts'] };
}

/** Returns the weights of these parts by which the examples are told apart best. */
function weigh(
  examples: readonly { kind: string; parts: readonly string[] }[],
  parts: readonly string[],
): { weights: ReadonlyMap<string, Pair>; before: Pair } {
  const weights = parts.map((): Pair => [0, 0]);
  const places = new Map(parts.map((part, at) => [part, at]));
  const before: Pair = [0, 0];
  const queries = examples.map((example) => ({
    isKind: supportKinds.map((kind) => (kind === example.kind ? 1 : 0)),
    own: example.parts.flatMap((part) => places.get(part) ?? []).map((at) => weights[at]!),
    count: example.parts.length,
  }));
  for (let round = 0; round < ROUNDS; round += 1) {
    const step = FIRST_STEP / (1 + SLOWING * round);
    for (let turn = 0; turn < queries.length; turn += 1) {
      const { isKind, own, count } = queries[(turn * STRIDE + round) % queries.length]!;
      const [danger, behaviour] = oddsOf(own, count, 1, before).map(Math.exp) as Pair;
      const total = 1 + danger + behaviour;
      const moves: Pair = [step * (isKind[0]! - danger / total), step * (isKind[1]! - behaviour / total)];
      const share = 1 / Math.sqrt(count || 1);
      before[0] += BEFORE_SHARE * moves[0];
      before[1] += BEFORE_SHARE * moves[1];
      for (const weight of own) {
        weight[0] += share * moves[0];
        weight[1] += share * moves[1];
      }
    }
  }
  return { weights: new Map(parts.map((part, at) => [part, weights[at]!])), before };
}
