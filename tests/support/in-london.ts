import { site } from '#site';

/** A file of tests that imports this has `london-site.ts` for its site: `vitest.config.ts` looks for the import. */
if (site.timeZone !== 'Europe/London')
  throw new Error('These tests are written for London; import in-london.ts by its name.');
