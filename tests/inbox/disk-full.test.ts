import { DatabaseSync } from 'node:sqlite';
import { Hono } from 'hono';
import { expect, it } from 'vitest';
import { readiness, readyz } from '#inbox/routes/health.ts';
import { StoreUnavailable } from '#inbox/stores/store.ts';
import { kim, openDay, openTestInbox } from './support/inbox.ts';

it('is not ready while it can read but not write, and recovers by itself', async () => {
  const inbox = await openTestInbox();
  // An answer stands for a second, so each question is the first.
  const ready = async () => (await new Hono().get('/readyz', readyz(readiness(inbox.store))).request('/readyz')).status;
  expect(await ready()).toBe(200);
  const other = new DatabaseSync(inbox.databasePath);
  other.exec("CREATE TRIGGER full BEFORE INSERT ON probe BEGIN SELECT RAISE(ABORT, 'no room'); END");
  expect(await ready()).toBe(503);
  other.exec('DROP TRIGGER full');
  other.exec('BEGIN IMMEDIATE');
  expect(await ready()).toBe(503);
  other.exec('ROLLBACK');
  other.close();
  expect(await ready()).toBe(200);
});

it('refuses every change of staff and every chore as something that passes, while another process has the lock', async () => {
  const inbox = await openTestInbox();
  await inbox.postJson('mentee');
  const [one] = await inbox.store.list({ limit: 1 });
  const { store } = inbox;
  const account = { name: 'kim', role: 'officer', password: 'p', createdAt: openDay, disabledAt: null } as const;
  const changes: Record<string, () => Promise<unknown>> = {
    erase: () => store.erase([one!], kim, []),
    change: () => store.change([one!], { status: 'eligible' }, kim),
    seeClock: () => store.seeClock('2030-01-15T12:00:00.000Z'),
    addStaff: () => store.addStaff(account),
    claimMail: () => store.claimMail(openDay, '2027-01-15T12:30:00.000Z', '<one@example.ac.uk>'),
    setMailOutage: () => store.setMailOutage({ since: openDay, failure: 'EAUTH', tries: 1, retryAt: openDay }),
  };
  const other = new DatabaseSync(inbox.databasePath);
  other.exec('BEGIN IMMEDIATE');
  await Promise.all(
    Object.entries(changes).map(([name, change]) => expect(change(), name).rejects.toThrow(StoreUnavailable)),
  );
  other.exec('ROLLBACK');
  other.close();
  expect(await store.find(one!)).toMatchObject({ status: 'new' });
  for (const [name, change] of Object.entries(changes).toReversed())
    await expect(change(), name).resolves.not.toThrow();
}, 30_000);
