import { setImmediate } from 'node:timers/promises';
import type { ListFilter, Store, StoredSubmission } from '../stores/store.ts';
import { mapInTurns } from '../map-in-turns.ts';
import type { Vault } from '../vault.ts';
import { openContent, type Content } from './sealed-content.ts';

export interface OpenedSubmission {
  submission: StoredSubmission;
  content: Content;
}

export interface SubmissionSource {
  store: Store;
  vault: Vault;
}

/** How many submissions are read together. */
export const atOnce = 50;

/** Yields every matching submission, decrypted, oldest first. */
export async function* openEach(source: SubmissionSource, filter: ListFilter): AsyncGenerator<OpenedSubmission> {
  for await (const portion of openPortions(source, filter)) yield* portion;
}

/** Yields the same in portions of `atOnce`. */
export async function* openPortions(
  { store, vault }: SubmissionSource,
  filter: ListFilter,
): AsyncGenerator<OpenedSubmission[]> {
  let after: number | undefined;
  for (;;) {
    const read = await store.list({ ...filter, order: 'oldest', after, limit: atOnce });
    yield await mapInTurns(read, (submission) => ({
      submission,
      content: openContent(vault, submission, submission.answers),
    }));
    after = read.at(-1)?.seq;
    if (read.length < atOnce) return;
    await setImmediate();
  }
}
