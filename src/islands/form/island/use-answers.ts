import { useCallback, useLayoutEffect, useState } from 'preact/hooks';
import type { RawAnswers } from '#forms/answers/answers.ts';
import type { Form } from '#forms/form.ts';
import { context } from '../steps/rule-context.ts';
import { readAnswers } from '../dom/form-answers.ts';
import { followAnswers } from '../dom/form-view.ts';
import type { FormElements } from '../dom/form-elements.ts';

/**
 * Returns the answers in the controls, followed as they change, and a function that reads them again. Call it after filling controls and
 * before going on, as password managers and browsers fill controls without an event.
 */
export function useAnswers(form: Form, elements: FormElements): [RawAnswers, () => RawAnswers] {
  const [raw, setRaw] = useState(() => readAnswers(form, elements.form));
  const read = useCallback(() => {
    const answers = readAnswers(form, elements.form);
    setRaw(answers);
    return answers;
  }, [form, elements]);
  // A plain effect runs after the next paint, too late for text typed or restored before it.
  useLayoutEffect(() => {
    elements.form.addEventListener('input', read);
    elements.form.addEventListener('change', read);
    // After a reload or Back, the browser restores text later than scripts start.
    addEventListener('pageshow', read);
    return () => {
      elements.form.removeEventListener('input', read);
      elements.form.removeEventListener('change', read);
      removeEventListener('pageshow', read);
    };
  }, [elements, read]);
  useLayoutEffect(() => followAnswers(form, elements.form, raw, context()), [form, elements, raw]);
  return [raw, read];
}
