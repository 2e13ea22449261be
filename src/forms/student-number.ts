/**
 * The university's user name: `w` and seven digits, which are the first seven of the student id. Reads "w1234567", "1234567" and ids of
 * 8 or 9 digits, in either case and with spaces; undefined for anything else.
 */
export function readStudentNumber(text: string): string | undefined {
  const digits = /^(?:w(\d{7})|(\d{7})\d{0,2})$/i.exec(text.replace(/\s/g, ''));
  return digits ? `w${digits[1] ?? digits[2]}` : undefined;
}
