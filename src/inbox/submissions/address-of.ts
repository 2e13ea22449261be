import type { Content } from './sealed-content.ts';

/** Returns the applicant's email address in lower case, to compare it with another's; an empty text without one. */
export const addressOf = ({ answers }: Pick<Content, 'answers'>): string =>
  String(answers['email'] ?? '').toLowerCase();
