/** What a proposal is made from: the people, the rules and settings of staff, and the run before it. */
import { createHash } from 'node:crypto';
import type { NewRun, PairRule, NewPairRule, PairRulesChange, RunPair } from '../../stores/store.ts';
import type { LeftOver } from './left-over.ts';
import { defaultWeights, type MatchWeights } from './match-score.ts';
import { pairKey, type MatchingRound } from './matching-round.ts';
import type { MatchingProposal, MatchingTotals } from './propose.ts';
import type { RoundCandidates } from './read-round.ts';

/** What staff decide about a proposal. */
export interface MatchingSettings {
  /** The score below which staff avoid a pair; 0 for none. */
  floor: number;
  weights: MatchWeights;
}

export const defaultSettings: MatchingSettings = { floor: 0, weights: defaultWeights };

type PlainRule = Pick<PairRule, keyof NewPairRule>;

/** A rule; one that is not stored yet has no number. */
type AnyRule = PlainRule & Partial<Pick<PairRule, 'seq'>>;

/** Returns the rules after these changes in turn, as the store will have them. */
export const rulesAfter = (rules: readonly PairRule[], changes: readonly PairRulesChange[]): readonly PlainRule[] =>
  changes.reduce<readonly AnyRule[]>(rulesAfterOne, rules);

function rulesAfterOne(rules: readonly AnyRule[], change: PairRulesChange): readonly AnyRule[] {
  if ('end' in change) return rules.filter(({ seq }) => seq !== change.end);
  const { kind, mentee, mentor } = change.add;
  const isReplaced = (rule: PlainRule) =>
    rule.mentee === mentee && (rule.mentor === mentor || (kind === 'lock' && rule.kind === 'lock'));
  return [...rules.filter((rule) => !isReplaced(rule)), change.add];
}

export function problemOf(
  { mentees, mentors, earlier, declined }: Pick<RoundCandidates, 'mentees' | 'mentors' | 'earlier' | 'declined'>,
  rules: readonly PlainRule[],
  { floor, weights }: MatchingSettings,
  before: readonly Pick<RunPair, 'mentee' | 'mentor'>[],
): MatchingRound {
  const ofKind = (kind: PlainRule['kind']) => rules.filter((rule) => rule.kind === kind);
  // Two people whose match did not work before, or whose mentor said no, are not matched, unless staff lock the pair.
  const failed = [...earlier].flatMap(([pair, { outcome }]) => (outcome === 'completed' ? [] : [pair]));
  return {
    mentees,
    mentors,
    forbidden: new Set([
      ...failed,
      ...declined,
      ...ofKind('forbid').map(({ mentee, mentor }) => pairKey(mentee, mentor)),
    ]),
    locks: new Map(ofKind('lock').map(({ mentee, mentor }) => [mentee, mentor])),
    before: new Map(before.map(({ mentee, mentor }) => [mentee, mentor])),
    floor,
    weights,
  };
}

/** Returns the hash of everything that decides a proposal but the run before it. */
export function inputHashOf({ mentees, mentors, forbidden, locks, floor, weights }: MatchingRound): string {
  const input = [mentees, mentors, [...forbidden].sort(), [...locks].sort(), floor, weights];
  return createHash('sha256').update(JSON.stringify(input)).digest('hex');
}

/** Returns a proposal as the store takes it. */
export const runOf = (
  round: string,
  cause: string,
  settings: MatchingSettings,
  problem: MatchingRound,
  { pairs, totals, left }: MatchingProposal,
): NewRun => ({
  round,
  cause,
  settings: JSON.stringify(settings),
  totals: JSON.stringify(totals),
  inputHash: inputHashOf(problem),
  pairs: pairs.map(({ score, rank, ...pair }) => ({ ...pair, points: score, sectorRank: rank ?? null })),
  left: left.map(({ mentee, reason, changes }) => ({ mentee, why: JSON.stringify({ reason, changes }) })),
});

export const settingsIn = ({ settings }: Pick<NewRun, 'settings'>): MatchingSettings =>
  JSON.parse(settings) as MatchingSettings;

export const totalsIn = ({ totals }: Pick<NewRun, 'totals'>): MatchingTotals => JSON.parse(totals) as MatchingTotals;

export const leftIn = ({ left }: Pick<NewRun, 'left'>): LeftOver[] =>
  left.map(({ mentee, why }) => ({ mentee, ...(JSON.parse(why) as Omit<LeftOver, 'mentee'>) }));
