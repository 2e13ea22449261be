import { foldCode } from './answers.ts';
import { organisation } from './organisation.ts';

/**
 * The university's user name: `w` and seven digits, which are the first seven of the student id. Reads "w1234567", "1234567", ids of 8 or
 * 9 digits, in either case and with spaces, and the university's address of a student; undefined for anything else.
 */
export function readStudentNumber(text: string): string | undefined {
  const [user = '', domain] = foldCode(text).replace(/\s/g, '').toLowerCase().split('@');
  if (domain !== undefined && !organisation.mailDomains.some((own) => own === domain)) return undefined;
  const digits = /^(?:w(\d{7})|(\d{7})\d{0,2})$/.exec(user);
  return digits ? `w${digits[1] ?? digits[2]}` : undefined;
}
