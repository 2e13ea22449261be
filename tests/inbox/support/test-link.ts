import { createHash } from 'node:crypto';

/** Links of the audit as stores that are tested without a key make them. */
export const testLink = (previous: Uint8Array, entry: string): Uint8Array =>
  createHash('sha256').update(previous).update(entry).digest();

/** Keys of limits as those stores keep them. */
export const testHide = (key: string): string => key;
