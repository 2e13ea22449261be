import { useEffect, useRef } from 'preact/hooks';
import type { Problem } from '#forms/validate.ts';
import { controlsOf } from '../dom/form-answers.ts';
import { Words } from '../dom/Words.tsx';
import type { Journey } from './use-journey.ts';
import type { FormElements } from '../dom/form-elements.ts';

interface Props {
  elements: FormElements;
  journey: Journey;
}

/** Lists the problems with a link to each field. Takes the focus each time problems were found. */
export function ErrorSummary({ elements, journey: { place, problems, found, showField } }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [found]);
  const toField = (event: Event, problem: Problem) => {
    // The fragment of the address names the step, so the link must not change it.
    event.preventDefault();
    if (problem.step !== place.step) {
      showField(problem);
      return;
    }
    const control = controlsOf(elements.form, problem.field)[0];
    control?.closest('.field')?.scrollIntoView();
    control?.focus({ preventScroll: true });
  };
  return (
    <div class="summary" role="alert" tabIndex={-1} ref={box} aria-labelledby="problem" data-error-summary>
      <h2 id="problem">There is a problem</h2>
      <ul>
        {problems.map((problem) => (
          <li key={problem.field}>
            <a href={`#${problem.field}`} onClick={(event) => toField(event, problem)}>
              <Words>{problem.message}</Words>
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
