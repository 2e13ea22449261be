import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { SearchEngine } from '../../src/search/query/engine.ts';
import { readQuestions, type Questions } from '../../src/search/index/questions.ts';
import { WHOLE_PAGE } from '../../src/search/markup.ts';
import { indexSite } from '../../tests/support/index-site.ts';
import { siteEngine } from './engines.ts';
import type { GradedQuery } from './queries.ts';

/** A question and the place that it belongs to. */
interface Asked {
  question: string;
  place: string;
}

const root = join(import.meta.dirname, '../..');

const placesOf = (questions: ReadonlyMap<string, Questions>): Asked[] =>
  [...questions].flatMap(([address, sections]) =>
    Object.entries(sections).flatMap(([id, list]) =>
      list.map((question) => ({ question, place: id === WHOLE_PAGE ? address : `${address}#${id}` })),
    ),
  );

async function firstPlace(engine: SearchEngine, query: string): Promise<string> {
  const { cards, unanswered } = await engine.find(query);
  return unanswered ? '' : (cards[0]?.url ?? '');
}

/**
 * Prints the questions that do not lead to their own section first, and the graded queries that lose their right first place by the questions.
 * Returns true when there are none.
 * @param dist a built site, whose index is served at `/pagefind/`
 * @param work a folder for its pages, indexed without questions; its `bare/pagefind` is served at `/bare/`
 */
export async function checkQuestions(dist: string, work: string, graded: readonly GradedQuery[]): Promise<boolean> {
  const engine = await siteEngine(join(dist, 'pagefind'), '/pagefind/');
  const asked = placesOf(readQuestions(root));
  const misled: string[] = [];
  for (const { question, place } of asked) {
    const first = await firstPlace(engine, question);
    // A question of a whole page may lead to any of its sections.
    if (first !== place && first.replace(/#.*/, '') !== place)
      misled.push(`${place}  “${question}” → ${first || 'nothing'}`);
  }
  const bare = join(work, 'bare');
  await cp(dist, bare, { recursive: true, filter: (path) => !path.startsWith(join(dist, 'pagefind')) });
  await indexSite(bare);
  const without = await siteEngine(join(bare, 'pagefind'), '/bare/');
  const lost: string[] = [];
  for (const { q, want } of graded) {
    const best = Math.max(...Object.values(want));
    const isRight = (place: string) => Object.keys(want).some((slug) => want[slug] === best && isOn(place, slug));
    const [before, after] = [await firstPlace(without, q), await firstPlace(engine, q)];
    if (isRight(before) && !isRight(after)) lost.push(`“${q}”: ${before} → ${after || 'nothing'}`);
  }
  console.log(
    `${misled.length} of ${asked.length} questions do not lead to their own section first: take them out, or say them in other words`,
  );
  for (const line of misled) console.log(`  ${line}`);
  console.log(`${lost.length} of ${graded.length} graded queries lose their right first place by a question`);
  for (const line of lost) console.log(`  ${line}`);
  return misled.length + lost.length === 0;
}

/** @param slug an article's slug or another page's address */
const isOn = (place: string, slug: string) =>
  place.replace(/#.*/, '') === (slug.startsWith('/') ? slug : `/guidance/${slug}/`);
