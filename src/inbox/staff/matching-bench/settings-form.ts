import { html } from 'hono/html';
import type { MatchingSettings } from '../../services/matching/run.ts';
import type { Html } from '../../pages/layout.ts';

/** The numbers that staff can change, with the words for each. */
const fields = [
  ['first', 'Sector: the mentee’s first choice'],
  ['second', 'Sector: the second choice'],
  ['third', 'Sector: the third choice'],
  ['unsure', 'A mentee who is not sure of a sector'],
  ['focus', 'Each thing to get help with that the mentor offers'],
  ['mode', 'The same way of meeting'],
  ['window', 'Each time of the week at which both are free'],
  ['floor', 'Avoid pairs with fewer points than'],
] as const;

type FieldName = (typeof fields)[number][0];

const mostPoints = 100;

const valuesOf = ({ floor, weights }: MatchingSettings): Readonly<Record<FieldName, number>> => ({
  first: weights.sectorByRank[0],
  second: weights.sectorByRank[1],
  third: weights.sectorByRank[2],
  unsure: weights.unsure,
  focus: weights.focus,
  mode: weights.mode,
  window: weights.window,
  floor,
});

/** Returns the fields for the points. @param typed what staff typed in a form that was refused */
export function settingsFieldsHtml(settings: MatchingSettings, typed?: (name: string) => string): Html {
  const values = valuesOf(settings);
  return html`${fields.map(
    ([name, label]) =>
      html`<p class="weight">
        <label for="weight-${name}">${label}</label>
        <input
          type="text"
          inputmode="numeric"
          id="weight-${name}"
          name="${name}"
          value="${typed ? typed(name) : values[name]}"
          size="3"
          maxlength="3"
          autocomplete="off"
        />
      </p>`,
  )}`;
}

/** Reads the points; or returns, in words, what is wrong. */
export function readSettings(text: (name: string) => string): MatchingSettings | string {
  const values = {} as Record<FieldName, number>;
  for (const [name, label] of fields) {
    const value = text(name).normalize('NFKC').trim();
    if (!/^\d{1,3}$/.test(value) || Number(value) > mostPoints)
      return `Nothing was changed: “${label}” takes a whole number from 0 to ${mostPoints}.`;
    values[name] = Number(value);
  }
  const { first, second, third, floor, ...rest } = values;
  return { floor, weights: { sectorByRank: [first, second, third], ...rest } };
}
