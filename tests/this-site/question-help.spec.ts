import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { parse } from 'yaml';
import { topics } from '#forms/ask.ts';
import { type SupportSource, supportMatcher } from '#search/query/support.ts';
import { asQuestion, whatHelps } from '#search/query/what-helps.ts';
import { serveFiles, siteEngine } from '../../bench/search/engines.ts';
import harmWeights from '../../src/search/query/harm-weights.json' with { type: 'json' };
import { folder } from '../support/site.ts';

interface Row {
  topic: string;
  question: string;
  first?: string;
  expect?: string[];
  never?: string[];
  nothing?: boolean;
}

const read = (file: string): unknown => parse(readFileSync(file, 'utf8'));
const { never: neverForAny, rows } = read('tests/data/questions-for-mentors.yaml') as { never: string[]; rows: Row[] };

test('what is offered beside a question is about it', async () => {
  const index = join(folder, 'pagefind');
  serveFiles({ '/pagefind/': index });
  const engine = await siteEngine(index, '/pagefind/');
  const support = supportMatcher(read('content/support.yaml') as SupportSource, harmWeights);
  for (const row of rows) {
    const { kinds, figures } = support(row.question);
    expect.soft(kinds, row.question).toEqual([]);
    const { guidance = [] } = topics.find(({ value }) => value === row.topic)!;
    const cards = whatHelps(await engine.find(row.question, { ...asQuestion, figures }), guidance);
    const offered = cards.map(({ url }) => /^\/guidance\/([^/#]+)/.exec(url)?.[1] ?? url);
    if (row.first !== undefined) expect.soft(offered[0], row.question).toBe(row.first);
    if (row.expect)
      expect
        .soft(
          row.expect.filter((each) => offered.includes(each)),
          row.question,
        )
        .not.toEqual([]);
    const wrong = [...neverForAny, ...(row.never ?? [])].filter((article) => !row.expect?.includes(article));
    expect
      .soft(
        offered.filter((article) => wrong.includes(article)),
        row.question,
      )
      .toEqual([]);
    if (row.nothing) expect.soft(offered, row.question).toEqual([]);
    else expect.soft(offered, row.question).not.toEqual([]);
  }
});
