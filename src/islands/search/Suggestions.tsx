import type { Reply } from './answerer.ts';
import type { TaskLink } from './reading.ts';
import { Notice } from './Notice.tsx';
import { Pieces } from './Pieces.tsx';
import { resultsWords, failure, patience } from './wording.ts';

interface Props {
  query: string;
  /** Null before the first reply. */
  reply: Reply | null;
  waiting: boolean;
}

/** Shows the suggestions under the search box, a link to all results, and notices about the query. */
export function Suggestions({ query, reply, waiting }: Props) {
  const support = reply?.support ?? [];
  const replaces = reply?.replaces === true;
  const outcome = replaces ? null : (reply?.outcome ?? null);
  const task = reply?.task ?? null;
  const near = reply?.near ?? [];
  const cards = outcome && (!outcome.unanswered || task) ? outcome.cards : [];
  const everything = `${import.meta.env.BASE_URL}search/?q=${encodeURIComponent(query)}`;
  return (
    <>
      {waiting && <p>{patience}</p>}
      {outcome && !task && <Notice outcome={outcome} literal={`${everything}&exact=1`} />}
      {outcome === null && reply !== null && !replaces && (
        <p>
          {failure} <a href={`${import.meta.env.BASE_URL}tips/`}>Look through every tip on one page</a>.
        </p>
      )}
      <div role="listbox" id="suggestions" aria-label="Suggestions">
        {support.map(({ kind, lead }) => (
          <a
            key={kind}
            class={replaces ? 'urgent' : 'help'}
            role="option"
            id={`suggestion-${kind}`}
            aria-selected="false"
            tabIndex={-1}
            href={everything}
          >
            {lead}
          </a>
        ))}
        {task && optionOf(task)}
        <ul id="search-results" role="presentation">
          {cards.map((card, index) => (
            <li key={card.article.url} role="presentation">
              <a role="option" id={`suggestion-${index}`} aria-selected="false" tabIndex={-1} href={card.url}>
                <strong>
                  <Pieces pieces={card.title} />
                </strong>
                {card.kind !== 'page' && <span>{card.article.title}</span>}
              </a>
            </li>
          ))}
        </ul>
        {near.map(optionOf)}
        {outcome && outcome.total > 0 && !outcome.unanswered && (
          <a role="option" id="suggestion-all" aria-selected="false" tabIndex={-1} href={everything}>
            All results for “{query.trim()}”
          </a>
        )}
      </div>
      {outcome && !task && (outcome.total === 0 || outcome.unanswered) && (
        <p>
          {resultsWords(outcome)} <a href={`${import.meta.env.BASE_URL}tips/`}>Look through every tip on one page</a>,
          or <a href={`${import.meta.env.BASE_URL}contact/`}>ask the team</a>.
        </p>
      )}
    </>
  );
}

const optionOf = ({ id, button, href }: TaskLink) => (
  <a
    key={id}
    class="task"
    role="option"
    id={`suggestion-${id}`}
    aria-selected="false"
    tabIndex={-1}
    href={import.meta.env.BASE_URL + href.slice(1)}
  >
    <strong>{button}</strong>
  </a>
);
