import { createHash } from 'node:crypto';

/** CSP sources of every inline script and style, sorted. */
export interface InlineHashes {
  scripts: string[];
  styles: string[];
}

/** Returns the hashes that a strict policy must list. */
export const inlineHashes = (scripts: Iterable<string>, styles: Iterable<string>): InlineHashes => ({
  scripts: sources(scripts),
  styles: sources(styles),
});

const sources = (bodies: Iterable<string>) =>
  Array.from(new Set(bodies), (body) => `sha256-${createHash('sha256').update(body).digest('base64')}`).sort();
