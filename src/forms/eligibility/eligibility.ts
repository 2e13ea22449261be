import { site } from '#site';
import { addMonths, dayWords, isCanonical, lastDayOf, monthWords } from '../dates/calendar.ts';
import type { Answers } from '../answers/answers.ts';
import type { Exit } from '../form.ts';
import { localMonth } from '../dates/zoned-time.ts';

export interface Eligibility {
  /** `future` for a month to come: someone who has not graduated yet applies as a student. */
  state: 'eligible' | 'over' | 'future';
  /** Last day to apply: `YYYY-MM-DD`. */
  until: string;
  /** The reason in one sentence, without a full stop. */
  sentence: string;
}

const small = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** Returns "three years": how long after graduation a graduate can apply. */
export function graduateYears(years: number = site.students.graduateYears): string {
  return `${small[years] ?? years} ${years === 1 ? 'year' : 'years'}`;
}

export const lastDayToApply = (graduated: string): string =>
  lastDayOf(addMonths(graduated, site.students.graduateYears * 12));

/**
 * Returns whether someone who graduated in this month (`YYYY-MM`) can apply: from the start of that month to the end of the same month
 * `graduateYears` later, in the site's zone, at the time of sending. Page, island and server all use this.
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

/** Returns the exit for someone who cannot apply, by the answers to the first questions; undefined for everyone else. */
export function gateExit({ status, graduated }: Answers, now: Date): Exit | undefined {
  if (status === 'neither') {
    const reason = `Mentoring is for ${site.organisation.name} students, and for graduates up to ${graduateYears()} after graduation`;
    return { field: 'status', reason, page: 'not-for-you' };
  }
  // Without the rules for dates, the month is still as it was typed.
  if (status !== 'graduate' || typeof graduated !== 'string' || !isCanonical(graduated)) return undefined;
  const { state, sentence } = eligibility(graduated, now);
  return state === 'over' ? { field: 'graduated', reason: sentence, page: 'window-over' } : undefined;
}
