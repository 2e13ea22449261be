/**
 * Returns a value that no spreadsheet reads as a formula (OWASP, "CSV Injection"). An apostrophe goes before a formula
 * sign that begins the value, also in full width or after white space or invisible characters. One also goes before
 * such a sign after a semicolon, tab or line break: a spreadsheet that expects another separator than the comma begins
 * a new cell there. Numbers with leading zeros stay as they are.
 */
export function escapeCsvFormula(value: string): string {
  const inside = value.replace(/([;\t\r\n](?:[^\S\t\r\n]|[\0"]|(?!\uFEFF)\p{Cf})*)(?=[=+\-@＝＋－＠])/gu, "$1'");
  return /^[\t\r\n\0]|^[\s\0\p{Cf}]*[=+\-@＝＋－＠]/u.test(value) ? `'${inside}` : inside;
}

/** Returns the value before `escapeCsvFormula`, for a file that was exported and is read again. */
export const unescapeCsvFormula = (value: string): string =>
  value
    .replace(/^'(?=[\t\r\n\0]|[\s\0\p{Cf}]*[=+\-@＝＋－＠])/u, '')
    .replace(/([;\t\r\n](?:[^\S\t\r\n]|[\0"]|(?!\uFEFF)\p{Cf})*)'(?=[=+\-@＝＋－＠])/gu, '$1');
