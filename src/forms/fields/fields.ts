/** Functions that make fields. Each sets the kind and the rule, and derives the problem for a blank answer from the subject if it can. */
import { addMonthsToDay, dayWords } from '../dates/calendar.ts';
import type { Condition, Field, RuleContext } from '../form.ts';
import { localDay } from '../dates/zoned-time.ts';
import { yesNo } from './options.ts';
import type { Option } from './options.ts';
import type { Refuse } from './refuse.ts';
import { oneOf, readAs, readCode, someOf, textBetween } from './rules.ts';
import { longestAddress, readHttps, type Site } from '../formats/web-address.ts';
import { characterWords } from './length-words.ts';

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

/** One checkbox, which must be ticked unless it is optional. */
// @__NO_SIDE_EFFECTS__
export function confirm(spec: Spec<{ missing: string }>): Field {
  const rule = readAs((word, refuse) => {
    const answer = readYesNo(word);
    return answer === 'yes' || (answer && spec.optional) ? answer : refuse(spec.missing);
  });
  return { kind: 'confirm', rule, ...spec };
}

/** A day from today, in the site's zone, up to `months` ahead. */
// @__NO_SIDE_EFFECTS__
export function dayWithin({ months, ...spec }: Spec<{ months: number; missing: string }>): Field {
  const rule = readCode((text, refuse, context) => readDayWithin(spec, text, refuse, context, months));
  return { kind: 'date', rule, ...spec };
}

function readDayWithin(
  { subject, missing }: { subject: string; missing: string },
  text: string,
  refuse: Refuse,
  { now, dates }: RuleContext,
  months: number,
): string {
  if (!dates) return text;
  const today = localDay(now);
  const read = dates.readDay(text);
  if (read.value === undefined) return refuse(read.fault ?? missing);
  const last = addMonthsToDay(today, months);
  const words = dayWords(read.value);
  const isPlain = !read.isEither && text.includes(read.value.slice(0, 4));
  const reading = isPlain ? '' : `. We read ${text} as ${words}`;
  if (read.value < today) return refuse(`Your ${subject} must be today or later${reading}`);
  return read.value > last ? refuse(`Your ${subject} must be ${dayWords(last)} or earlier${reading}`) : read.value;
}

/** A number of months from today. The value is the day on which they end; such a day is accepted too, up to the longest term. */
// @__NO_SIDE_EFFECTS__
export function term({ months, ...spec }: Spec<{ months: readonly number[]; missing: string }>): Field {
  const options = months.map((count) => ({ value: String(count), label: `${count} months` }));
  const rule = readCode((text, refuse, context) => {
    if (options.some(({ value }) => value === text)) return addMonthsToDay(localDay(context.now), Number(text));
    if (/^\d{1,3}$/.test(text)) return refuse(spec.missing);
    return readDayWithin(spec, text, refuse, context, Math.max(...months));
  });
  return { kind: 'term', options, rule, ...spec };
}

/** A web address, of `site` if it is given. `format` is the problem for anything else. */
// @__NO_SIDE_EFFECTS__
export function webAddress({ site, format, ...spec }: Spec<{ site?: Site; format: string; missing: string }>): Field {
  const rule = readAs((text, refuse, { causes }) => {
    if (text.length > longestAddress)
      return refuse(`Your ${spec.subject} must be ${characterWords(longestAddress)} or fewer`);
    return readHttps(text, site) ?? refuse(causes?.link(text, site) ?? format);
  });
  return { kind: 'url', maxLength: longestAddress, inputMode: 'url', rule, ...spec };
}

/** Holds while an earlier answer has this value. `words` complete "Answer only …". */
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
