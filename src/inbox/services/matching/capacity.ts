import { site } from '#site';
import type { Answers } from '#forms/answers/answers.ts';
import type { Pair } from '../../stores/store.ts';

/** Returns how many mentees a mentor takes: none if the mentor only answers questions. */
export function capacityOf(mentor: Answers): number {
  const { mentoring } = site.schemes;
  const chosen = mentor['programmes'];
  // Where there is one scheme only, nobody is asked.
  const isInScheme = mentoring !== undefined && (chosen === undefined || [chosen].flat().includes(mentoring.page));
  const capacity = Number(mentor['capacity']);
  return isInScheme && Number.isInteger(capacity) && capacity > 0 ? capacity : 0;
}

/** Returns how many of a mentor's places are taken by matches, or held by offers that wait for an answer. */
export const takenOf = (pairs: readonly Pick<Pair, 'mentor'>[], mentorId: string): number =>
  pairs.filter(({ mentor }) => mentor.submissionId === mentorId).length;
