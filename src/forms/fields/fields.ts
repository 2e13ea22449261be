/** Functions that make fields of any form. Each sets the kind and the rule, and derives the problem for a blank answer from the subject if it can. */
import type { Condition, Field } from '../form.ts';
import { yesNo } from '../options.ts';
import type { Option } from '../options.ts';
import { oneOf, readAs, someOf, textBetween } from './rules.ts';

type FieldNames = Pick<Field, 'name' | 'label' | 'subject' | 'seenBy'>;
/** What a function that makes a field is told. */
export type Spec<Own = object> = FieldNames &
  Partial<Omit<Field, 'kind' | 'rule' | keyof FieldNames | keyof Own>> &
  Own;

/** One line of text. */
// @__NO_SIDE_EFFECTS__
export function text({ min = 1, ...spec }: Spec<{ min?: number; maxLength: number }>): Field {
  return {
    kind: 'text',
    missing: `Enter your ${spec.subject}`,
    rule: textBetween(spec.subject, min, spec.maxLength),
    ...(min > 1 ? { minLength: min } : {}),
    ...spec,
  };
}

/** Text of several lines. */
// @__NO_SIDE_EFFECTS__
export function paragraph(spec: Spec<{ min?: number; maxLength: number; rows: number }>): Field {
  return {
    ...text(spec),
    kind: 'textarea',
  };
}

/** One choice of several: radio buttons or a select. */
// @__NO_SIDE_EFFECTS__
export function choice(spec: Spec<{ kind?: 'radio' | 'select'; options: readonly Option[]; missing: string }>): Field {
  return {
    kind: 'radio',
    rule: oneOf(spec.options, spec.missing),
    ...spec,
  };
}

/** Several choices: checkboxes, or lists in order of preference. */
// @__NO_SIDE_EFFECTS__
export function choices(
  spec: Spec<{
    kind?: 'checkboxes' | 'ranked';
    options: readonly Option[];
    choices: { min: number; max: number };
    missing: string;
  }>,
): Field {
  return {
    kind: 'checkboxes',
    rule: someOf(spec.options, spec.choices.max, spec.missing, `Select up to ${spec.choices.max} ${spec.subject}`),
    ...spec,
  };
}

// @__NO_SIDE_EFFECTS__
export function yesOrNo(spec: Spec<{ missing: string }>): Field {
  return {
    kind: 'radio',
    options: yesNo,
    rule: readAs((word, refuse) => readYesNo(word) ?? refuse(spec.missing)),
    ...spec,
  };
}

/** One checkbox, which must be ticked unless it is optional. */
// @__NO_SIDE_EFFECTS__
export function confirm(spec: Spec<{ missing: string }>): Field {
  const rule = readAs((word, refuse) => {
    const answer = readYesNo(word);
    return answer === 'yes' || (answer && spec.optional) ? answer : refuse(spec.missing);
  });
  return { kind: 'confirm', rule, ...spec };
}

/** Holds while an earlier answer has this value. `words` complete "Answer only …". */
export const whenAnswer = (name: string, value: string, words: string): Condition => ({
  holds: (answers) =>
    answers[name] === value || (answers[name]?.includes(value) === true && Array.isArray(answers[name])),
  words,
  answer: { field: name, value },
});

function readYesNo(value: string): string | undefined {
  const word = value.toLowerCase();
  if (['yes', 'true', 'on'].includes(word)) return 'yes';
  return ['no', 'false', 'off'].includes(word) ? 'no' : undefined;
}
