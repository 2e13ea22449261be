/** How a university writes its student numbers: all of what may be typed, and how it is kept by the groups of that pattern. */
export interface StudentNumber {
  pattern: RegExp;
  kept: string;
}

/** The number as it is kept; undefined for what is none. It may be typed with spaces, and in either case. */
export function readStudentNumber(text: string, { pattern, kept }: StudentNumber): string | undefined {
  const typed = text.replace(/\s/g, '');
  const whole = new RegExp(`^(?:${pattern.source})$`, 'i');
  return whole.test(typed) ? typed.replace(whole, kept) : undefined;
}
