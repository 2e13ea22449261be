import { readFile } from 'node:fs/promises';
import type { SupportKind } from '../../src/search/query/support.ts';

export const kinds = ['keyword', 'natural', 'task', 'typo', 'gap', 'none', 'harm', 'lookalike'] as const;
export type Kind = (typeof kinds)[number];

/** One graded query: a line of a `.jsonl` file. `docs/benchmarks.md` says which sets are still held out. */
export interface GradedQuery {
  id: string;
  q: string;
  kind: Kind;
  /** Page, as {@link nameOf} names it → 3 answers the query, 2 helps, 1 touches on it. Empty when the site has no answer. */
  want: Readonly<Record<string, number>>;
  /** The help box that a query of kind "harm" must show; any box when missing. */
  lead?: SupportKind;
  /** The set that the query was written for, of those that the regression file joins. */
  from?: string;
  /** Why a grade was changed after the set was written. */
  regraded?: string;
}

/** Returns `first-meeting` for `/guidance/first-meeting/#tip`, and the path of any other page. */
export function nameOf(address: string): string {
  const path = address.replace(/[?#].*/, '');
  return /^\/guidance\/([^/]+)\/$/.exec(path)?.[1] ?? path;
}

/** @throws an error with the number of a line that is not JSON or has an unknown kind */
export async function readQueries(file: string): Promise<GradedQuery[]> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      const query = JSON.parse(line) as GradedQuery;
      if (!kinds.includes(query.kind) || typeof query.q !== 'string') throw new Error('it needs q, kind and want');
      const want = Object.fromEntries(Object.entries(query.want).map(([page, grade]) => [nameOf(page), grade]));
      return [{ ...query, want }];
    } catch (error) {
      throw new Error(`${file}, line ${index + 1}: ${(error as Error).message}`, { cause: error });
    }
  });
}
