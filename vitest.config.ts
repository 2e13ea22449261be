import { defineConfig } from 'vitest/config';

/** On PostgreSQL alone, and what both stores must give the same answers to. */
const onPostgres = [
  'tests/inbox/postgres/*.test.ts',
  'tests/inbox/{contract*,in-use,mail,staff-{download,list,overview,person,requests,ticked,work,work-together}}.test.ts',
];

/** The tests that need no browser: pure functions, the repository itself, and the inbox without or with a socket, on each store. */
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
          include: onPostgres,
          globalSetup: 'tests/inbox/postgres/cluster.ts',
          setupFiles: 'tests/inbox/postgres/skip.ts',
        },
      },
    ],
  },
});
