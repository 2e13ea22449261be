/** Returns words as a sentence quotes them: without punctuation around them, but with the end of a bracket that opens among them. */
export function bareWords(text: string): string {
  const bare = text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{M}\p{N}]+$/gu, '');
  return bare.lastIndexOf('(') > bare.lastIndexOf(')') ? `${bare})` : bare;
}
