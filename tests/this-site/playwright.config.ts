import { defineConfig } from '@playwright/test';
import config, { server } from '../playwright.config.ts';
import { folder } from '../support/site.ts';
import type { Options } from '../support/test.ts';

/** Tests of the site of `content/`, whatever it holds, with the clock of the machine. The engine's own tests run on the starter. */
export default defineConfig<Options>({
  ...config,
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../test-results/this-site',
  use: { ...config.use!, startsAt: null },
  webServer: [{ ...server(process.env['SITE_PORT']!, folder, 'data', { CLOCK: '' }), cwd: '../..' }],
});
