import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import config, { server } from '../playwright.config.ts';
import { atRootSettings } from '../support/at-root.ts';
import { folder } from '../support/site.ts';
import type { Options } from '../support/test.ts';

/** A fork has articles of its own, and these are questions with the articles of this repository that answer them. */
const isFork = existsSync(new URL('../../content/engine.yaml', import.meta.url));

/** Tests of the site of `content/`, whatever it holds, with the clock of the machine. The engine's own tests run on the starter. */
export default defineConfig<Options>({
  ...config,
  testDir: '.',
  // They run beside those of the engine.
  workers: 1,
  testMatch: '*.spec.ts',
  testIgnore: isFork ? 'question-help.spec.ts' : [],
  outputDir: '../../test-results/this-site',
  use: { ...config.use!, startsAt: null },
  webServer: [{ ...server(process.env['SITE_PORT']!, folder, 'data', { CLOCK: '', ...atRootSettings }), cwd: '../..' }],
});
