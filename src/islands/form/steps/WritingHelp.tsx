import { useEffect, useState } from 'preact/hooks';
import { importWithRetry } from '../../import-with-retry.ts';
import type { MayHelp } from '../../search/what-may-help.ts';
import { Words } from '../dom/Words.tsx';

/** Milliseconds without typing before the guidance is searched. */
const pause = 700;

export type Support = MayHelp['support'];

interface Props {
  text: string;
  /** Topics of the articles to choose from, separated by spaces; empty for all. Undefined where pages are no answer to what is written. */
  topics: string | undefined;
  /** Whom to turn to for this text and the others of its step, where this one is to show it. */
  told: Support;
  /** Called with whom to turn to for this text whenever it was read. */
  onRead: (support: Support) => void;
}

/** The order in which they are shown. */
const kinds = ['danger', 'behaviour'] as const;

const none: MayHelp = { support: [], cards: [] };

/** Shows whom to turn to when what is written tells of harm, or pages of the site that may already answer a question. */
export function WritingHelp({ text, topics, told, onRead }: Props) {
  const [cards, setCards] = useState(none.cards);
  const support = kinds.flatMap((kind) => told.find((help) => help.kind === kind) ?? []);
  useEffect(() => {
    let isOver = false;
    const find = async () => {
      // The search is loaded only for who writes something.
      if (text.trim() === '') return none;
      const { whatMayHelp } = await importWithRetry(() => import('../../search/what-may-help.ts'));
      return whatMayHelp(text, topics?.split(' ').filter(Boolean));
    };
    const show = (found: MayHelp) => {
      if (isOver) return;
      setCards(found.cards);
      onRead(found.support);
    };
    // This help is optional, so a failed search is not shown.
    const timer = setTimeout(() => void find().then(show, () => undefined), pause);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [text, topics]);
  const count = cards.length === 1 ? 'One page' : `${cards.length} pages`;
  return (
    <>
      <p class="visually-hidden" role="status">
        <Words>
          {support.length > 0
            ? support.map(({ lead }) => lead).join(' ')
            : cards.length > 0 && `${count} may already help. See below your question.`}
        </Words>
      </p>
      {support.length > 0 && (
        <aside class="panel answer helps" aria-label="Help now">
          <h3>Help now</h3>
          <p>You can turn to somebody now, whether or not you send this.</p>
          <ul>
            {support.map(({ kind, lead, href }) => (
              <li key={kind}>
                <a href={href} target="_blank" rel="noopener">
                  {lead}
                  <span class="visually-hidden"> (opens in a new tab)</span>
                </a>
              </li>
            ))}
          </ul>
        </aside>
      )}
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
