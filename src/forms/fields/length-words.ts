import type { Field } from '../form.ts';
import { numberWords } from '../in-words.ts';

/** Returns "1,500 characters". */
export const characterWords = (count: number): string =>
  `${numberWords(count)} ${count === 1 ? 'character' : 'characters'}`;

/** Returns the permitted length of an answer: "80 to 1,500 characters." */
export const lengthWords = ({ minLength, maxLength = 0 }: Field): string =>
  `${minLength ?? 'Up'} to ${characterWords(maxLength)}.`;
