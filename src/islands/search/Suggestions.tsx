import type { Reply } from './answerer.ts';
import { Notice } from './Notice.tsx';
import { Pieces } from './Pieces.tsx';
import { countWords, failure } from './wording.ts';

interface Props {
  query: string;
  /** Null before anything was typed. */
  reply: Reply | null;
}

/** What opens under the search box: suggestions, the way to all results, and what was done with the words. */
export function Suggestions({ query, reply }: Props) {
  const outcome = reply?.outcome ?? null;
  const cards = outcome?.cards ?? [];
  const everything = `/search/?q=${encodeURIComponent(query)}`;
  return (
    <>
      {reply?.support && (
        <p class="urgent">
          <a href={everything}>In danger, or struggling? See who can help now.</a>
        </p>
      )}
      {outcome && <Notice outcome={outcome} literal={`${everything}&exact=1`} />}
      {outcome === null && reply !== null && (
        <p>
          {failure} <a href="/tips/">Look through every tip on one page</a>.
        </p>
      )}
      <ul id="search-results" role="listbox" aria-label="Suggestions">
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
        {outcome && outcome.total > 0 && (
          <li key="all" role="presentation">
            <a role="option" id="suggestion-all" aria-selected="false" tabIndex={-1} href={everything}>
              All results for “{query.trim()}”
            </a>
          </li>
        )}
      </ul>
      {outcome?.total === 0 && (
        <p>
          {countWords(outcome)} <a href="/tips/">Look through every tip on one page</a>.
        </p>
      )}
    </>
  );
}
