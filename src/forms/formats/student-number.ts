import { foldCode } from '../answers/answers.ts';

/** The format of a university's student numbers. */
export interface StudentNumber {
  /** Matches the whole text that can be typed. */
  pattern: RegExp;
  /** The stored form, by the groups of the pattern: `w$1$2`. */
  kept: string;
}

/**
 * Reads a student number, typed with spaces, marks or a label, in either case and with digits of any script, or a student's university e-mail
 * address that starts with it. Returns the stored form; undefined for anything else.
 * @param mailDomains domains of students' e-mail addresses, in lower case
 */
export function readStudentNumber(
  text: string,
  { pattern, kept }: StudentNumber,
  mailDomains: readonly string[],
): string | undefined {
  const [user = '', domain] = foldCode(text)
    .replace(/^(?:student\s*)?(?:id|no|number)\b/i, '')
    .replace(/[^\p{L}\p{N}@.-]|(?<!@.*)[.-]/gu, '')
    .split('@');
  if (domain !== undefined && !mailDomains.includes(domain.toLowerCase())) return undefined;
  const whole = new RegExp(`^(?:${pattern.source})$`, 'i');
  return whole.test(user) ? user.replace(whole, kept) : undefined;
}
