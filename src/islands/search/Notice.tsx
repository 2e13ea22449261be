import type { SearchOutcome } from '../../search/query/engine.ts';
import { missingWords, unmetWords } from './wording.ts';

interface Props {
  outcome: SearchOutcome;
  /** Address that searches for the query exactly as typed. */
  literal: string;
}

/** Says which words of the query were corrected, or left out because no page has them. */
export function Notice({ outcome, literal }: Props) {
  const missing = missingWords(outcome);
  const unmet = unmetWords(outcome);
  const used = outcome.used.filter((word) => !outcome.unmet.includes(word));
  if (outcome.corrected === null && !missing && unmet === null) return null;
  return (
    <div class="notice">
      {outcome.corrected !== null && (
        <p>
          Showing results for <strong>{outcome.corrected}</strong>. Search instead for{' '}
          <a href={literal}>
            <em>{outcome.query}</em>
          </a>
          .
        </p>
      )}
      {missing && (
        <p>
          No page mentions <em>{missing.words}</em>
          {missing.shown && used.length > 0 && (
            <>
              ; showing results for <strong>{used.join(', ')}</strong>
            </>
          )}
          .
        </p>
      )}
      {unmet !== null && (
        <p>
          None of the first pages has <em>{unmet}</em> together with the rest of your words.
        </p>
      )}
    </div>
  );
}
