import { useEffect, useRef } from 'preact/hooks';
import type { Problem } from '#forms/validate.ts';
import { controlsOf } from '../dom/form-answers.ts';
import { Words } from '../dom/Words.tsx';
import type { FormElements } from '../dom/form-elements.ts';

interface Props {
  elements: FormElements;
  problems: readonly Problem[];
  /** A new object each time problems were found. */
  found: object;
}

/** Lists the problems with a link to each field. Takes the focus each time problems were found. */
export function ErrorSummary({ elements, problems, found }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [found]);
  const toField = (event: Event, field: string) => {
    // The fragment of the address names the step, so the link must not change it.
    event.preventDefault();
    const control = controlsOf(elements.form, field)[0];
    control?.closest('.field')?.scrollIntoView();
    control?.focus({ preventScroll: true });
  };
  return (
    <div class="summary" role="alert" tabIndex={-1} ref={box} aria-labelledby="problem" data-error-summary>
      <h2 id="problem">There is a problem</h2>
      <ul>
        {problems.map(({ field, message }) => (
          <li key={field}>
            <a href={`#${field}`} onClick={(event) => toField(event, field)}>
              <Words>{message}</Words>
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
