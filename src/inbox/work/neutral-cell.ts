/**
 * A value that no spreadsheet takes for a formula (OWASP, "CSV Injection"): one that begins with a sign of a formula, also in full width
 * or behind white space, gets an apostrophe before it. So does such a sign inside, behind a semicolon, a tab or the end of a line: where a
 * spreadsheet expects another separator than the comma, quotes hold together the first cell of a line only, and a cell begins there.
 * Numbers with leading zeros stay as they are.
 */
export function neutralCell(value: string): string {
  const begin = /^[\s\0\uFEFF\u200B]*/u.exec(value)![0];
  const rest = value
    .slice(begin.length)
    .replace(/([;\t\r\n](?:[^\S\t\r\n]|[\0\uFEFF\u200B"])*)(?=[=+\-@＝＋－＠])/gu, "$1'");
  return /^[=+\-@＝＋－＠]/u.test(rest) || /^[\t\r\n\0]/.test(begin) ? `'${begin}${rest}` : begin + rest;
}
