import { useEffect, useState } from 'preact/hooks';
import { typeAnswer } from '../dom/type-answer.ts';
import { importWithRetry } from '../../import-with-retry.ts';
import type { FormElements } from '../dom/form-elements.ts';

interface Props {
  elements: FormElements;
  /** Name of the field. */
  name: string;
  typed: string;
}

/** Milliseconds without typing before the address is checked. */
const pause = 700;

/** Asks "Did you mean ada@gmail.com?" when the domain looks mistyped. */
export function EmailSuggestion({ elements, name, typed }: Props) {
  const [suggestion, setSuggestion] = useState<string>();
  useEffect(() => {
    setSuggestion(undefined);
    if (!typed.includes('@')) return;
    let isOver = false;
    const check = async () => {
      const { suggestEmail } = await importWithRetry(() => import('./suggest-email.ts'));
      if (!isOver) setSuggestion(suggestEmail(typed));
    };
    // A suggestion is optional, so a failure to load it is not shown.
    const timer = setTimeout(() => void check().catch(() => undefined), pause);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [typed]);
  return (
    <p class="read-back" role="status">
      {suggestion !== undefined && (
        <span key={suggestion}>
          Did you mean {suggestion}?{' '}
          <button type="button" class="link" onClick={() => typeAnswer(elements.form, name, suggestion)}>
            Use {suggestion}
          </button>
        </span>
      )}
    </p>
  );
}
