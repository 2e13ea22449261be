import { foldCode } from '../answers/answers.ts';
import { domainOf, readEmail } from './email.ts';

/** The format of a university's student numbers. */
export interface StudentNumber {
  /** Matches the whole text that can be typed. */
  pattern: RegExp;
  /** The stored form, by the groups of the pattern, in small letters: `w$1$2`. */
  kept: string;
}

/**
 * Reads a student number, typed with spaces, marks or a label, in either case and with digits of any script, with words beside it, or as a student's
 * university e-mail address that starts with it. Returns the stored form; undefined for anything else, and for two numbers.
 * @param mailDomains domains of students' e-mail addresses, in lower case
 */
export function readStudentNumber(
  text: string,
  number: StudentNumber,
  mailDomains: readonly string[],
): string | undefined {
  const address = readEmail(text);
  if (address !== undefined) {
    const [user = ''] = address.split('@');
    return mailDomains.includes(domainOf(address)) ? wholeNumber(user, number) : undefined;
  }
  const folded = foldCode(text);
  // What is cut off may have had more digits.
  if (/@|\.{2,}$/.test(folded)) return undefined;
  const numbers = folded.split(/[^\p{L}\p{N}]+/u).filter((word) => /\d/.test(word));
  const read = new Set(numbers.map((word) => wholeNumber(word, number)));
  return wholeNumber(plainNumber(folded), number) ?? (read.size === 1 ? [...read][0] : undefined);
}

/** Returns a folded text without a label before a number and marks within it. */
export const plainNumber = (folded: string): string =>
  folded.replace(/^(?:student\s*)?(?:id|no|number)\b/i, '').replace(/[^\p{L}\p{N}]/gu, '');

/** Returns the stored form of a number without anything around it; undefined for any other text. */
export function wholeNumber(user: string, { pattern, kept }: StudentNumber): string | undefined {
  const whole = new RegExp(`^(?:${pattern.source})$`, 'i');
  return whole.test(user) ? user.toLowerCase().replace(whole, kept) : undefined;
}
