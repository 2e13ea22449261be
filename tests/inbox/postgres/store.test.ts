import { expect, inject, it, onTestFinished } from 'vitest';
import { openPostgresStore } from '#inbox/stores/postgres/store.ts';
import { dropDatabase, newDatabase } from '../../support/postgres.ts';
import { postgresForTest } from '../support/database.ts';
import { describeStore } from '../support/store-contract.ts';
import { testHide, testLink } from '../support/test-link.ts';

const open = async (url?: string) => {
  const store = await openPostgresStore(url ?? (await postgresForTest())!, testLink, testHide);
  onTestFinished(() => store.close());
  return store;
};

describeStore('PostgreSQL', open);

it('is made once when two processes start at the same time', async () => {
  const { server } = inject('postgres')!;
  const url = await newDatabase(server);
  onTestFinished(() => dropDatabase(server, url));
  const [one, other] = await Promise.all([open(url), open(url)]);
  expect([await one.isReady(), await other.isReady()]).toEqual([true, true]);
});
