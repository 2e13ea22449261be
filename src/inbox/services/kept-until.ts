import type { Answers } from '#forms/answers/answers.ts';

/** Returns the last day on which a mentor's details may be stored, as the mentor chose; undefined if they chose none. */
export function keptUntil(mentor: Answers): string | undefined {
  const day = mentor['keepUntil'];
  return typeof day === 'string' && day !== '' ? day : undefined;
}
