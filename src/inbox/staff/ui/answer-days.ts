import { html } from 'hono/html';
import { errorHtml, wrongHtml, type FieldProblem } from '../../pages/input.ts';
import type { Html } from '../../pages/layout.ts';
import { mostOfferDays } from '../../services/offers.ts';

/** Returns the field for the days that a mentor has to answer. @param days may be what somebody typed */
export const answerDaysHtml = (days: number | string, problem?: FieldProblem): Html =>
  html`${errorHtml('days', problem)}
    <p class="weight">
      <label for="days">Days that a mentor has to answer</label>
      <input
        type="text"
        inputmode="numeric"
        id="days"
        name="days"
        value="${days}"
        size="3"
        maxlength="2"
        autocomplete="off"
        ${wrongHtml('days', problem).attributes}
      />
    </p>`;

/** Reads what was typed in the field; undefined if it is no number of days: say `answerDaysProblem`. */
export function readAnswerDays(typed: string): number | undefined {
  const days = Number(typed.normalize('NFKC').trim() || Number.NaN);
  return Number.isInteger(days) && days >= 1 && days <= mostOfferDays ? days : undefined;
}

export const answerDaysProblem = `Nobody was asked: give the mentor from 1 to ${mostOfferDays} days to answer.`;
