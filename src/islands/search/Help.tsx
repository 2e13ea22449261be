interface Props {
  /** The reason why no results are shown; null when some are. */
  empty: 'unasked' | 'failed' | 'none' | 'unanswered' | null;
  topics: readonly { href: string; textContent: string | null }[];
  /** Null when all results are shown. */
  onMore: (() => void) | null;
  /** Shows results that were held back; null when none were. */
  onBeside: (() => void) | null;
  onRetry: () => void;
}

/** Shows the button for more results, or what to do when there are none. */
export function Help({ empty, topics, onMore, onBeside, onRetry }: Props) {
  if (onMore) {
    return (
      <p class="actions">
        <button type="button" class="button quiet" onClick={onMore}>
          Show more results
        </button>
      </p>
    );
  }
  const beside = onBeside && (
    <p class="actions">
      <button type="button" class="button quiet" onClick={onBeside}>
        {empty === 'unanswered' ? 'Show the nearest pages' : 'Looking for something else? Show pages with these words'}
      </button>
    </p>
  );
  if (empty === null) return beside;
  return (
    <div class="ways-on" data-empty={empty}>
      <p>{advice[empty]}</p>
      {empty === 'failed' && (
        <p class="actions">
          <button type="button" class="button" onClick={onRetry}>
            Try again
          </button>
        </p>
      )}
      {beside}
      {(empty === 'none' || empty === 'unanswered') && (
        <p>
          The team may know: <a href={`${import.meta.env.BASE_URL}contact/`}>how to reach them</a>.
        </p>
      )}
      <p>
        You can <a href={`${import.meta.env.BASE_URL}tips/`}>look through every tip on one page</a>, or choose a topic:
      </p>
      <ul class="rows" role="list">
        {topics.map(({ href, textContent }) => (
          <li key={href}>
            <a href={href}>{textContent}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

const advice = {
  unasked:
    'Type what is on your mind in your own words, for example “nervous before a call” or “my mentor has not replied”.',
  failed: 'Your connection may have dropped.',
  unanswered: 'What was found has too little of your question to be an answer.',
  none: 'Try fewer or more common words, for example what happened or what you want to do.',
} as const;
