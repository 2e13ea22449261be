/**
 * A value that no spreadsheet takes for a formula (OWASP, "CSV Injection"): one that begins with a sign of a formula, also in full width
 * or behind white space and what shows nothing, gets an apostrophe before it. So does such a sign inside, behind a semicolon, a tab or the end of a line: where a
 * spreadsheet expects another separator than the comma, quotes hold together the first cell of a line only, and a cell begins there.
 * Numbers with leading zeros stay as they are.
 */
export function escapeCsvFormula(value: string): string {
  const inside = value.replace(/([;\t\r\n](?:[^\S\t\r\n]|[\0"]|(?!\uFEFF)\p{Cf})*)(?=[=+\-@＝＋－＠])/gu, "$1'");
  return /^[\t\r\n\0]|^[\s\0\p{Cf}]*[=+\-@＝＋－＠]/u.test(value) ? `'${inside}` : inside;
}
