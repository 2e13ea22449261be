import { useEffect, useRef } from 'preact/hooks';
import type { Problem } from '#forms/validate.ts';
import { controlsOf } from '../dom/form-answers.ts';
import type { FormElements } from '../dom/form-elements.ts';

interface Props {
  paper: FormElements;
  problems: readonly Problem[];
  /** Another object each time that problems were found. */
  found: object;
}

/** "There is a problem", with a link to each field. It takes the focus each time it is found. */
export function ErrorSummary({ paper, problems, found }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [found]);
  const toField = (event: Event, field: string) => {
    // The address of the page names the step, so the field is reached without it.
    event.preventDefault();
    const control = controlsOf(paper.form, field)[0];
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
              {message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
