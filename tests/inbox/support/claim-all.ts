import { randomUUID } from 'node:crypto';
import type { QueuedMail, Store } from '#inbox/stores/store.ts';

/** Claims every due mail for a minute. */
export async function claimAll(store: Store, now: string): Promise<QueuedMail[]> {
  const until = new Date(Date.parse(now) + 60_000).toISOString();
  const claimed: QueuedMail[] = [];
  for (
    let mail = await store.claimMail(now, until, `<${randomUUID()}@example.ac.uk>`);
    mail;
    mail = await store.claimMail(now, until, `<${randomUUID()}@example.ac.uk>`)
  )
    claimed.push(mail);
  return claimed;
}
