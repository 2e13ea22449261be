/**
 * Builds a site of at least so many articles with this engine and with Starlight, from the same texts: wall time, processor time and memory,
 * the median of alternating runs. Social cards and compressed files, which Starlight lacks, are left out; `--whole` measures them apart.
 */
import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildSite, isBuilt, nodeOptions } from '../src/commands/build-site.ts';
import { cache, root } from '../src/commands/root.ts';
import { addArticles } from './build/articles.ts';
import { preparePeer } from './build/starlight.ts';
import { watch, type Usage } from './support/watch.ts';
import { scoped } from './support/scope.ts';
import { judge, median, round } from './support/table.ts';
import { siteSources } from '../tests/support/site-sources.ts';

export const summary =
  'Builds of so many articles, or all that the site has, beside Starlight, by turns: [--articles 1000] [--runs 1] [--no-peer] [--whole]; with --whole also with cards and compression';

export async function run(options: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...options],
    options: {
      articles: { type: 'string', default: '1000' },
      runs: { type: 'string', default: '1' },
      'no-peer': { type: 'boolean', default: false },
      whole: { type: 'boolean', default: false },
    },
  });
  if (!isBuilt() && (await buildSite()) !== 0) throw new Error('The site could not be built.');
  await scoped('build', async ({ folder }) => {
    const site = await copyOfSite(folder);
    const { length: count } = await addArticles(join(site, 'content/guidance'), Number(values.articles));
    const peer = values['no-peer'] ? undefined : await peerOf(count);
    const runs: Record<'ours' | 'Starlight', Usage[]> = { ours: [], Starlight: [] };
    for (let run = 0; run < Number(values.runs); run += 1) {
      runs.ours.push(await build(site, { SOCIAL_CARDS: 'off', COMPRESSION: 'off' }));
      if (peer) runs.Starlight.push(await buildPeer(peer));
    }
    const ours = middle(runs.ours);
    const theirs = peer && middle(runs.Starlight);
    const whole = values.whole ? await build(site, {}) : undefined;
    console.log(
      `${count} articles, with search index; social cards and compression apart; the median of ${values.runs}:`,
    );
    console.table({
      ours: row(ours),
      ...(theirs ? { Starlight: row(theirs), '÷': row(ratios(ours, theirs)) } : {}),
      ...(whole ? { 'ours with cards and compression': row(whole) } : {}),
    });
    if (theirs) judgeAll(count, ratios(ours, theirs));
    else console.log('Starlight was not run.');
  });
}

/** The marks of `docs/benchmarks.md`, for these numbers of articles and more. */
const marks = [
  { from: 10_000, seconds: 1.3, peak: undefined, cpu: undefined },
  { from: 1_000, seconds: 0.8, peak: 1, cpu: undefined },
  // Decision 049 says what ours does and Starlight's does not.
  { from: 0, seconds: 1.3, peak: 1.05, cpu: 1.4 },
];

function judgeAll(count: number, ratio: Usage): void {
  const { seconds, peak, cpu } = marks.find(({ from }) => count >= from)!;
  judge('wall time ÷ Starlight', ratio.seconds, '≤', seconds);
  if (cpu !== undefined && ratio.cpu !== null) judge('processor time ÷ Starlight', ratio.cpu, '≤', cpu);
  if (peak !== undefined && ratio.peak !== null) judge('memory ÷ Starlight', ratio.peak, '≤', peak);
}

const row = ({ seconds, cpu, peak }: Usage) => ({
  seconds: round(seconds),
  'processor s': cpu === null ? 'not known' : round(cpu),
  MB: peak === null ? 'not known' : round(peak),
});

const each = (of: (name: keyof Usage) => number | null): Usage => ({
  seconds: of('seconds')!,
  cpu: of('cpu'),
  peak: of('peak'),
});

const middle = (runs: readonly Usage[]) =>
  each((name) => (runs.some((run) => run[name] === null) ? null : median(runs.map((run) => run[name]!))));

const ratios = (one: Usage, other: Usage) =>
  each((name) => (one[name] === null || other[name] === null ? null : one[name] / other[name]));

/** What `npm run build` runs, without what an earlier build left. */
async function build(cwd: string, env: NodeJS.ProcessEnv): Promise<Usage> {
  await empty(cwd, '.cache', '.astro', 'dist');
  return watch(join(cwd, 'src/commands/build.ts'), [], { cwd, env, nodeOptions });
}

async function buildPeer(cwd: string): Promise<Usage> {
  await empty(cwd, 'node_modules/.astro', '.astro', 'dist');
  return watch(join(cwd, 'node_modules/astro/bin/astro.mjs'), ['build'], { cwd });
}

async function empty(folder: string, ...names: readonly string[]): Promise<void> {
  for (const name of names) await rm(join(folder, name), { recursive: true, force: true });
}

/** Copies what a build reads into a folder. */
async function copyOfSite(work: string): Promise<string> {
  const site = join(work, 'ours');
  await mkdir(site);
  for (const name of siteSources) await cp(join(root, name), join(site, name), { recursive: true });
  await symlink(join(root, 'node_modules'), join(site, 'node_modules'));
  // A card of its own: the site's would be drawn otherwise, with articles' cards or without.
  await cp(join(root, 'dist/card.png'), join(site, 'public/card.png'));
  return site;
}

/** Makes a Starlight site with the same articles as MDX. At 10,000 it has no sidebar, which would cost more than the pages. */
async function peerOf(count: number): Promise<string> {
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
  return peer;
}
