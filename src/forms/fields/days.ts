/** Functions that make fields whose value is a day. They are apart, as not every form has one. */
import { addMonthsToDay, dayWords } from '../dates/calendar.ts';
import { localDay } from '../dates/zoned-time.ts';
import type { Field, RuleContext } from '../form.ts';
import type { Spec } from './fields.ts';
import type { Refuse } from '../answers/refuse.ts';
import { readCode } from './rules.ts';

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
