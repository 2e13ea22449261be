import type { QueuedMail, Store } from '#inbox/store.ts';

/** Every mail that is due, claimed for a minute. */
export async function claimAll(store: Store, now: string): Promise<QueuedMail[]> {
  const until = new Date(Date.parse(now) + 60_000).toISOString();
  const claimed: QueuedMail[] = [];
  for (let mail = await store.claimMail(now, until); mail; mail = await store.claimMail(now, until)) claimed.push(mail);
  return claimed;
}
