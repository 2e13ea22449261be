import MiniSearch from 'minisearch';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { close, createIndex } from 'pagefind';
import { glob } from 'tinyglobby';
import { parse } from 'yaml';
import { searchEngine, type SearchEngine } from '../../src/search/query/engine.ts';
import { MANIFEST, type SearchManifest } from '../../src/search/manifest.ts';
import { pagefindIndex, type PagefindModule } from '../../src/search/query/pagefind-index.ts';
import { decodeVocabulary } from '../../src/search/query/vocabulary.ts';
import harmWeights from '../../src/search/query/harm-weights.json' with { type: 'json' };
import { readSearchedTasks } from '../../src/search/index/questions.ts';
import { taskMatcher } from '../../src/search/query/tasks.ts';
import type { SupportSource } from '../../src/search/query/support.ts';
import { supportMatcher } from '../../src/search/query/support.ts';
import type { Answer } from './metrics.ts';
import { nameOf } from './queries.ts';

export type Engine = (query: string) => Promise<Answer>;

const DEPTH = 10;
const content = join(import.meta.dirname, '../../content');

/** Paths of the requested files, in order. */
export type ReadLog = string[];

/** Replaces `fetch` so that Pagefind's browser code reads the site's paths from files. Other addresses are fetched as usual. */
export function serveFiles(roots: Readonly<Record<string, string>>): ReadLog {
  const log: ReadLog = [];
  const network = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const address = String(input instanceof Request ? input.url : input);
    const root = Object.keys(roots).find((prefix) => address.startsWith(prefix));
    if (root === undefined) return network(input, init);
    const file = join(roots[root]!, address.slice(root.length).replace(/\?.*/, ''));
    log.push(file);
    return new Response(await readFile(file));
  };
  return log;
}

/** Returns the site's search over its built index, served at `base`. */
export async function siteEngine(folder: string, base: string): Promise<SearchEngine> {
  const { vocabulary } = JSON.parse(await readFile(join(folder, MANIFEST), 'utf8')) as SearchManifest;
  const pagefind = (await import(pathToFileURL(join(folder, 'pagefind.js')).href)) as PagefindModule;
  return searchEngine(
    pagefindIndex(pagefind, base),
    decodeVocabulary(await readFile(join(folder, vocabulary), 'utf8')),
  );
}

export async function ours(engine: SearchEngine): Promise<Engine> {
  const root = join(content, '..');
  const support = supportMatcher(
    parse(await readFile(join(content, 'support.yaml'), 'utf8')) as SupportSource,
    harmWeights,
  );
  const taskOf = taskMatcher(readSearchedTasks(root));
  return async (query) => {
    const { kinds: harm, isSure, figures } = support(query);
    const alone = harm.length > 0 && isSure;
    const outcome = await engine.find(query, { limit: DEPTH, figures });
    const { corrected, unknown, unmet, unanswered, coverage, clear } = outcome;
    const { answer: task, near } = alone ? { answer: null, near: [] } : taskOf(corrected ?? query, clear);
    const cards = unanswered && !task ? [] : outcome.cards;
    return {
      ranking: cards.map(({ article }) => nameOf(article.url)),
      corrected: corrected !== null,
      ...(task && { task: nameOf(task.href) }),
      near: near.map((each) => nameOf(each.href)),
      support: harm,
      alone,
      told: corrected !== null || unknown.length > 0 || unmet.length > 0 || task?.outside === true,
      coverage,
      unknown,
      tips: new Set(cards.filter(({ kind }) => kind === 'tip').map(({ article }) => nameOf(article.url))),
    };
  };
}

/** Indexes a built site as `pagefind --site` does, into `folder`. */
export async function indexPlainly(dist: string, folder: string): Promise<void> {
  const { index } = await createIndex();
  await index!.addDirectory({ path: dist });
  await index!.writeFiles({ outputPath: folder });
  await close();
}

interface PlainPagefind {
  createInstance(options: object): {
    search(query: string): Promise<{ results: { data(): Promise<{ url: string; sub_results: { url: string }[] }> }[] }>;
  };
}

/** Returns plain Pagefind over its own index in `folder`, served at `base`. */
export async function plainPagefind(folder: string, base: string): Promise<Engine> {
  const pagefind = (await import(pathToFileURL(join(folder, 'pagefind.js')).href)) as PlainPagefind;
  const instance = pagefind.createInstance({ basePath: base });
  return async (query) => {
    const { results } = await instance.search(query);
    const pages = await Promise.all(results.slice(0, DEPTH).map((result) => result.data()));
    const tips = pages.filter(({ sub_results }) => sub_results[0]?.url.includes('#')).map(({ url }) => nameOf(url));
    return { ranking: pages.map(({ url }) => nameOf(url)), corrected: false, support: [], tips: new Set(tips) };
  };
}

/** Returns MiniSearch over the same pages, with prefixes, fuzzy 0.2, and boosted titles and headings. */
export async function miniSearch(dist: string): Promise<Engine> {
  const search = new MiniSearch({
    fields: ['title', 'headings', 'text'],
    searchOptions: { prefix: true, fuzzy: 0.2, boost: { title: 3, headings: 2 } },
  });
  for (const file of (await glob('**/*.html', { cwd: dist })).sort()) {
    const html = await readFile(join(dist, file), 'utf8');
    const main = /<main\b[^>]*data-pagefind-body[\s\S]*<\/main>/.exec(html)?.[0];
    if (main === undefined) continue;
    const title = /<h1[^>]*>([\s\S]*?)<\/h1>/.exec(main)?.[1] ?? '';
    const headings = [...main.matchAll(/<h[23][^>]*>([\s\S]*?)<\/h[23]>/g)].map(([, text]) => text).join(' ');
    search.add({
      id: `/${file.replace(/index\.html$/, '')}`,
      title: plain(title),
      headings: plain(headings),
      text: plain(main),
    });
  }
  return (query) => {
    const ranking = search
      .search(query)
      .slice(0, DEPTH)
      .map(({ id }) => nameOf(String(id)));
    return Promise.resolve({ ranking, corrected: false, support: [], tips: new Set<string>() });
  };
}

const plain = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/&\w+;/g, ' ');
