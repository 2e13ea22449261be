/** What makes a rule: a cleaned text or list goes in, the canonical value or one sentence comes out. */
import * as z from 'zod/mini';
import { foldCode, lengthOf, longestValue } from './answers.ts';
import type { Option } from './options.ts';

// A strict Content-Security-Policy reports the probe for `new Function`, even where its failure is caught.
z.config({ jitless: true });

/** Takes a cleaned, non-blank text (or list) and gives the canonical one, or the sentence for the applicant. */
export type Rule = z.ZodMiniType<string | readonly string[], string | string[]>;

/** Refuses a value with the applicant's sentence; what it gives back is never used. */
export type Refuse = (sentence: string) => '';

/**
 * The rule that gives what `read` makes of the text. `readAs` and `z.refine` are all that rules are made of: every other part of Zod is
 * paid for by each applicant's browser, and what comes here is a text or a list of texts already.
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

/** The same for a number, date, address or other code, read as `foldCode` gives it. */
// @__NO_SIDE_EFFECTS__
export const readCode = (read: (code: string, refuse: Refuse) => string): Rule =>
  readAs((text, refuse) => read(foldCode(text), refuse));

/** Text of `min` to `max` characters: "Your goals must be 1,500 characters or fewer". */
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

/** Exactly one of the options. */
// @__NO_SIDE_EFFECTS__
export function oneOf(options: readonly Option[], sentence: string): Rule {
  return z.string().check(z.refine((value) => offers(options, value), sentence));
}

/** Some of the options, in the order given: `few` is said of too few and of what is no option, `many` of too many. */
// @__NO_SIDE_EFFECTS__
export function someOf(options: readonly Option[], max: number, few: string, many: string): Rule {
  const list = z.transform((values: string[]) => values);
  return list.check(
    z.refine((values) => values.every((value) => offers(options, value)), few),
    z.refine((values) => values.length <= max, many),
  );
}

const offers = (options: readonly Option[], value: string): boolean => options.some((option) => option.value === value);

/** "1,500 characters". */
export const counted = (count: number): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? 'character' : 'characters'}`;
