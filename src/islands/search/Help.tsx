interface Props {
  failed: boolean;
  none: boolean;
  topics: readonly { href: string; textContent: string | null }[];
  /** Null when everything found is shown. */
  onMore: (() => void) | null;
  onRetry: () => void;
}

/** What stands below the results: more of them, or, when there are none, other ways on. */
export function Help({ failed, none, topics, onMore, onRetry }: Props) {
  if (onMore) {
    return (
      <p class="actions">
        <button type="button" class="button" onClick={onMore}>
          Show more results
        </button>
      </p>
    );
  }
  if (!failed && !none) return null;
  return (
    <>
      {failed ? (
        <p>
          Your connection may have dropped.{' '}
          <button type="button" class="button" onClick={onRetry}>
            Try again
          </button>
        </p>
      ) : (
        <p>Try fewer or more common words, for example what happened or what you want to do.</p>
      )}
      <p>
        You can <a href="/tips/">look through every tip on one page</a>, or choose a topic:
      </p>
      <ul class="rows" role="list">
        {topics.map(({ href, textContent }) => (
          <li key={href}>
            <a href={href}>{textContent}</a>
          </li>
        ))}
      </ul>
    </>
  );
}
