import { useCallback, useLayoutEffect, useState } from 'preact/hooks';
import type { RawAnswers } from '#forms/answers.ts';
import type { Form } from '#forms/form.ts';
import { context } from '../steps/rule-context.ts';
import { readAnswers } from '../dom/form-answers.ts';
import { followAnswers } from '../dom/form-view.ts';
import type { FormElements } from '../dom/form-elements.ts';

/**
 * What the controls hold, followed as it changes, and a way to read it again: after filling them, and before going on, as password managers
 * and browsers fill controls without an event.
 */
export function useAnswers(form: Form, paper: FormElements): [RawAnswers, () => RawAnswers] {
  const [raw, setRaw] = useState(() => readAnswers(form, paper.form));
  const read = useCallback(() => {
    const answers = readAnswers(form, paper.form);
    setRaw(answers);
    return answers;
  }, [form, paper]);
  // An effect would come after the next paint: what is typed, or put back by the browser, may come before it.
  useLayoutEffect(() => {
    paper.form.addEventListener('input', read);
    paper.form.addEventListener('change', read);
    // The browser puts back what was typed before a reload or a way back, later than scripts start.
    addEventListener('pageshow', read);
    return () => {
      paper.form.removeEventListener('input', read);
      paper.form.removeEventListener('change', read);
      removeEventListener('pageshow', read);
    };
  }, [paper, read]);
  useLayoutEffect(() => followAnswers(form, paper.form, raw, context()), [form, paper, raw]);
  return [raw, read];
}
