import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { findBrowser, isRoot } from './support/browser.ts';
import { instant } from './support/instant.ts';
import { freePort } from './support/free-port.ts';
import { folder } from './support/site.ts';

/** Chosen once by the runner; its workers find it in their environment. */
const port = (process.env['SITE_PORT'] ??= String(await freePort()));
/** When the server's clock begins to run from `instant` (ms): pages take theirs from it, so that both agree. */
process.env['SITE_STARTED'] ??= String(Date.now());
/** Each run has its own database and key, among the temporary files of the system. */
const state = (process.env['SITE_STATE'] ??= mkdtempSync(join(tmpdir(), 'mentoring-test-')));

export default defineConfig({
  testDir: 'site',
  outputDir: '../test-results',
  fullyParallel: true,
  workers: 2,
  timeout: 30_000,
  forbidOnly: Boolean(process.env['CI']),
  use: {
    baseURL: `http://localhost:${port}`,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(findBrowser() === undefined ? {} : { executablePath: findBrowser()! }),
      args: [
        ...(isRoot() ? ['--no-sandbox'] : []),
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-dev-shm-usage',
        '--no-first-run',
      ],
    },
  },
  projects: [{ name: 'chromium', use: { browserName: 'chromium' } }],
  webServer: {
    command: 'node src/inbox/main.ts',
    cwd: '..',
    url: `http://localhost:${port}/readyz`,
    env: {
      PORT: port,
      SITE_FOLDER: folder,
      CLOCK: instant,
      INBOX_DATABASE: `file:${state}/data/inbox.sqlite`,
      INBOX_KEY_FILE: `${state}/keys/inbox.key`,
      INBOX_RATE_LIMIT: 'off',
      LOG_LEVEL: 'warn',
    },
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
    stdout: 'ignore',
    stderr: 'pipe',
  },
});
