import { useEffect } from 'preact/hooks';
import type { RawAnswers } from '#forms/answers.ts';
import type { Form } from '#forms/form.ts';
import { fillAnswers } from '../dom/fill-answers.ts';
import { queue } from './queue.ts';
import type { FormElements } from '../dom/form-elements.ts';
import type { useSending } from './use-sending.ts';

interface Props {
  form: Form;
  paper: FormElements;
  desk: ReturnType<typeof useSending>;
  /** Called when answers have been put into the form. */
  takeUp: () => void;
}

/**
 * Takes up what this tab had handed to the queue before the page was opened, after a reload as after a way back: what is there is said to
 * be saved, with its answers in the form; once it has gone, what is filled in next is another submission.
 */
export function Recovery({ form, paper, desk, takeUp }: Props) {
  useEffect(() => {
    const recover = async () => {
      const own = (await queue.list()).find(({ id }) => id === desk.identity.id);
      if (!own) {
        desk.renew();
        return;
      }
      fillAnswers(form, paper.form, own.body as RawAnswers);
      takeUp();
      desk.hold();
    };
    void recover();
  }, []);
  return null;
}
