/** Returns "0 mentees", "1 mentee", "3 mentees", as in a list of facts. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** Returns "no mentee", "one mentee", "3 mentees", as in a sentence. */
export const countWords = (count: number, one: string, many = `${one}s`): string =>
  count === 1 ? `one ${one}` : `${count === 0 ? 'no' : count} ${count === 0 ? one : many}`;
