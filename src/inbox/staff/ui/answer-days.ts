import { html } from 'hono/html';
import type { Html } from '../../pages/layout.ts';

/** Returns the field for the days that a mentor has to answer. @param days may be what somebody typed */
export const answerDaysHtml = (days: number | string): Html =>
  html`<p class="weight">
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
    />
  </p>`;
