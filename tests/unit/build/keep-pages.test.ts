import { execFile } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import { differingFiles } from '../../../src/commands/differing-files.ts';
import { root } from '../../../src/commands/root.ts';
import { siteSources } from '../../support/site-sources.ts';

const site = mkdtempSync(join(tmpdir(), 'keep-pages-'));
for (const name of siteSources) cpSync(join(root, name), join(site, name), { recursive: true });
symlinkSync(join(root, 'node_modules'), join(site, 'node_modules'));
afterAll(() => rmSync(site, { recursive: true }));

const articles = readdirSync(join(site, 'content/guidance')).length;

/** Builds into a folder of the site; gives how many articles it took from the build before, undefined where it was to take none. */
async function build(outDir: string, env: NodeJS.ProcessEnv = {}): Promise<number | undefined> {
  const script = join(root, 'node_modules/astro/bin/astro.mjs');
  const settings = {
    CLOCK: '2027-02-04T23:59:00.000Z',
    COMPRESSION: 'off',
    SOCIAL_CARDS: 'off',
    ASTRO_TELEMETRY_DISABLED: '1',
  };
  const { stdout } = await promisify(execFile)(process.execPath, [script, 'build', '--outDir', outDir], {
    cwd: site,
    // Of this process's own settings none: the test runner's would make it a page of the dev server.
    env: { PATH: process.env['PATH'], ...settings, ...env },
  });
  const taken = /(\d+) of \d+ articles as they were/.exec(stdout)?.[1];
  return taken === undefined ? undefined : Number(taken);
}

/** The files in which the site differs from one that is made of the same content whole. */
async function differing(): Promise<string[]> {
  expect(await build('whole', { KEPT: 'off' })).toBeUndefined();
  return differingFiles(join(site, 'dist'), join(site, 'whole'));
}

function edit(id: string, from: string | RegExp, to: string): void {
  const file = join(site, 'content/guidance', id, 'index.mdx');
  const text = readFileSync(file, 'utf8');
  expect(text).toMatch(from);
  writeFileSync(file, text.replace(from, to));
}

it('gives the bytes of a whole build after a word, a title, an article more and one less, and damage to what is kept', async () => {
  expect(await build('dist')).toBe(0);
  const pageOf = (id: string) => readFileSync(join(site, 'dist/guidance', id, 'index.html'), 'utf8');
  edit('good-questions', /\bquestion\b(?![^<]*>)(?=[^-]*$)/, 'riddle');
  // Articles are compiled when they are rendered, but where they import something, and in a whole build.
  writeFileSync(join(site, 'content/guidance/smart-goals/word.ts'), "export const word: string = 'riddle';\n");
  edit('smart-goals', /$/, "\nimport { word } from './word.ts';\n\nA {word} for {import.meta.env.SITE}\n");
  expect(await build('dist')).toBe(articles - 2);
  expect(pageOf('smart-goals')).toMatch(/A riddle for https?:/);
  expect(await differing()).toEqual([]);

  edit('ending-well', /^title: .*$/m, 'title: A good end');
  cpSync(join(site, 'content/guidance/smart-goals'), join(site, 'content/guidance/smarter-goals'), { recursive: true });
  rmSync(join(site, 'content/guidance/receiving-feedback'), { recursive: true });
  for (const id of ['confidence-and-impostor-feelings', 'mentor-giving-feedback', 'cv-for-your-mentor'])
    edit(id, '](/guidance/receiving-feedback/)', '](/guidance/)');
  const kept = join(site, '.cache/pages/dist');
  for (const name of readdirSync(kept).slice(0, 2)) appendFileSync(join(kept, name), 'x');
  const taken = (await build('dist'))!;
  expect(taken).toBeGreaterThan(0);
  expect(taken).toBeLessThan(articles - 4);
  expect(await differing()).toEqual([]);
  expect(readdirSync(kept)).toHaveLength(2 * articles);

  appendFileSync(join(site, 'src/styles/article.css'), '.crumbs { color: red; }');
  expect(await build('dist')).toBe(0);
  expect(pageOf('smart-goals')).toContain('color:red');

  edit('mentor-giving-feedback', '](/guidance/)', '](/guidance/gone/)');
  await expect(build('dist')).rejects.toThrow(/links to \/guidance\/gone\/: there is no page or file\. .*own page on/);

  edit('ending-well', /$/, '\n<Tip>\n');
  await expect(build('dist')).rejects.toThrow(/ending-well.index\.mdx:\d+:\d+/);
  edit('ending-well', /^published: .*$/m, 'published: 2031-01-01');
  await expect(build('dist')).rejects.toThrow(/ending-well.index\.mdx:\d+:\d+/);
}, 600_000);
