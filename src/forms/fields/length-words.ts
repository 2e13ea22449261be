import type { Field } from '../form.ts';

/** Returns the permitted length of an answer: "80 to 1,500 characters." */
export function lengthWords({ minLength, maxLength = 0 }: Field): string {
  const most = `${maxLength.toLocaleString('en-GB')} characters`;
  return minLength === undefined ? `Up to ${most}.` : `${minLength} to ${most}.`;
}
