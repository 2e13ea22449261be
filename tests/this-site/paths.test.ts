import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

interface Path {
  audience: string;
  steps: { article: string; why: string }[];
}
interface Article {
  audience: string[];
  next?: string;
  related?: string[];
  topics: string[];
}

const paths = globSync('content/paths/*.yaml').map((file) => ({
  file,
  ...(parse(readFileSync(file, 'utf8')) as Path),
}));
const articles = new Map(
  globSync('content/guidance/*/index.mdx').map((file) => [
    file.split('/').at(-2)!,
    parse(readFileSync(file, 'utf8').split(/^---$/m)[1]!) as Article,
  ]),
);

describe('a reading path', () => {
  it.each(paths)('$file names each article once, and only articles for its audience', ({ audience, steps }) => {
    const ids = steps.map(({ article }) => article);
    expect(ids).toEqual([...new Set(ids)]);
    expect(ids.filter((id) => !articles.get(id)?.audience.includes(audience))).toEqual([]);
  });
});

describe('the links to further articles', () => {
  it.each([...articles])('of %s name other articles, each once', (id, { next, related = [] }) => {
    expect([next, ...related]).not.toContain(id);
    expect(related).toEqual([...new Set(related)]);
  });

  it.each([...articles])('of %s lead only to articles for the same audience', (_, { audience, next }) => {
    if (next !== undefined) expect(articles.get(next)!.audience.some((each) => audience.includes(each))).toBe(true);
  });

  it('lead through at least eight articles before they repeat', () => {
    /** Returns the articles of the loop that the next steps from here lead into; none when they end. */
    const round = (id: string, seen: string[] = []): string[] => {
      if (seen.includes(id)) return seen.slice(seen.indexOf(id));
      const next = articles.get(id)?.next;
      return next === undefined ? [] : round(next, [...seen, id]);
    };
    const rounds = [...articles.keys()].map((id) => round(id)).filter(({ length }) => length > 0);
    expect(rounds.filter(({ length }) => length < 8)).toEqual([]);
  });
});
