/** Makers of fields: each fills in the kind and the rule, and the sentence for a blank where the field's noun gives it. */
import { addMonthsToDay, dayWords, readDay } from './calendar.ts';
import type { Condition, Field, RuleContext } from './form.ts';
import { localDay } from './zoned-time.ts';
import { yesNo } from './options.ts';
import type { Option } from './options.ts';
import { counted, oneOf, readAs, readCode, someOf, textBetween } from './rules.ts';
import { longestAddress, readHttps } from './web-address.ts';

type Named = Pick<Field, 'name' | 'label' | 'subject' | 'seenBy'>;
type Spec<Own = object> = Named & Partial<Omit<Field, 'kind' | 'rule' | keyof Named | keyof Own>> & Own;

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

/** One of several: radio buttons, or a list that opens. */
// @__NO_SIDE_EFFECTS__
export function choice(spec: Spec<{ kind?: 'radio' | 'select'; options: readonly Option[]; missing: string }>): Field {
  return {
    kind: 'radio',
    rule: oneOf(spec.options, spec.missing),
    ...spec,
  };
}

/** Some of several: boxes to tick, or a list in order of preference. */
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

/** Yes or no. */
// @__NO_SIDE_EFFECTS__
export function yesOrNo(spec: Spec<{ missing: string }>): Field {
  return {
    kind: 'radio',
    options: yesNo,
    rule: readAs((word, refuse) => readYesNo(word) ?? refuse(spec.missing)),
    ...spec,
  };
}

/** One box to tick; unless it is optional, it must be ticked. */
// @__NO_SIDE_EFFECTS__
export function confirm(spec: Spec<{ missing: string }>): Field {
  const rule = readAs((word, refuse) => {
    const answer = readYesNo(word);
    return answer === 'yes' || (answer && spec.optional) ? answer : refuse(spec.missing);
  });
  return { kind: 'confirm', rule, ...spec };
}

/** A day from today (in the site's zone) to so many months ahead. */
// @__NO_SIDE_EFFECTS__
export function dayWithin({ months, ...spec }: Spec<{ months: number; missing: string }>): Field {
  const rule = ({ now }: RuleContext) => {
    const today = localDay(now);
    const last = addMonthsToDay(today, months);
    return readCode((text, refuse) => {
      const read = readDay(text);
      if (read.value === undefined) return refuse(read.fault ?? spec.missing);
      const said = read.isEither ? `. We read ${text} as ${dayWords(read.value)}` : '';
      if (read.value < today) return refuse(`Your ${spec.subject} must be today or later${said}`);
      return read.value > last
        ? refuse(`Your ${spec.subject} must be ${dayWords(last)} or earlier${said}`)
        : read.value;
    });
  };
  return { kind: 'date', rule, ...spec };
}

/** An address on the web; with `domain`, one of that domain. `format` says how one looks. */
// @__NO_SIDE_EFFECTS__
export function webAddress({
  domain,
  format,
  ...spec
}: Spec<{ domain?: string; format: string; missing: string }>): Field {
  const rule = readAs((text, refuse) => {
    if (text.length > longestAddress) return refuse(`Your ${spec.subject} must be ${counted(longestAddress)} or fewer`);
    return readHttps(text, domain) ?? refuse(format);
  });
  return { kind: 'url', maxLength: longestAddress, inputMode: 'url', rule, ...spec };
}

/** While an earlier answer is this value. `words` complete "Answer only …". */
export const whenAnswer = (name: string, value: string, words: string): Condition => ({
  holds: (answers) =>
    answers[name] === value || (answers[name]?.includes(value) === true && Array.isArray(answers[name])),
  words,
});

function readYesNo(value: string): string | undefined {
  const word = value.toLowerCase();
  if (['yes', 'true', 'on'].includes(word)) return 'yes';
  return ['no', 'false', 'off'].includes(word) ? 'no' : undefined;
}
