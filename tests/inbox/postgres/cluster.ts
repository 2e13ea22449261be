import type { TestProject } from 'vitest/node';
import { openPostgresStore } from '#inbox/stores/postgres/store.ts';
import { dropDatabase, howToGetPostgres, newDatabase, throwAwayCluster } from '../../support/postgres.ts';
import { testHide, testLink } from '../support/test-link.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the tests on PostgreSQL make their databases; null where there is none. Other tests are not told. */
    postgres: { server: string; template: string } | null;
  }
}

/** One server for all tests that run on PostgreSQL: `TEST_POSTGRES_URL`, or one of this run's own. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env['TEST_POSTGRES_URL'];
  const cluster = given === undefined ? await throwAwayCluster({ isDurable: false }) : undefined;
  const server = given ?? cluster?.url;
  if (server === undefined) {
    process.stderr.write(`Tests are skipped: ${howToGetPostgres}\n`);
    project.provide('postgres', null);
    return undefined;
  }
  // Copied for each test, so that the tables are made once.
  const template = await newDatabase(server);
  await (await openPostgresStore(template, testLink, testHide)).close();
  project.provide('postgres', { server, template });
  return async () => {
    await dropDatabase(server, template);
    await cluster?.end();
  };
}
