/** Numbers and lists in the words of the site's language. */
import { site } from '#site';

/** Returns a number with its thousands set apart: "12,000". */
export const numberWords = (number: number): string => number.toLocaleString(site.language);

export const andWords = (words: readonly string[]): string => new Intl.ListFormat(site.language).format(words);

/** Returns "one, two or three". */
export const orWords = (words: readonly string[]): string =>
  new Intl.ListFormat(site.language, { type: 'disjunction' }).format(words);
