import { foldCode } from './answers.ts';

/** How a university writes its student numbers. */
export interface StudentNumber {
  /** All of what may be typed. */
  pattern: RegExp;
  /** The stored form, by the groups of the pattern: `w$1$2`. */
  kept: string;
}

/**
 * Reads a student number, typed with spaces, in either case and with any digits, or the university's address of a student, which holds it.
 * Returns the stored form; undefined for anything else.
 * @param mailDomains of addresses given to students, in lower case
 */
export function readStudentNumber(
  text: string,
  { pattern, kept }: StudentNumber,
  mailDomains: readonly string[],
): string | undefined {
  const [user = '', domain] = foldCode(text).replace(/\s/g, '').split('@');
  if (domain !== undefined && !mailDomains.includes(domain.toLowerCase())) return undefined;
  const whole = new RegExp(`^(?:${pattern.source})$`, 'i');
  return whole.test(user) ? user.replace(whole, kept) : undefined;
}
