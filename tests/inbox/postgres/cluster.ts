import type { TestProject } from 'vitest/node';
import { openPostgresStore } from '#inbox/stores/postgres/store.ts';
import { dropDatabase, howToGetPostgres, newDatabase, throwAwayCluster } from '../../support/postgres.ts';
import { testHide, testLink } from '../support/test-link.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where tests on PostgreSQL create their databases; null without a server. Other tests get no value. */
    postgres: { server: string; template: string } | null;
  }
}

/** Starts one server for all PostgreSQL tests: `TEST_POSTGRES_URL`, or a temporary one. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env['TEST_POSTGRES_URL'];
  const cluster = given === undefined ? await throwAwayCluster({ isDurable: false }) : undefined;
  const server = given ?? cluster?.url;
  if (server === undefined) {
    process.stderr.write(`Tests are skipped: ${howToGetPostgres}\n`);
    project.provide('postgres', null);
    return undefined;
  }
  // Each test copies this database, so that its tables are created once.
  const template = await newDatabase(server);
  await (await openPostgresStore(template, testLink, testHide)).close();
  project.provide('postgres', { server, template });
  return async () => {
    await dropDatabase(server, template);
    await cluster?.end();
  };
}
