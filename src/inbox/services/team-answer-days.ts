import { site } from '#site';
import type { FormId } from '#forms/form.ts';

/** Returns the days within which the team promises to answer. An application of a round is answered by the round's own date. */
export function teamAnswerDays(form: FormId): number {
  const { ask, mentor = ask, mentee = ask } = site.contacts.answerDays;
  return form === 'mentor' ? mentor : form === 'mentee' ? mentee : ask;
}
