/** Functions that make rules. A rule turns a clean text or list into its canonical value or a problem sentence. */
import * as z from 'zod/mini';
import { foldCode, lengthOf, longestValue } from '../answers/answers.ts';
import type { Rule } from '../form.ts';
import type { Option } from './options.ts';
import type { Refuse } from './refuse.ts';

// A strict Content Security Policy reports Zod's test of `new Function`, even though its failure is caught.
z.config({ jitless: true });

/**
 * Makes a rule whose value is the result of `read`. Rules use only `z.transform`, as each other part of Zod adds bytes for every applicant,
 * and the value is a text or a list of texts already.
 */
// @__NO_SIDE_EFFECTS__
export const readAs = (read: (text: string, refuse: Refuse) => string): Rule =>
  transformed((value, refuse) => read(value as string, refuse));

/** Makes a rule of a function that gets a text, or a list for checkboxes and ranked choices. */
// @__NO_SIDE_EFFECTS__
const transformed = (read: (value: string | string[], refuse: Refuse) => string | string[]): Rule =>
  z.transform((value: string | string[], context) =>
    read(value, (message) => {
      context.issues.push({ code: 'custom', message, input: value });
      return '';
    }),
  );

/** Makes the same rule for a number, date, address or other code, which `foldCode` normalises first. */
// @__NO_SIDE_EFFECTS__
export const readCode = (read: (code: string, refuse: Refuse) => string): Rule =>
  readAs((text, refuse) => read(foldCode(text), refuse));

/** Makes a rule for text of `min` to `max` characters: "Your goals must be 1,500 characters or fewer". */
// @__NO_SIDE_EFFECTS__
export const textBetween = (subject: string, min: number, max: number): Rule =>
  readAs((text, refuse) => {
    const length = lengthOf(text);
    if (length > max || Array.from(text).length > longestValue) {
      return refuse(`Your ${subject} must be ${counted(max)} or fewer`);
    }
    return length < min ? refuse(`Your ${subject} must be ${counted(min)} or more`) : text;
  });

/** Makes a rule for exactly one of the options. */
// @__NO_SIDE_EFFECTS__
export const oneOf = (options: readonly Option[], sentence: string): Rule =>
  readAs((value, refuse) => (offers(options, value) ? value : refuse(sentence)));

/** Makes a rule for up to `max` of the options, in order. `few` is the problem of an unknown option, `many` of too many. */
// @__NO_SIDE_EFFECTS__
export const someOf = (options: readonly Option[], max: number, few: string, many: string): Rule =>
  transformed((value, refuse) => {
    const values = value as string[];
    if (!values.every((value) => offers(options, value))) return refuse(few);
    return values.length > max ? refuse(many) : values;
  });

const offers = (options: readonly Option[], value: string): boolean => options.some((option) => option.value === value);

/** Returns "1,500 characters". */
export const counted = (count: number): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? 'character' : 'characters'}`;
