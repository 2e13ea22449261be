import type { Content } from './sealed-content.ts';

/** The applicant's name. */
export const nameOf = ({ answers }: Content): string => String(answers['fullName'] ?? 'No name');
