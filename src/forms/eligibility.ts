import { site } from '#site';
import { addMonths, dayWords, lastDayOf, monthWords } from './calendar.ts';
import type { Answers } from './answers.ts';
import type { Exit } from './form.ts';
import { localMonth } from './zoned-time.ts';

export interface Eligibility {
  /** `future`: the month has not come; someone who has not graduated yet applies as a student. */
  state: 'eligible' | 'over' | 'future';
  /** Last day on which one may apply: `YYYY-MM-DD`. */
  until: string;
  /** The reason in one sentence, without a full stop. */
  sentence: string;
}

const small = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** "three years": how long after graduation a graduate may apply. */
export function graduateYears(years: number = site.students.graduateYears): string {
  return `${small[years] ?? years} ${years === 1 ? 'year' : 'years'}`;
}

/** The last day on which someone who graduated in this month may apply. */
export const lastDayToApply = (graduated: string): string =>
  lastDayOf(addMonths(graduated, site.students.graduateYears * 12));

/**
 * Whether someone who graduated in this month (`YYYY-MM`) may apply: from the first moment of that month to the last moment of the same
 * month `graduateYears` later, in the site's zone, judged at the moment of sending. Page, island and server all ask here.
 */
export function eligibility(graduated: string, now: Date): Eligibility {
  const month = localMonth(now);
  const until = lastDayToApply(graduated);
  const when = monthWords(graduated);
  if (graduated > month) {
    const sentence = `${when} is in the future. If you have not graduated yet, select “I am a student”`;
    return { state: 'future', until, sentence };
  }
  const eligible = month <= until.slice(0, 7);
  const sentence = `You graduated in ${when}, so you ${eligible ? 'can' : 'could'} apply until ${dayWords(until)}`;
  return { state: eligible ? 'eligible' : 'over', until, sentence };
}

/** The end of the journey for someone the schemes are not open to, by their answers to the gate's questions. */
export function gateExit({ status, graduated }: Answers, now: Date): Exit | undefined {
  if (status === 'neither') {
    const reason = `Mentoring is for ${site.organisation.name} students, and for graduates up to ${graduateYears()} after graduation`;
    return { field: 'status', reason, page: 'not-for-you' };
  }
  if (status !== 'graduate' || typeof graduated !== 'string') return undefined;
  const { state, sentence } = eligibility(graduated, now);
  return state === 'over' ? { field: 'graduated', reason: sentence, page: 'window-over' } : undefined;
}
