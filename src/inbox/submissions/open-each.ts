import { setImmediate } from 'node:timers/promises';
import type { ListFilter, Store, StoredSubmission } from '../stores/types/store.ts';
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

/** How many submissions are decrypted before other requests get a turn. */
export const atOnce = 200;

/** Yields every matching submission, decrypted, oldest first. */
export async function* openEach(
  { store, vault }: SubmissionSource,
  filter: ListFilter,
): AsyncGenerator<OpenedSubmission> {
  let after: number | undefined;
  for (;;) {
    const read = await store.list({ ...filter, order: 'oldest', after, limit: atOnce });
    for (const submission of read) yield { submission, content: openContent(vault, submission, submission.answers) };
    after = read.at(-1)?.seq;
    if (read.length < atOnce) return;
    await setImmediate();
  }
}
