import { createHash } from 'node:crypto';

/** CSP sources of every script and style that stands inside a page, sorted. */
export interface InlineHashes {
  scripts: string[];
  styles: string[];
}

/** What a strict policy must name one by one. */
export const inlineHashes = (scripts: Iterable<string>, styles: Iterable<string>): InlineHashes => ({
  scripts: sources(scripts),
  styles: sources(styles),
});

const sources = (bodies: Iterable<string>) =>
  Array.from(new Set(bodies), (body) => `sha256-${createHash('sha256').update(body).digest('base64')}`).sort();
