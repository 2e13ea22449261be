import type { Card } from '../../search/query/engine.ts';
import { Pieces } from './Pieces.tsx';

interface Props {
  card: Card;
  onOpen: (link: HTMLAnchorElement) => void;
}

/** Shows one article of the results: a link to its best section, an excerpt, and links to further sections. */
export function ResultCard({ card, onOpen }: Props) {
  return (
    <li onClick={({ target }) => target instanceof Element && open(target, onOpen)}>
      <h2>
        <a href={card.url}>
          <Pieces pieces={card.title} />
        </a>
      </h2>
      <p>
        <Pieces pieces={card.excerpt} />
      </p>
      {card.kind !== 'page' && (
        <p class="quiet">
          {card.kind === 'tip' ? 'A tip in' : 'In'} {card.article.title}
        </p>
      )}
      {card.further.length > 0 && (
        <ul>
          {card.further.map(({ url, title }) => (
            <li key={url}>
              <a href={url}>{title}</a>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function open(target: Element, onOpen: Props['onOpen']): void {
  const link = target.closest('a');
  if (link) onOpen(link);
}
