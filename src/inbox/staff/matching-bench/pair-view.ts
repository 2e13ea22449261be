import { dayWords } from '#forms/dates/calendar.ts';
import { keptUntil } from '../../services/kept-until.ts';
import { pairKey } from '../../services/matching/matching-round.ts';
import { pairFacts } from '../../services/matching/pair-facts.ts';
import type { RunPair } from '../../stores/store.ts';
import { endingWords } from '../match/ending.ts';
import type { Bench } from './read-bench.ts';

/** A pair of a proposal as the bench shows it. */
export interface PairView {
  pair: RunPair;
  reasons: readonly string[];
  /** What an officer should look at before publishing. Locking the pair says that it was looked at. */
  cautions: readonly string[];
  /** Number of the rule that locks the pair. */
  lock: number | undefined;
}

export function pairView(bench: Bench, pair: RunPair): PairView {
  const { reasons, cautions } = viewOf(bench, pair.mentee, pair.mentor);
  const lock = bench.rules.find(
    ({ kind, mentee, mentor }) => kind === 'lock' && mentee === pair.mentee && mentor === pair.mentor,
  );
  return { pair, reasons, cautions, lock: lock?.seq };
}

/** Returns the words for and against two people. */
export function viewOf(bench: Bench, menteeId: string, mentorId: string): Pick<PairView, 'reasons' | 'cautions'> {
  const { candidates, settings, round } = bench;
  const facts = pairFacts(candidates, settings.weights, round.cycleStarts, { mentee: menteeId, mentor: mentorId });
  if (!facts) return { reasons: [], cautions: ['One of the two is not there any more'] };
  const { score, earlier, wish } = facts;
  const leaves = keptUntil(candidates.people.get(mentorId)!.content.answers);
  return {
    reasons: score?.reasons ?? [],
    cautions: [
      ...(score ? score.cautions : ['No sector in common']),
      ...(earlier ? [`They were matched before. ${endingWords(earlier)}`] : []),
      ...(candidates.declined.has(pairKey(menteeId, mentorId))
        ? ['The mentor was asked about this mentee, and said no or did not answer']
        : []),
      ...(leaves !== undefined && leaves < round.cycleEnds
        ? [`Offered to mentor until ${dayWords(leaves)}, before the mentoring ends`]
        : []),
      ...(wish === undefined ? [] : [`The mentee asks to think of: ${wish}`]),
    ],
  };
}
