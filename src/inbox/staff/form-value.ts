import { isBroken } from '#forms/answers.ts';

/** What was sent under a name; '' where it is a file, nothing was, or nobody can have typed it (PostgreSQL takes no NUL in a text). */
export const formValue = (value: unknown): string => (typeof value === 'string' && !isBroken(value) ? value : '');
