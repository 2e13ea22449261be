import { searchEngine, type FindOptions, type SearchOutcome, type SearchEngine } from '../../search/query/engine.ts';
import { MANIFEST, type SearchManifest } from '../../search/manifest.ts';
import { pagefindIndex, type PagefindModule } from '../../search/query/pagefind-index.ts';
import type { SupportKind } from '../../search/query/support.ts';
import { decodeVocabulary } from '../../search/query/vocabulary.ts';
import { engineBelow } from './below-base.ts';
import type { TaskLink } from './reading.ts';

export interface SearchRequest extends FindOptions {
  /** An empty query only loads the index. */
  query: string;
  /** True to read the query for harm and to search for nothing. */
  onlyHelp?: boolean;
}

export interface Reply {
  /** Kinds of support that the query asks for, each with the sentence that leads to its box. */
  support: readonly { kind: SupportKind; lead: string }[];
  /** True when help replaces the results; otherwise the boxes stand above them, closed to their leads. */
  replaces: boolean;
  /** The box that is open where help replaces the results. */
  likeliest: SupportKind | undefined;
  /** The sections of the boxes that fit the query, in the order in which they are read. */
  sections: readonly string[];
  /** The task that the query asks for, whose answer stands above the results; null for most queries. */
  task: TaskLink | null;
  /** Tasks that the query may ask for, which are offered above the results when none is certain. */
  near: readonly TaskLink[];
  /** Null when the index could not be read. */
  outcome: SearchOutcome | null;
}

export type Ask = (question: SearchRequest) => Promise<Reply>;

/**
 * Creates a function that searches this site's index. The first question loads the index; after a failure the next one tries again.
 * @throws when what reads queries for harm and tasks cannot be loaded
 */
export function answerer(): Ask {
  let engine: Promise<SearchEngine> | undefined;
  let reading: ReturnType<typeof load> | undefined;
  let failures = 0;
  return async ({ query, onlyHelp = false, ...options }) => {
    const asked = onlyHelp ? null : (engine ??= loadEngine(`${import.meta.env.BASE_URL}pagefind/`, failures));
    // Most queries have no words for emphasis, so parts of the index are on their way before the query is read.
    const begun = asked?.then((ready) => ready.find(query, options));
    begun?.catch(() => undefined);
    const { leads, supportIn, taskIn } = await (reading ??= asked ? asked.then(load, load) : load());
    const { kinds, likeliest, sections, isSure, figures } = supportIn(query);
    const replaces = kinds.length > 0 && isSure;
    const reply = (outcome: SearchOutcome | null): Reply => {
      const { answer, near } = replaces
        ? { answer: null, near: [] }
        : taskIn(outcome?.corrected ?? query, outcome?.clear);
      return {
        support: kinds.map((kind) => ({ kind, lead: leads[kind] })),
        replaces,
        likeliest,
        sections,
        task: answer && linkOf(answer),
        near: near.map(linkOf),
        outcome,
      };
    };
    if (!asked) return reply(null);
    try {
      return reply((await (figures.size === 0 ? begun : (await asked).find(query, { ...options, figures }))) ?? null);
    } catch {
      // When several questions fail together, only the first discards the engine, so that a later try is not lost.
      if (engine === asked) {
        engine = undefined;
        failures += 1;
      }
      return reply(null);
    }
  };
}

const load = () => import('./reading.ts');

const linkOf = ({ id, button, href }: TaskLink): TaskLink => ({ id, button, href });

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
