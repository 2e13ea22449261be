/** Somebody who applied or offered twice: only the first counts, until it is over. Each of several questions counts. */
import { isEnded } from '../statuses.ts';
import type { Store, StoredSubmission } from '../stores/types/store.ts';

type Known = Pick<StoredSubmission, 'form' | 'status' | 'duplicateOf'>;

/** Returns the earlier submission of the same person among these, if it takes part, as no suspect one does; undefined if this one counts. */
export function countingBefore<T extends Known>({ duplicateOf }: Known, others: ReadonlyMap<string, T>): T | undefined {
  const first = duplicateOf === null ? undefined : others.get(duplicateOf);
  if (!first || first.status === 'suspect') return undefined;
  return first.status === 'matched' || !isEnded(first.status) ? first : undefined;
}

/** Returns the same from the store, for mentees and mentors. */
export async function sentBefore(
  store: Pick<Store, 'find'>,
  submission: StoredSubmission,
): Promise<StoredSubmission | undefined> {
  const { form, duplicateOf } = submission;
  if (duplicateOf === null || (form !== 'mentee' && form !== 'mentor')) return undefined;
  const first = await store.find({ form, submissionId: duplicateOf });
  return first && countingBefore(submission, new Map([[duplicateOf, first]]));
}
