import type { Refuse } from './refuse.ts';

/** Reads and shows phone numbers; `phone-numbers.ts` is the one that does, by the numbering plans of every country. */
export interface Phones {
  /** The number as it is stored: "+442079460018", with an extension "+442079460018;ext=12" (RFC 3966). Refuses anything else. */
  read: (text: string, refuse: Refuse) => string;
  /** A stored number as it is dialled: "+44 20 7946 0018 ext. 12"; any other text as it is. */
  words: (stored: string) => string;
}
