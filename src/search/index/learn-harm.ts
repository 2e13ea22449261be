import { partsOf, WEIGHT_STEP, type HarmWeights } from '../query/harm-likeness.ts';
import { ruleReader, supportKinds, type SupportKind, type SupportSource } from '../query/support.ts';

/**
 * Learns from examples which words tell of harm: multinomial logistic regression by stochastic gradient descent over the words and pairs of words of each
 * query. It is linear, so that the weight of each part says what it does. The same examples give the same weights.
 */

/** Queries of each kind, in people's words; `neither` has look-alikes and ordinary questions. */
export type HarmExamples = Readonly<Record<SupportKind | 'neither', readonly string[]>>;

/** Examples that a part must be in. */
const LEAST_EXAMPLES = 2;
const ROUNDS = 16;
/** Rounds after which the parts that tell little are left out. */
const ROUNDS_OF_ALL = 10;
/** The least that a part must weigh to be kept. */
const LEAST_WEIGHT = 1.5;
const FIRST_STEP = 6;
/** How fast the steps become smaller. */
const SLOWING = 1;
/** Share of a step by which the weights of a query without known parts move. */
const BEFORE_SHARE = 0.1;
/** The golden section: the examples are visited in strides of this share of them, so that those of one kind do not follow one another. */
const STRIDE_SHARE = 0.618;

/** @param asked questions that are ordinary as well, except where a rule of `source` knows one for harm */
export function learnHarm(source: SupportSource, examples: HarmExamples, asked: Iterable<string> = []): HarmWeights {
  const { split, familiesIn, ruledKinds, personOf } = ruleReader(source);
  const read = (query: string) => {
    const { words } = split(query);
    return { words, families: familiesIn(words) };
  };
  const all = [
    ...[...supportKinds, 'neither' as const].flatMap((kind) =>
      examples[kind].map((query) => ({ kind, ...read(query) })),
    ),
    ...Array.from(asked, (query) => ({ kind: 'neither' as const, ...read(query) })).filter(
      ({ families }) => ruledKinds(families).length === 0,
    ),
  ];
  const numbers = new Map<string, number>();
  const counts: number[] = [];
  const numberOf = (part: string) => {
    const number = numbers.get(part) ?? numbers.size;
    numbers.set(part, number);
    counts[number] = (counts[number] ?? 0) + 1;
    return number;
  };
  const numbered = all.map(({ kind, words, families }) => ({
    kind,
    parts: partsOf(words, families, personOf).map(numberOf),
  }));
  const { danger, behaviour, before } = weigh(numbered, counts);
  const rounded = (weight: number) => Math.round(weight / WEIGHT_STEP);
  const telling = [...numbers]
    .map(([part, at]) => ({ part, danger: rounded(danger[at]!), behaviour: rounded(behaviour[at]!) }))
    .filter((weights) => weights.danger !== 0 || weights.behaviour !== 0)
    .sort((a, b) => (a.part < b.part ? -1 : 1));
  return {
    parts: telling.map(({ part }) => part).join('\n'),
    danger: telling.map((weights) => weights.danger),
    behaviour: telling.map((weights) => weights.behaviour),
    before,
  };
}

/**
 * Returns the weight of each part by which the examples are told apart best; 0 for parts that tell little.
 * @param counts how many examples have each part
 */
function weigh(
  examples: readonly { kind: SupportKind | 'neither'; parts: readonly number[] }[],
  counts: readonly number[],
): { danger: Float64Array; behaviour: Float64Array; before: [danger: number, behaviour: number] } {
  const danger = new Float64Array(counts.length);
  const behaviour = new Float64Array(counts.length);
  let dangerBefore = 0;
  let behaviourBefore = 0;
  const queries = examples.map(({ kind, parts }) => ({
    isDanger: kind === 'danger' ? 1 : 0,
    isBehaviour: kind === 'behaviour' ? 1 : 0,
    known: Int32Array.from(parts.filter((part) => counts[part]! >= LEAST_EXAMPLES)),
    share: 1 / Math.sqrt(parts.length || 1),
  }));
  let stride = Math.round(queries.length * STRIDE_SHARE) || 1;
  while (dividesBoth(stride, queries.length)) stride += 1;
  for (let round = 0; round < ROUNDS; round += 1) {
    if (round === ROUNDS_OF_ALL) {
      const tells = (part: number) => Math.max(Math.abs(danger[part]!), Math.abs(behaviour[part]!)) >= LEAST_WEIGHT;
      for (const query of queries) query.known = query.known.filter(tells);
      for (let part = 0; part < counts.length; part += 1) if (!tells(part)) danger[part] = behaviour[part] = 0;
    }
    const step = FIRST_STEP / (1 + SLOWING * round);
    for (let turn = 0; turn < queries.length; turn += 1) {
      const { isDanger, isBehaviour, known, share } = queries[(turn * stride + round) % queries.length]!;
      let dangerSum = 0;
      let behaviourSum = 0;
      for (const part of known) {
        dangerSum += danger[part]!;
        behaviourSum += behaviour[part]!;
      }
      const dangerOdds = Math.exp(dangerBefore + share * dangerSum);
      const behaviourOdds = Math.exp(behaviourBefore + share * behaviourSum);
      const total = 1 + dangerOdds + behaviourOdds;
      const dangerMove = step * (isDanger - dangerOdds / total);
      const behaviourMove = step * (isBehaviour - behaviourOdds / total);
      dangerBefore += BEFORE_SHARE * dangerMove;
      behaviourBefore += BEFORE_SHARE * behaviourMove;
      for (const part of known) {
        danger[part]! += share * dangerMove;
        behaviour[part]! += share * behaviourMove;
      }
    }
  }
  return { danger, behaviour, before: [dangerBefore, behaviourBefore] };
}

/** True when some number above 1 divides both: strides of one through a circle of the other then leave places out. */
const dividesBoth = (one: number, other: number): boolean => (other === 0 ? one > 1 : dividesBoth(other, one % other));
