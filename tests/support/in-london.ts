import { vi } from 'vitest';
import type { SiteConfig } from '#src/site-schema.ts';

/**
 * Puts the starter into London for one test file, whose instants are written for its winter and summer time. Import it before anything that
 * reads the configuration.
 */
vi.mock('#site', async (importOriginal) => {
  const { site } = await importOriginal<{ site: SiteConfig }>();
  return { site: { ...site, timeZone: 'Europe/London' } };
});
