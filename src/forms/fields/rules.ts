/** Functions that make rules. A rule turns a clean text or list into its canonical value or a problem sentence. */
import { foldCode, lengthOf, longestValue } from '../answers/answers.ts';
import type { Rule, RuleContext } from '../form.ts';
import type { Option } from '../options.ts';
import type { Refuse } from '../answers/refuse.ts';
import { characterWords } from './length-words.ts';

type Read = (text: string, refuse: Refuse, context: RuleContext) => string;

/** Makes a rule for a text, whose value is the result of `read`. */
// @__NO_SIDE_EFFECTS__
export const readAs =
  (read: Read): Rule =>
  (value, refuse, context) =>
    read(value as string, refuse, context);

/** Makes the same rule for a number, date, address or other code, which `foldCode` normalises first. */
// @__NO_SIDE_EFFECTS__
export const readCode = (read: Read): Rule => readAs((text, refuse, context) => read(foldCode(text), refuse, context));

/** Makes a rule for text of `min` to `max` characters: "Your goals must be 1,500 characters or fewer". */
// @__NO_SIDE_EFFECTS__
export const textBetween = (subject: string, min: number, max: number): Rule =>
  readAs((text, refuse) => {
    const length = lengthOf(text);
    if (length > max || Array.from(text).length > longestValue) {
      return refuse(`Your ${subject} must be ${characterWords(max)} or fewer`);
    }
    return length < min ? refuse(`Your ${subject} must be ${characterWords(min)} or more`) : text;
  });

/** Makes a rule for exactly one of the options. */
// @__NO_SIDE_EFFECTS__
export const oneOf = (options: readonly Option[], sentence: string): Rule =>
  readAs((value, refuse) => (offers(options, value) ? value : refuse(sentence)));

/** Makes a rule for up to `max` of the options, in order. `few` is the problem of an unknown option, `many` of too many. */
// @__NO_SIDE_EFFECTS__
export const someOf =
  (options: readonly Option[], max: number, few: string, many: string): Rule =>
  (value, refuse) => {
    const values = value as readonly string[];
    if (!values.every((value) => offers(options, value))) return refuse(few);
    return values.length > max ? refuse(many) : values;
  };

const offers = (options: readonly Option[], value: string): boolean => options.some((option) => option.value === value);
