/** Words of sentences that refuse a text. */

/** Returns words as a sentence quotes them: without punctuation around them, but with the end of a bracket that opens among them. */
export function bareWords(text: string): string {
  const bare = text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{M}\p{N}]+$/gu, '');
  return bare.lastIndexOf('(') > bare.lastIndexOf(')') ? `${bare})` : bare;
}

/** The problem of a number with a letter that looks like a digit: O, I or l. */
export const letterForDigit = (subject: string, letter: string): string =>
  `Your ${subject} has the letter ${letter} in it: type the digit`;
