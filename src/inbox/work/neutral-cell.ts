/**
 * A value that no spreadsheet takes for a formula (OWASP, "CSV Injection"): one that begins with a sign of a formula, also in full width
 * or behind white space, gets an apostrophe before it. Numbers with leading zeros stay as they are.
 */
export const neutralCell = (value: string): string =>
  /^[\s\0\uFEFF\u200B]*[=+\-@＝＋－＠]/u.test(value) || /^[\t\r\n\0]/.test(value) ? `'${value}` : value;
