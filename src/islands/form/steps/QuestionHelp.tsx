import { useEffect, useState } from 'preact/hooks';
import type { Card } from '#search/query/engine.ts';
import { importWithRetry } from '../../import-with-retry.ts';
import { Words } from '../dom/Words.tsx';

/** Milliseconds without typing before the guidance is searched. */
const pause = 700;

interface Props {
  question: string;
  /** Topics of the articles to choose from, separated by spaces; empty for all. */
  topics: string;
}

/** Shows pages of the site that may already answer the question. */
export function QuestionHelp({ question, topics }: Props) {
  const [cards, setCards] = useState<readonly Card[]>([]);
  useEffect(() => {
    let isOver = false;
    const find = async () => {
      // The search is loaded only for who writes a question.
      if (question.trim() === '') return [];
      const { whatMayHelp } = await importWithRetry(() => import('../../search/what-may-help.ts'));
      return whatMayHelp(question, topics.split(' ').filter(Boolean));
    };
    const show = (found: readonly Card[]) => {
      if (!isOver) setCards(found);
    };
    // This help is optional, so a failed search is not shown.
    const timer = setTimeout(() => void find().then(show, () => undefined), pause);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [question, topics]);
  const count = cards.length === 1 ? 'One page' : `${cards.length} pages`;
  return (
    <>
      <p class="visually-hidden" role="status">
        <Words>{cards.length > 0 && `${count} may already help. See below your question.`}</Words>
      </p>
      {cards.length > 0 && (
        <aside class="panel answer helps" aria-label="These may already help">
          <h3>These may already help</h3>
          <ul>
            {cards.map(({ url, title, article, kind }) => (
              <li key={url}>
                <a href={url} target="_blank" rel="noopener">
                  {title.map(({ text }) => text).join('')}
                  <span class="visually-hidden"> (opens in a new tab)</span>
                </a>
                {kind !== 'page' && <small>In {article.title}</small>}
              </li>
            ))}
          </ul>
        </aside>
      )}
    </>
  );
}
