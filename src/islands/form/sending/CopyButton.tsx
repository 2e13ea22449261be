import { useState } from 'preact/hooks';
import { Words } from '../dom/Words.tsx';

interface Props {
  text: () => string;
}

/** The button "Copy my answers". Shows the text to copy by hand when the clipboard cannot be used. */
export function CopyButton({ text }: Props) {
  const [state, setState] = useState<'idle' | 'copied' | 'by-hand'>('idle');
  const copy = () => {
    // Undefined on plain HTTP, although its type does not say so.
    const clipboard = navigator.clipboard as Clipboard | undefined;
    if (!clipboard) {
      setState('by-hand');
      return;
    }
    clipboard.writeText(text()).then(
      () => setState('copied'),
      () => setState('by-hand'),
    );
  };
  return (
    <>
      <button type="button" class="button quiet" onClick={copy}>
        Copy my answers
      </button>
      <span role="status">
        <Words>{state === 'copied' && 'Copied.'}</Words>
      </span>
      {state === 'by-hand' && (
        <label class="by-hand">
          Your answers, to copy from here
          <textarea class="long" readOnly rows={10} value={text()} />
        </label>
      )}
    </>
  );
}
