import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';

/** Folder of a built site, new for each test of the file that imports it. */
export let dist: string;
beforeEach(async () => {
  dist = await mkdtemp(join(tmpdir(), 'index-site-'));
});
afterEach(() => rm(dist, { recursive: true }));

/** Writes a page with this content in its `main`. */
export async function write(path: string, main: string, marked = true): Promise<void> {
  await mkdir(join(dist, path), { recursive: true });
  await writeFile(join(dist, path, 'index.html'), page(main, marked));
}

export const page = (main: string, marked = true) =>
  `<!doctype html><html lang="en-GB"><body><main${marked ? ' data-pagefind-body' : ''}>${main}</main></body></html>`;

export const tip = `<h1 data-also="ghosted, left on read" data-pagefind-meta="also[data-also]">Write to your mentor</h1>
  <section data-tip id="email"><p data-pagefind-ignore>Tip <a href="#email">Copy link</a></p><h3 id="email-title">Email within a week</h3><p>The mentor reads it.</p></section>`;

/** Returns the path and hash of every file of the index. */
export async function indexHashes(): Promise<Map<string, string>> {
  const entries = await readdir(join(dist, 'pagefind'), { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const files = new Map<string, string>();
  for (const path of paths.sort())
    files.set(
      path,
      createHash('sha256')
        .update(await readFile(path))
        .digest('hex'),
    );
  return files;
}
