import { isBroken } from '#forms/answers/answers.ts';

/** Returns a field's text; '' for a file, a missing field, or text that nobody can type (PostgreSQL refuses NUL in text). */
export const formValue = (value: unknown): string => (typeof value === 'string' && !isBroken(value) ? value : '');
