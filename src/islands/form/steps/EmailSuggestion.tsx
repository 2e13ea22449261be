import { useEffect, useState } from 'preact/hooks';
import { controlsOf } from '../dom/form-answers.ts';
import { importWithRetry } from '../../import-with-retry.ts';
import type { FormElements } from '../dom/form-elements.ts';

interface Props {
  paper: FormElements;
  /** Name of the field. */
  name: string;
  typed: string;
}

/** How long a pause in typing is before the address is looked at, in milliseconds. */
const pause = 700;

/** "Did you mean ada@gmail.com?": an offer, where an address is nearly one of a common domain. */
export function EmailSuggestion({ paper, name, typed }: Props) {
  const [suggestion, setSuggestion] = useState<string>();
  useEffect(() => {
    setSuggestion(undefined);
    if (!typed.includes('@')) return;
    let isOver = false;
    const look = async () => {
      const { suggestEmail } = await importWithRetry(() => import('./suggest-email.ts'));
      if (!isOver) setSuggestion(suggestEmail(typed));
    };
    // Where it cannot be loaded, there is nothing to offer.
    const timer = setTimeout(() => void look().catch(() => undefined), pause);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [typed]);
  const take = () => {
    const [control] = controlsOf(paper.form, name);
    if (!control || suggestion === undefined) return;
    control.value = suggestion;
    control.dispatchEvent(new Event('input', { bubbles: true }));
    control.focus();
  };
  return (
    <p class="read-back" role="status">
      {suggestion !== undefined && (
        <>
          Did you mean {suggestion}?{' '}
          <button type="button" class="link" onClick={take}>
            Use {suggestion}
          </button>
        </>
      )}
    </p>
  );
}
