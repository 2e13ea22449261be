import { site as starter } from '../../starter/site.config.ts';
import type { SiteConfig } from '#src/site-schema.ts';

/** The starter in London, for tests whose instants are written for its winter and summer time. */
export const site: SiteConfig = { ...starter, timeZone: 'Europe/London' };
