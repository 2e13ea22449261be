/** A long word without spaces, in practice an email address or a link. */
const longWord = /\S{20,}/g;

/** Returns the parts of a text between which its addresses may break on a narrow screen: before their marks, not within a word. */
export const breakPoints = (text: string): string[] =>
  text.replaceAll(longWord, (word) => word.replace(/(.)(?=[@./?&=_-])/g, '$1\u0000')).split('\u0000');
