import { positionOf } from '#forms/journey.ts';
import type { Form } from '#forms/form.ts';
import { Words } from '../dom/Words.tsx';

/** "Step 2 of 5". */
export function Progress({ form, step }: { form: Form; step: string }) {
  const position = positionOf(form, step);
  return (
    <p class="progress">
      {form.steps.map(({ id }, index) => (
        <i key={id} class={index <= position ? 'done' : ''} />
      ))}
      <Words>{`Step ${position + 1} of ${form.steps.length}`}</Words>
    </p>
  );
}
