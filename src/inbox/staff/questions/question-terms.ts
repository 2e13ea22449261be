/** How long mentors have to answer a question, and what follows without a yes. */
import { html } from 'hono/html';
import { formValue } from '../../pages/form-value.ts';
import type { Html } from '../../pages/layout.ts';
import { optionHtml } from '../../pages/option.ts';
import { answerDaysHtml, readAnswerDays } from '../ui/answer-days.ts';
import { termsFrom, usualOfferDays } from '../../services/offers.ts';
import type { OfferTerms, Store } from '../../stores/store.ts';

export type QuestionTerms = Required<Pick<OfferTerms, 'days' | 'movesOn'>>;

/** The terms as a form has them: those of a form that was refused are as typed. */
export type TypedTerms = Pick<QuestionTerms, 'movesOn'> & { days: number | string };

/** Returns how the last mentor was asked a question: in the form, staff find what they chose then. */
export const usualTerms = async (store: Pick<Store, 'offers'>): Promise<QuestionTerms> =>
  (await store.offers('questions')).at(-1) ?? { days: usualOfferDays, movesOn: true };

/** @param who who is asked first, as in "this mentor" */
export const termsHtml = ({ days, movesOn }: TypedTerms, who: string): Html =>
  html`${answerDaysHtml(days)}
  ${optionHtml({
    id: 'next',
    label: `If ${who} cannot, ask the next best`,
    hint: 'Only one who knows the subject and has no caution. Without one, the question comes back to you.',
    isChecked: movesOn,
  })}`;

export const typedTerms = (body: Record<string, unknown>): TypedTerms => ({
  days: formValue(body['days']),
  movesOn: body['next'] === 'yes',
});

/** Reads the fields of `termsHtml`. Returns undefined for a number of days that cannot be: say `answerDaysProblem`. */
export function readTerms(body: Record<string, unknown>, now: Date): OfferTerms | undefined {
  const days = readAnswerDays(formValue(body['days']));
  return days === undefined ? undefined : termsFrom(now, days, body['next'] === 'yes');
}
