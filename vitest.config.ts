import { defineConfig } from 'vitest/config';
import { isWholeMatrix } from './tests/support/whole-matrix.ts';

/**
 * What runs on PostgreSQL: the store, by the contract that both databases keep, and what is true of PostgreSQL alone, such as a text that
 * cannot hold NUL and who has the database in use. The rest of the inbox knows its store by that contract only, so it runs there for the
 * whole matrix.
 */
const onPostgres = ['tests/inbox/postgres/*.test.ts', 'tests/inbox/{in-use,staff-requests}.test.ts'];
const alsoOnPostgres = [
  'tests/inbox/{contract*,mail,mail-faults,told,staff-{download,list,overview,person,ticked,work,work-together}}.test.ts',
];

/** The tests that need no browser: pure functions, the repository itself, and the inbox without or with a socket. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    testTimeout: 60_000,
    env: { TZ: 'America/New_York' },
    projects: [
      {
        extends: true,
        test: {
          name: 'main',
          include: ['tests/{unit,inbox}/**/*.test.{ts,tsx}'],
          exclude: ['tests/inbox/postgres/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'PostgreSQL',
          include: isWholeMatrix ? [...onPostgres, ...alsoOnPostgres] : onPostgres,
          globalSetup: 'tests/inbox/postgres/cluster.ts',
          setupFiles: 'tests/inbox/postgres/skip.ts',
        },
      },
    ],
  },
});
