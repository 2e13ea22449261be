import supportData from '#content/support.yaml';
import searchedTasks from 'virtual:searched-tasks';
import { searchEngine, type FindOptions, type SearchOutcome, type SearchEngine } from '../../search/query/engine.ts';
import { MANIFEST, type SearchManifest } from '../../search/manifest.ts';
import harmWeights from '../../search/query/harm-weights.json' with { type: 'json' };
import { pagefindIndex, type PagefindModule } from '../../search/query/pagefind-index.ts';
import {
  supportMatcher,
  type SupportKind,
  type SupportReading,
  type SupportSource,
} from '../../search/query/support.ts';
import { taskMatcher, type AskedTask, type SearchedTasks } from '../../search/query/tasks.ts';
import { decodeVocabulary } from '../../search/query/vocabulary.ts';
import { engineBelow } from './below-base.ts';

export interface SearchRequest extends FindOptions {
  /** An empty query only loads the index. */
  query: string;
}

export interface Reply {
  /** Kinds of support that the query asks for, each with the sentence that leads to its box. */
  support: readonly { kind: SupportKind; lead: string }[];
  /** True when the boxes replace the results; otherwise they stand above them, closed to their leads. */
  replaces: boolean;
  /** The task that the query asks for, whose answer stands above the results; null for most queries. */
  task: TaskLink | null;
  /** Tasks that the query may ask for, which are offered above the results when none is certain. */
  near: readonly TaskLink[];
  /** Null when the index could not be read. */
  outcome: SearchOutcome | null;
}

/** A task's button. */
export interface TaskLink {
  id: string;
  button: string;
  /** Within the site, without its base. */
  href: string;
}

export type Ask = (question: SearchRequest) => Promise<Reply>;

/** Creates a function that searches this site's index. The first question loads the index; after a failure the next one tries again. */
export function answerer(): Ask {
  const source = supportData as SupportSource;
  const readers = {
    support: once(() => supportMatcher(source, harmWeights)),
    task: once(() => taskMatcher(searchedTasks as SearchedTasks<AskedTask & TaskLink>)),
  };
  const reply = (query: string, { kinds, isSure }: SupportReading, outcome: SearchOutcome | null): Reply => {
    const support = kinds.map((kind) => ({ kind, lead: source.leads[kind] }));
    const replaces = kinds.length > 0 && isSure;
    const { answer, near } = replaces ? { answer: null, near: [] } : readers.task()(outcome?.corrected ?? query);
    return { support, replaces, task: answer && linkOf(answer), near: near.map(linkOf), outcome };
  };
  let engine: Promise<SearchEngine> | undefined;
  let failures = 0;
  return async ({ query, ...options }) => {
    const asked = (engine ??= loadEngine(`${import.meta.env.BASE_URL}pagefind/`, failures));
    // The list is read while the index is on its way.
    const read = readers.support()(query);
    try {
      const found = (await asked).find(query, { ...options, figures: read.figures });
      // The tasks are read while parts of the index are on their way.
      readers.task();
      return reply(query, read, await found);
    } catch {
      // When several questions fail together, only the first discards the engine, so that a later try is not lost.
      if (engine === asked) {
        engine = undefined;
        failures += 1;
      }
      return reply(query, read, null);
    }
  };
}

const linkOf = ({ id, button, href }: TaskLink): TaskLink => ({ id, button, href });

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

async function loadEngine(base: string, failures: number): Promise<SearchEngine> {
  // A browser may remember a failed import and never request the same address again.
  const path = `${base}pagefind.js${failures === 0 ? '' : `?again=${failures}`}`;
  const [pagefind, vocabulary] = await Promise.all([
    import(/* @vite-ignore */ path) as Promise<PagefindModule>,
    loadVocabulary(base),
  ]);
  if (import.meta.env.BASE_URL !== '/') {
    const root = import.meta.env.BASE_URL.slice(0, -1);
    return engineBelow(root, pagefindIndex(pagefind, base), decodeVocabulary(vocabulary));
  }
  return searchEngine(pagefindIndex(pagefind, base), decodeVocabulary(vocabulary));
}

async function loadVocabulary(base: string): Promise<string> {
  const { vocabulary, first } = (await (await get(base + MANIFEST)).json()) as SearchManifest;
  // Pagefind requests these one after the other; this puts them into the browser's cache together.
  for (const file of first)
    void get(base + file)
      .then((response) => response.arrayBuffer())
      .catch(() => undefined);
  return (await get(base + vocabulary)).text();
}

async function get(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response;
}
