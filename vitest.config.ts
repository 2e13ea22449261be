import { defineConfig } from 'vitest/config';

/** The tests that need no browser: pure functions, the repository itself, and the inbox without or with a socket. */
export default defineConfig({
  test: {
    include: ['tests/{unit,inbox}/**/*.test.{ts,tsx}'],
    maxWorkers: 2,
    testTimeout: 60_000,
    env: { TZ: 'America/New_York' },
  },
});
