import { useEffect } from 'preact/hooks';
import type { RawAnswers } from '#forms/answers/answers.ts';
import { addMonthsToDay } from '#forms/dates/calendar.ts';
import { fieldsOf, optionsOf, type Field, type Form } from '#forms/form.ts';
import type { Option } from '#forms/options.ts';
import { localDay } from '#forms/dates/zoned-time.ts';
import { now } from '../clock/server-clock.ts';
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
      fillAnswers(form, elements.form, chosenAgain(form, own.body as RawAnswers));
      onFill();
      sending.setSending({ state: 'saved' });
    };
    void recover();
  }, []);
  return null;
}

/** Returns the answers with each term as the number of months that was chosen: the one that ends nearest to the stored day. */
function chosenAgain(form: Form, answers: RawAnswers): RawAnswers {
  const today = localDay(now());
  const terms = fieldsOf(form).filter(({ kind, name }) => kind === 'term' && typeof answers[name] === 'string');
  const nearest = (field: Field, day: string) => {
    const distance = ({ value }: Option) =>
      Math.abs(Date.parse(addMonthsToDay(today, Number(value))) - Date.parse(day));
    return optionsOf(field).toSorted((one, other) => distance(one) - distance(other))[0]!.value;
  };
  return {
    ...answers,
    ...Object.fromEntries(terms.map((field) => [field.name, nearest(field, answers[field.name] as string)])),
  };
}
