/** Somebody who applied or offered twice: only the first counts, until it is over. Each of several questions counts. */
import { isEnded, type Status } from '../statuses.ts';
import type { Store, StoredSubmission } from '../stores/types/store.ts';
import type { Content } from '../submissions/sealed-content.ts';
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
export function givesWay({ status }: Pick<StoredSubmission, 'status'>, { answers }: Content, day: string): boolean {
  const until = keptUntil(answers);
  return !vetted.includes(status) || (until !== undefined && until < day);
}

/** Returns the earlier submission that counts from the store, for mentees and mentors. */
export async function sentBefore(
  store: Pick<Store, 'find'>,
  submission: StoredSubmission,
): Promise<StoredSubmission | undefined> {
  const { form, duplicateOf } = submission;
  if (duplicateOf === null || (form !== 'mentee' && form !== 'mentor')) return undefined;
  const first = await store.find({ form, submissionId: duplicateOf });
  return first && countingBefore(submission, new Map([[duplicateOf, first]]));
}
