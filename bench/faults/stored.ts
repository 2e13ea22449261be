import { readConfig } from '#inbox/config.ts';
import { verifyStore } from '#inbox/cli/verify.ts';
import { openInbox, type Inbox } from '#inbox/open-inbox.ts';
import type { Trial } from './row.ts';

/** Opens the row's inbox as a command does, while `use` runs. */
export async function withInbox<T>({ settings }: Pick<Trial, 'settings'>, use: (inbox: Inbox) => Promise<T>) {
  const inbox = await openInbox(readConfig(settings));
  try {
    return await use(inbox);
  } finally {
    await inbox.store.close();
  }
}

/** Returns the ids of all stored submissions. */
export const storedIds = (trial: Pick<Trial, 'settings'>): Promise<string[]> =>
  withInbox(trial, async ({ store }) => {
    const ids: string[] = [];
    let after: number | undefined;
    for (;;) {
      const portion = await store.list({ order: 'oldest', after, limit: 1_000 });
      if (portion.length === 0) return ids;
      ids.push(...portion.map(({ submissionId }) => submissionId));
      after = portion.at(-1)!.seq;
    }
  });

/** Returns the problems of the database, its sealed content and the audit chain. */
export const problemsOf = (trial: Pick<Trial, 'settings'>): Promise<readonly string[]> =>
  withInbox(trial, async ({ store, vault }) => (await verifyStore(store, vault)).problems);
