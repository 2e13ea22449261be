import type { Content } from './sealed-content.ts';

/** Returns the applicant's name. */
export const nameOf = ({ answers }: Content): string => String(answers['fullName'] ?? 'No name');
