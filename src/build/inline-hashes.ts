import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pMap from 'p-map';
import { glob } from 'tinyglobby';
import { filesAtOnce } from '../search/files-at-once.ts';

/** CSP sources of every script and style that stands inside a page, sorted. */
export interface InlineHashes {
  scripts: string[];
  styles: string[];
}

const element = /<(script|style)\b([^>]*)>([\s\S]*?)<\/\1>/g;
/** A script with an address is a file; one with a data type is never run. */
const exempt = /\bsrc=|\btype="(?!module")/;

/** Reads every page of `dist` and hashes what a strict policy must name one by one. */
export async function inlineHashes(dist: string): Promise<InlineHashes> {
  const found = { script: new Set<string>(), style: new Set<string>() };
  const hash = async (page: string) => {
    const html = await readFile(join(dist, page), 'utf8');
    for (const [, name, attributes, body] of html.matchAll(element)) {
      if (name === 'script' && exempt.test(attributes!)) continue;
      found[name as 'script' | 'style'].add(`sha256-${createHash('sha256').update(body!).digest('base64')}`);
    }
  };
  await pMap(await glob('**/*.html', { cwd: dist }), hash, filesAtOnce);
  return { scripts: [...found.script].sort(), styles: [...found.style].sort() };
}
