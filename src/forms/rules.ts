/** Functions that make rules. A rule turns a clean text or list into its canonical value or a problem sentence. */
import * as z from 'zod/mini';
import { foldCode, lengthOf, longestValue } from './answers.ts';
import type { Rule } from './form.ts';
import type { Option } from './options.ts';
import type { Refuse } from './refuse.ts';

// A strict Content Security Policy reports Zod's test of `new Function`, even though its failure is caught.
z.config({ jitless: true });

/**
 * Makes a rule whose value is the result of `read`. Rules use only `z.transform`, `z.string` and `z.refine`, as each other part of Zod adds
 * bytes for every applicant, and the value is a text or a list of texts already.
 */
// @__NO_SIDE_EFFECTS__
export function readAs(read: (text: string, refuse: Refuse) => string): Rule {
  return z.transform((text: string, context) =>
    read(text, (message) => {
      context.issues.push({ code: 'custom', message, input: text });
      return '';
    }),
  );
}

/** Makes the same rule for a number, date, address or other code, which `foldCode` normalises first. */
// @__NO_SIDE_EFFECTS__
export const readCode = (read: (code: string, refuse: Refuse) => string): Rule =>
  readAs((text, refuse) => read(foldCode(text), refuse));

/** Makes a rule for text of `min` to `max` characters: "Your goals must be 1,500 characters or fewer". */
// @__NO_SIDE_EFFECTS__
export function textBetween(subject: string, min: number, max: number): Rule {
  return z.string().check(
    z.refine(
      (text) => lengthOf(text) <= max && Array.from(text).length <= longestValue,
      `Your ${subject} must be ${counted(max)} or fewer`,
    ),
    z.refine((text) => lengthOf(text) >= min, `Your ${subject} must be ${counted(min)} or more`),
  );
}

/** Makes a rule for exactly one of the options. */
// @__NO_SIDE_EFFECTS__
export function oneOf(options: readonly Option[], sentence: string): Rule {
  return z.string().check(z.refine((value) => offers(options, value), sentence));
}

/** Makes a rule for up to `max` of the options, in order. `few` is the problem of an unknown option, `many` of too many. */
// @__NO_SIDE_EFFECTS__
export function someOf(options: readonly Option[], max: number, few: string, many: string): Rule {
  const list = z.transform((values: string[]) => values);
  return list.check(
    z.refine((values) => values.every((value) => offers(options, value)), few),
    z.refine((values) => values.length <= max, many),
  );
}

const offers = (options: readonly Option[], value: string): boolean => options.some((option) => option.value === value);

/** Returns "1,500 characters". */
export const counted = (count: number): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? 'character' : 'characters'}`;
