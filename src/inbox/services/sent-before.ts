/** Somebody who applied or offered twice: only the first counts, until it is over. Each of several questions counts. */
import { currentRound, type Round } from '#forms/dates/deadline.ts';
import { isEnded, type Status } from '../statuses.ts';
import type { Store, StoredSubmission } from '../stores/store.ts';
import { openContent, type Content } from '../submissions/sealed-content.ts';
import type { Vault } from '../vault.ts';
import { keptUntil } from './kept-until.ts';

/** Statuses by which staff have said that a mentor may mentor. */
export const vetted: readonly Status[] = ['eligible', 'matching', 'matched'];

type Known = Pick<StoredSubmission, 'form' | 'status' | 'duplicateOf'>;

/** Returns the earlier submission of the same person among these, if it takes part, as no suspect or paused one does; undefined if this one counts. */
export function countingBefore<T extends Known>({ duplicateOf }: Known, others: ReadonlyMap<string, T>): T | undefined {
  const first = duplicateOf === null ? undefined : others.get(duplicateOf);
  if (!first || first.status === 'suspect' || first.status === 'paused') return undefined;
  return first.status === 'matched' || !isEnded(first.status) ? first : undefined;
}

/**
 * True when a mentor's offer leads to no match from a day (`YYYY-MM-DD`) on, because staff have not approved it, the mentor takes a break, or leaves before: a
 * later offer of the same mentor counts in its place.
 */
export const givesWay = ({ status }: Pick<StoredSubmission, 'status'>, content: Content, day: string): boolean =>
  !vetted.includes(status) || leavesBefore(content, day);

function leavesBefore({ answers }: Content, day: string): boolean {
  const until = keptUntil(answers);
  return until !== undefined && until < day;
}

/** Returns the earlier submission that counts from the store, for mentees, and for mentors who stay until the mentoring of the round begins. */
export async function sentBefore(
  { store, vault, rounds }: { store: Pick<Store, 'find'>; vault: Vault; rounds: readonly Round[] },
  submission: StoredSubmission,
  now: Date,
): Promise<StoredSubmission | undefined> {
  const { form, duplicateOf } = submission;
  if (duplicateOf === null || (form !== 'mentee' && form !== 'mentor')) return undefined;
  const first = await store.find({ form, submissionId: duplicateOf });
  const starts = currentRound(rounds, now)?.cycleStarts;
  if (!first || (starts !== undefined && leavesBefore(openContent(vault, first, first.answers), starts)))
    return undefined;
  return countingBefore(submission, new Map([[duplicateOf, first]]));
}
