import { useEffect } from 'preact/hooks';
import type { RawAnswers } from '#forms/answers.ts';
import type { Form } from '#forms/form.ts';
import { fillAnswers } from '../dom/fill-answers.ts';
import { queue } from './queue.ts';
import type { FormElements } from '../dom/form-elements.ts';
import type { FormSending } from './sending.ts';

interface Props {
  form: Form;
  elements: FormElements;
  sending: FormSending;
  /** Called after answers were put into the form. */
  onFill: () => void;
}

/**
 * Looks for a submission that this tab put into the queue before a reload or a return to the page. When it is still in the queue, puts its
 * answers into the form and shows it as saved; otherwise gives the form a new identity for the next submission.
 */
export function Recovery({ form, elements, sending, onFill }: Props) {
  useEffect(() => {
    const recover = async () => {
      const own = (await queue.list()).find(({ id }) => id === sending.identity.id);
      if (!own) {
        sending.renew();
        return;
      }
      fillAnswers(form, elements.form, own.body as RawAnswers);
      onFill();
      sending.showSaved();
    };
    void recover();
  }, []);
  return null;
}
