import type { Refuse } from '../answers/refuse.ts';

/** Reads and formats phone numbers. `phone-rules.ts` implements it with the numbering plans of every country. */
export interface Phones {
  /** Returns the number as stored: "+442079460018", with an extension "+442079460018;ext=12" (RFC 3966). Refuses anything else. */
  read: (text: string, refuse: Refuse) => string;
  /** Returns a stored number as it is dialled: "+44 20 7946 0018 ext. 12"; any other text unchanged. */
  words: (stored: string) => string;
}
