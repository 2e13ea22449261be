import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { writeCorpus } from './search/corpus.ts';
import {
  indexPlainly,
  miniSearch,
  ours,
  plainPagefind,
  serveFiles,
  siteEngine,
  type Engine,
} from './search/engines.ts';
import { firstQueryBytes } from './search/first-query.ts';
import { judge } from './support/table.ts';
import { watch } from './support/watch.ts';
import { estimate, isAnswerable, marks, metrics, MRR_MARK, REFUSED_MARK, type Judged } from './search/metrics.ts';
import { compareLatency, plainPage } from './search/latency.ts';
import { checkQuestions } from './search/questions.ts';
import { kinds, readQueries, type GradedQuery } from './search/queries.ts';

export const summary =
  'Graded queries through our search, plain Pagefind and MiniSearch: [--queries FILE] [--dist FOLDER] [--articles N] [--misses] [--set NAME] [--gaps] [--questions] [--latency [--runs 3]]';

const development = join(import.meta.dirname, 'queries.dev.jsonl');

export async function run(options: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...options],
    options: {
      queries: { type: 'string', default: development },
      dist: { type: 'string', default: 'dist' },
      articles: { type: 'string' },
      misses: { type: 'boolean', default: false },
      set: { type: 'string' },
      gaps: { type: 'boolean', default: false },
      questions: { type: 'boolean', default: false },
      latency: { type: 'boolean', default: false },
      runs: { type: 'string', default: '3' },
    },
  });
  const all = await readQueries(values.queries);
  const queries = values.set === undefined ? all : all.filter(({ from }) => from === values.set);
  if (queries.length === 0) throw new Error(`${values.queries} has no set “${values.set}”.`);
  const work = await mkdtemp(join(tmpdir(), 'bench-search-'));
  try {
    const built = resolve(values.dist);
    if (values.questions) {
      const roots = { '/pagefind/': join(built, 'pagefind'), '/bare/': join(work, 'bare/pagefind') };
      serveFiles(roots);
      const mended = await checkQuestions(built, work, queries);
      if (!mended) process.exitCode = 1;
      return;
    }
    if (values.latency) {
      const plain = join(work, 'plain');
      await indexPlainly(built, join(plain, 'pagefind'));
      await writeFile(join(plain, 'index.html'), plainPage);
      const { time, bytes } = await compareLatency(built, plain, Number(values.runs));
      judge('time to the first result ÷ plain Pagefind’s', time, '≤', 1);
      judge('bytes to the first result ÷ plain Pagefind’s', bytes, '≤', 1.7);
      return;
    }
    const dist = values.articles === undefined ? built : await generate(built, work, Number(values.articles));
    const plain = join(work, 'plain');
    if (values.articles === undefined) await indexPlainly(dist, plain);
    const log = serveFiles({ '/pagefind/': join(dist, 'pagefind'), '/plain/': plain });
    const bytes = await firstQueryBytes(
      join(dist, 'pagefind'),
      '/pagefind/',
      queries.map(({ q }) => q),
      log,
    );
    console.log(`a first query reads ${kilobytes(bytes, 0.5)} kB of the index, ${kilobytes(bytes, 0.95)} kB at p95`);
    const engines: Record<string, Engine> = {
      ours: await ours(await siteEngine(join(dist, 'pagefind'), '/pagefind/')),
      'plain Pagefind': await plainPagefind(plain, '/plain/'),
      MiniSearch: await miniSearch(dist),
    };
    for (const [name, engine] of Object.entries(engines)) {
      const judged = await answerAll(queries, engine);
      print(name, judged);
      if (name !== 'ours') continue;
      judgeMarks(judged);
      if (values.misses) printMisses(judged);
      if (values.gaps) printGaps(judged);
    }
  } finally {
    await rm(work, { recursive: true });
  }
}

/** Writes a site of this many articles, indexes it with our search and with plain Pagefind, and prints time and memory. */
async function generate(dist: string, work: string, articles: number): Promise<string> {
  const site = join(work, 'site');
  await writeCorpus(dist, site, articles);
  const script = join(import.meta.dirname, 'search/index-once.ts');
  const plain = await watch(script, ['plain', site, join(work, 'plain')]);
  const own = await watch(script, ['ours', site]);
  console.log(`indexing ${articles} articles`);
  for (const [name, { seconds, peak }] of Object.entries({ ours: own, 'plain Pagefind': plain }))
    console.log(
      `  ${name.padEnd(16)}${seconds.toFixed(1).padStart(8)} s${peak === null ? '   memory not measured' : `${peak.toFixed(0).padStart(8)} MB`}`,
    );
  return site;
}

async function answerAll(
  queries: readonly GradedQuery[],
  engine: Engine,
): Promise<(Judged & { milliseconds: number })[]> {
  const judged = [];
  for (const query of queries) {
    await engine(query.q);
    // The second time is warm: the index is in memory.
    const start = performance.now();
    const answer = await engine(query.q);
    judged.push({ query, answer, milliseconds: performance.now() - start });
  }
  return judged;
}

function print(name: string, judged: readonly (Judged & { milliseconds: number })[]): void {
  const names = Object.keys(metrics);
  const times = judged.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const p95 = times[Math.floor(times.length * 0.95)]!;
  console.log(`\n${name} · a warm answer takes ${p95.toFixed(1)} ms at p95`);
  console.log('kind'.padEnd(10) + names.map((each) => each.padStart(16)).join(''));
  const answerable = judged.filter(isAnswerable);
  const groups: [string, readonly Judged[]][] = kinds.map((kind) => [
    kind,
    judged.filter(({ query }) => query.kind === kind),
  ]);
  for (const [kind, group] of [...groups, ['all', answerable] as const]) {
    const cells = names.map((each) => {
      const found = estimate(group, metrics[each]!);
      return found ? `${short(found.mean)} ${short(found.low)}–${short(found.high)}` : '–';
    });
    console.log(kind.padEnd(10) + cells.map((cell) => cell.padStart(16)).join(''));
  }
}

function judgeMarks(judged: readonly Judged[]): void {
  for (const { kind, metric, sign, mark } of marks) {
    const group = judged.filter(({ query }) => query.kind === kind);
    const found = estimate(group, metrics[metric]!);
    if (found) judge(`${kind} ${metric} of ${found.count}`, found.mean, sign, mark);
  }
  const rank = estimate(judged, metrics['MRR@5']!);
  const refused = estimate(judged, metrics['refused']!);
  if (rank) judge(`MRR@5 of ${rank.count}`, rank.mean, '≥', MRR_MARK);
  if (refused) judge(`refused of ${refused.count}`, refused.mean, '≤', REFUSED_MARK);
}

/** Prints the words that people ask for and no page has, those of most queries first. */
function printGaps(judged: readonly Judged[]): void {
  const asked = new Map<string, string[]>();
  for (const { query, answer } of judged.filter(({ answer: { support } }) => support.length === 0))
    for (const word of new Set(answer.unknown)) asked.set(word, [...(asked.get(word) ?? []), query.q]);
  console.log('\nasked for, and on no page:');
  for (const [word, queries] of [...asked].sort((a, b) => b[1].length - a[1].length))
    console.log(`${String(queries.length).padStart(4)} ${word}: ${queries.slice(0, 3).join(' · ')}`);
}

const kilobytes = (bytes: readonly number[], share: number) =>
  (bytes[Math.floor((bytes.length - 1) * share)]! / 1000).toFixed(0);

const short = (value: number) => value.toFixed(2).replace(/^0/, '');

function printMisses(judged: readonly Judged[]): void {
  console.log('\nnot first:');
  for (const { query, answer } of judged) {
    const place = metrics['MRR@5']!({ query, answer });
    if (place === 1 || (place === null && answer.ranking.length === 0)) continue;
    const found = answer.ranking.slice(0, 5).join(', ');
    console.log(`${query.id} ${query.kind} ${place === null ? '' : place.toFixed(2)} "${query.q}" → ${found}`);
  }
}
