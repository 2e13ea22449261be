import { site as starter } from '../../starter/site.config.ts';

/**
 * The starter in London. Files of tests whose instants are written for its winter and summer time import this file, by which vitest.config.ts
 * knows that it is their site.
 */
export const site = { ...starter, timeZone: 'Europe/London' };
