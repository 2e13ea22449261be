/** A round as staff edit it: the values of its file, checked by the file's own rules and written back as the file. */
import { Document, parse, parseDocument } from 'yaml';
import { dayWords, isCanonical } from '#forms/dates/calendar.ts';
import { formatDeadline, formatInstant, type Round } from '#forms/dates/deadline.ts';
import { areOpenTogether, roundDaysOutOfOrder } from '#forms/dates/round-rules.ts';
import { skippedSentence } from '#forms/dates/zoned-time.ts';
import { roundSchema } from '#src/schemas/round.ts';

/** What staff can change, in the order of the round, with the words for it. */
export const roundFields = [
  ['title', 'Name of the round'],
  ['opens', 'Applications open'],
  ['closes', 'Applications close'],
  ['decisionBy', 'Everybody hears from us by'],
  ['briefing', 'Briefing'],
  ['cycleStarts', 'Mentoring starts'],
  ['firstMeetingBy', 'First meeting by'],
  ['midPoint', 'Pairs are asked how it goes'],
  ['endSurvey', 'Pairs are asked how it was'],
  ['cycleEnds', 'Mentoring ends'],
] as const;

export type RoundField = (typeof roundFields)[number][0];

/** Days that a round may leave out. */
export const optionalFields: readonly RoundField[] = ['briefing', 'firstMeetingBy', 'midPoint', 'endSurvey'];

/** Fields with a time of day. */
export const timeFields: readonly RoundField[] = ['opens', 'closes'];

/** The values as typed; '' for one that is left out. */
export type RoundValues = Readonly<Record<RoundField, string>>;

export const fieldWords = (field: string): string => roundFields.find(([name]) => name === field)?.[1] ?? field;

const valuesFrom = (value: (field: RoundField) => string): RoundValues =>
  Object.fromEntries(roundFields.map(([field]) => [field, value(field)])) as Record<RoundField, string>;

/** Reads what was typed. A browser may add seconds to a time. */
export const typedValues = (value: (field: string) => string): RoundValues =>
  valuesFrom((field) => {
    const typed = value(field).normalize('NFKC').trim();
    return timeFields.includes(field)
      ? typed.replace(/^(\S{10})[T ](\d{2}:\d{2}):00$/, '$1T$2').replace(' ', 'T')
      : typed;
  });

/** Returns the values of a round's file, or empty ones. */
export function valuesOf(text: string | undefined): RoundValues {
  const written = (text === undefined ? {} : parse(text)) as Partial<Record<RoundField, string>>;
  return valuesFrom((field) => written[field] ?? '');
}

export interface RoundProblem {
  field: RoundField | 'id';
  message: string;
}

const present = (values: RoundValues): Partial<Record<RoundField, string>> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));

/**
 * Returns what is wrong with a round, in words, by the rules of its file.
 * @param others the files of the other rounds, each as often as it has versions
 */
export function roundProblems(
  values: RoundValues,
  others: Iterable<readonly [id: string, text: string]>,
): RoundProblem[] {
  const written = present(values);
  const missing = roundFields
    .filter(([field]) => written[field] === undefined && !optionalFields.includes(field))
    .map(([field, words]) => ({ field, message: `Enter “${words}”` }));
  if (missing.length > 0) return missing;
  const parsed = roundSchema.safeParse(written);
  if (!parsed.success)
    return parsed.error.issues.map(({ path, message }) => {
      const field = String(path[0]) as RoundField;
      return { field, message: `“${fieldWords(field)}” ${message}` };
    });
  const unreal = roundFields.flatMap(([field, words]) => {
    const [day = '', time] = field === 'title' ? [] : (written[field] ?? '').split('T');
    if (day === '') return [];
    if (!isCanonical(day) || (time !== undefined && !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)))
      return [{ field, message: `“${words}” is no day or time that there is` }];
    const skipped = time === undefined ? undefined : skippedSentence(written[field]!);
    return skipped === undefined ? [] : [{ field, message: `“${words}”: ${skipped}` }];
  });
  if (unreal.length > 0) return unreal;
  const unordered = roundDaysOutOfOrder(written).map(({ name, before }) => ({
    field: name as RoundField,
    message: `“${fieldWords(name)}” is before “${fieldWords(before)}”. It must be the same or later`,
  }));
  if (unordered.length > 0) return unordered;
  const problems = [...others].flatMap(([other, text]) => {
    const theirs = valuesOf(text);
    return [
      ...(theirs.title.toLowerCase() === values.title.toLowerCase()
        ? [{ field: 'title' as const, message: `The round ${other} has this name already` }]
        : []),
      ...(areOpenTogether(values, theirs)
        ? [{ field: 'closes' as const, message: `${theirs.title} takes applications at that time. Only one round may` }]
        : []),
    ];
  });
  return [...new Map(problems.map((problem) => [problem.message, problem])).values()];
}

/**
 * Returns the file of a round with these values. Of an existing file, everything else stays as it is, comments too.
 * @param isExample undefined leaves the mark of an example as it is
 */
export function writeRound(before: string | undefined, values: RoundValues, isExample?: boolean): string {
  const document = before === undefined ? new Document({}) : parseDocument(before);
  for (const [field] of roundFields) {
    const value = values[field];
    if (value === '') document.delete(field);
    else if (document.get(field) !== value) document.set(field, value);
  }
  if (isExample === false) document.delete('example');
  return document.toString({ lineWidth: 0 });
}

/** Returns the fields that differ. */
export const changedFields = (before: RoundValues, after: RoundValues): RoundField[] =>
  roundFields.map(([field]) => field).filter((field) => before[field] !== after[field]);

/** Returns a date of a round in words. */
export function dateWords(field: RoundField, round: Round): string {
  if (field === 'title') return round.title;
  if (field === 'opens') return formatInstant(round.opensAt);
  if (field === 'closes') return formatDeadline(round.closesAt);
  const day = round[field];
  return day === undefined ? 'none' : dayWords(day, true);
}
