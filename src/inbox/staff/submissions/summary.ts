import { topics } from '#forms/ask.ts';
import { topics as contactTopics } from '#forms/contact.ts';
import { sectorsOrNotSure, type Option } from '#forms/options.ts';
import type { FormId } from '#forms/form.ts';
import type { Content } from '../../submissions/sealed-content.ts';
import { textsOf } from './find.ts';

/** Returns in a few words what someone wants or offers, for a row of the list. */
export function summaryOf(form: FormId, { answers }: Content): string {
  const first = (name: string) => textsOf(answers, name)[0];
  const label = (options: readonly Option[], name: string) => options.find(({ value }) => value === first(name))?.label;
  const words = {
    mentee: () => [label(sectorsOrNotSure, 'sectors'), first('course')],
    mentor: () => [first('jobTitle'), first('organisation')],
    ask: () => [label(topics, 'topic'), first('role')],
    contact: () => [label(contactTopics, 'topic'), first('reference')],
  }[form]();
  return words.filter((each) => each !== undefined).join(' · ');
}
