import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { site } from '#site';
import { findBrowser, isRoot } from './support/browser.ts';
import { instant } from './support/instant.ts';
import { packInbox } from '../src/commands/pack-inbox.ts';
import { freePort } from './support/free-port.ts';
import { hosted, hostedSettings } from './support/hosted.ts';
import { folder } from './support/site.ts';

/** Chosen once by the runner; its workers find it in their environment. */
const port = (process.env['SITE_PORT'] ??= String(await freePort()));
/** The browser finds the hosted site and its service under the addresses that the build knows. */
const hostedPort = (process.env['HOSTED_SITE_PORT'] ??= String(await freePort()));
const doublePort = (process.env['HOSTED_DOUBLE_PORT'] ??= String(await freePort()));
/** When the server's clock begins to run from `instant` (ms): pages take theirs from it, so that both agree. */
process.env['SITE_STARTED'] ??= String(Date.now());
/** Each run has its own database and key, among the temporary files of the system. */
const state = (process.env['SITE_STATE'] ??= mkdtempSync(join(tmpdir(), 'mentoring-test-')));
/** As `npm start` runs it. */
const inbox = (process.env['PACKED_INBOX'] ??= await packInbox());

export default defineConfig({
  testDir: 'site',
  // Node reads the types of the sources itself. Playwright's own compiler would take 4 s for them, while the workers wait.
  build: { external: ['**/src/**/*.ts'] },
  outputDir: '../test-results/engine',
  fullyParallel: true,
  // One more than the mark's cores: a test waits for pauses of the page about a quarter of its time.
  workers: 3,
  // Bounds on what hangs, not on what is slow: the machine may have other work.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env['CI']),
  use: {
    baseURL: `http://localhost:${port}`,
    locale: 'en-GB',
    timezoneId: site.timeZone,
    screenshot: 'only-on-failure',
    // Motion that is drawn without a graphics card takes a fifth of the processor's time. `inMotion` turns it on where it may matter.
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      ...(findBrowser() === undefined ? {} : { executablePath: findBrowser()! }),
      args: [
        ...(isRoot() ? ['--no-sandbox'] : []),
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-dev-shm-usage',
        '--no-first-run',
        // Letters as wide as on a phone: hinting rounds the width of each to whole pixels, so lines would break elsewhere.
        '--font-render-hinting=none',
        `--host-resolver-rules=${[
          `MAP ${new URL(hosted.endpoint).host}:80 127.0.0.1:${doublePort}`,
          `MAP ${new URL(hosted.site).host} 127.0.0.1:${hostedPort}`,
        ].join(', ')}`,
      ],
    },
  },
  projects: [{ name: 'chromium', use: { browserName: 'chromium' } }],
  webServer: [
    server(port, folder, 'data'),
    ...(process.env['HOSTED_SITE_FOLDER'] === undefined
      ? []
      : [server(hostedPort, process.env['HOSTED_SITE_FOLDER'], 'hosted', hostedSettings)]),
  ],
});

/** The inbox with a site, on a port, with a database of its own. */
export function server(port: string, site: string, name: string, settings: Readonly<Record<string, string>> = {}) {
  return {
    command: `node "${inbox}"`,
    cwd: '..',
    url: `http://localhost:${port}/readyz`,
    env: {
      PORT: port,
      SITE_FOLDER: site,
      CLOCK: instant,
      INBOX_DATABASE: `file:${state}/${name}/inbox.sqlite`,
      INBOX_KEY_FILE: `${state}/keys/${name}.key`,
      INBOX_RATE_LIMIT: 'off',
      LOG_LEVEL: 'warn',
      ...settings,
    },
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 5_000 },
    stdout: 'ignore' as const,
    stderr: 'pipe' as const,
  };
}
