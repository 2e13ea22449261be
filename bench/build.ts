/**
 * A site of many articles, built by us and by Starlight from the same texts: wall time, time of the processor, memory, and a second build
 * after one word. What Starlight does not do, cards and compressed twins, is apart.
 */
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildSite, isBuilt } from '../src/commands/build-site.ts';
import { cache, root } from '../src/commands/root.ts';
import { addArticles } from './build/articles.ts';
import { preparePeer } from './build/starlight.ts';
import { watch, type Usage } from './support/watch.ts';
import { judge, round } from './support/table.ts';
import { siteSources } from '../tests/support/site-sources.ts';

export const summary =
  'Builds of so many articles beside Starlight, in one run: [--articles 1000] [--no-peer] [--whole]; with --whole also with compression';

export async function run(options: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...options],
    options: {
      articles: { type: 'string', default: '1000' },
      'no-peer': { type: 'boolean', default: false },
      whole: { type: 'boolean', default: false },
    },
  });
  const count = Number(values.articles);
  if (!isBuilt() && (await buildSite()) !== 0) throw new Error('The site could not be built.');
  const work = await mkdtemp(join(tmpdir(), 'bench-build-'));
  try {
    const site = await copyOfSite(work);
    const slugs = await addArticles(join(site, 'content/guidance'), count);
    const ours = await build(site);
    await editOneWord(join(site, 'content/guidance', slugs.at(-1)!, 'index.mdx'));
    const again = await build(site);
    const whole = values.whole ? await build(site, { COMPRESSION: 'on', KEPT: 'off' }) : undefined;
    const peer = values['no-peer'] ? undefined : await buildPeer(count);
    console.log(`${count} articles, with search index; social cards and compression apart:`);
    console.table({
      ours: row(ours, peer),
      'ours, after one word': { ...row(again, undefined), '÷ clean build': ratios(again, ours) },
      ...(whole ? { 'ours, compressed too': row(whole, peer) } : {}),
      ...(peer ? { Starlight: row(peer, undefined) } : {}),
    });
    judge('rebuild after one word ÷ clean build', again.seconds / ours.seconds, '≤', 0.5);
    if (peer) {
      judge('wall time ÷ Starlight', ours.seconds / peer.seconds, '≤', count < 1_000 ? 1.3 : 0.8);
      judge('memory ÷ Starlight', ours.peak! / peer.peak!, '≤', 1);
    }
    if (!peer) console.log('Starlight was not run.');
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

const row = ({ seconds, cpu, peak }: Usage, peer: Usage | undefined) => ({
  seconds: round(seconds),
  'processor s': shown(cpu),
  MB: shown(peak),
  ...(peer && {
    '÷ Starlight': round(seconds / peer.seconds),
    'processor ÷': cpu !== null && peer.cpu !== null ? round(cpu / peer.cpu) : 'not known',
  }),
});

/** Of the time, and of the processor's. */
const ratios = (one: Usage, other: Usage) =>
  [one.seconds / other.seconds, one.cpu! / other.cpu!].map((ratio) => ratio.toFixed(2)).join(', processor ');

const shown = (value: number | null) => (value === null ? 'not known' : Math.round(value));

/** What `npm run build` runs. The first time in a folder nothing is kept there. */
const build = (cwd: string, env: NodeJS.ProcessEnv = { COMPRESSION: 'off' }) =>
  watch(join(cwd, 'src/commands/build.ts'), [], { cwd, env: { SOCIAL_CARDS: 'off', ...env } });

/** What a build reads, in a folder of its own. */
async function copyOfSite(work: string): Promise<string> {
  const site = join(work, 'ours');
  await mkdir(site);
  for (const name of siteSources) await cp(join(root, name), join(site, name), { recursive: true });
  await symlink(join(root, 'node_modules'), join(site, 'node_modules'));
  return site;
}

/** In the text: in the frontmatter the same word is a value. */
async function editOneWord(file: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace(/(?<=\n---\n[^]*)\bmentor\b/, 'Mentor'));
}

/** Starlight with the same articles as MDX, as ours are; without its sidebar at 10,000, where the sidebar costs more than the pages. */
async function buildPeer(count: number): Promise<Usage> {
  const peer = join(cache, 'bench/starlight');
  await preparePeer(peer, count < 10_000);
  const twins = join(root, 'dist/guidance');
  const files = (await readdir(twins)).filter((file) => file.endsWith('.md')).sort();
  const docs = join(peer, 'src/content/docs');
  await mkdir(docs, { recursive: true });
  for (let number = 0; number < count; number += 1) {
    const [, title = '', body = ''] =
      /^# (.*)\n([\s\S]*)$/.exec(await readFile(join(twins, files[number % files.length]!), 'utf8')) ?? [];
    await writeFile(join(docs, `a${number}.mdx`), `---\ntitle: ${JSON.stringify(`${title} ${number}`)}\n---\n${body}`);
  }
  return watch(join(peer, 'node_modules/astro/bin/astro.mjs'), ['build'], { cwd: peer });
}
