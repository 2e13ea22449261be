import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { openTestInbox } from './support/inbox.ts';

it('is not ready while it can read but not write, and recovers by itself', async () => {
  const inbox = await openTestInbox();
  const ready = async () => {
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    return (await inbox.app.request('http://localhost:4321/readyz')).status;
  };
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
