import { filterWord } from '../markup.ts';
import type { Card, FindOptions, SearchOutcome } from './engine.ts';
import { stem } from './stem.ts';
import { classify } from './stop-words.ts';
import { wordsOf } from './words.ts';

/** How a question is searched for while it is being written. */
export const asQuestion = { typing: true, limit: 10 } satisfies FindOptions;

/** Most places offered beside a question. */
const MOST = 3;
/** Words of the question that a title must share, unless its page answers the question best. */
const SHARED = 2;
/** Words of most students' questions, which do not say what one is about. */
const GENERAL = new Set('job study'.split(' ').map(stem));

/**
 * Returns the places to offer to a student who writes a question of several sentences, best first. A long question finds something on many
 * pages, so a place must be on one of `topics`, if any are given, and its title must share words with the question: one where the page answers it best,
 * else two. General words alone do not count.
 */
export function whatHelps({ cards, words, unanswered }: SearchOutcome, topics: readonly string[]): readonly Card[] {
  const telling = new Set(words.filter((word) => classify(word) === 'content').map(stem));
  const shared = ({ title, article }: Card) => {
    const titles = `${title.map(({ text }) => text).join('')} ${article.title}`;
    const both = new Set(
      wordsOf(titles)
        .map(stem)
        .filter((word) => telling.has(word)),
    );
    return [...both].every((word) => GENERAL.has(word)) ? 0 : both.size;
  };
  const wanted = topics.map((topic) => filterWord('topic', topic));
  return cards
    .filter((card) => wanted.length === 0 || card.topics.some((topic) => wanted.includes(topic)))
    .filter(({ audience }) => audience.length === 0 || audience.includes('mentee'))
    .filter((card, index) => shared(card) >= (index === 0 && !unanswered ? 1 : SHARED))
    .slice(0, MOST);
}
