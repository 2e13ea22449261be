const words = [
  ['one', 'first'],
  ['two', 'second'],
  ['three', 'third'],
  ['four', 'fourth'],
  ['five', 'fifth'],
  ['six', 'sixth'],
  ['seven', 'seventh'],
];

/** The year from 1 to 7 meant by "2", "2nd", "Year 2", "two" or "second year"; undefined for anything else. */
export function readYear(text: string): string | undefined {
  const [, digit, word = ''] =
    /^(?:year\s*)?(?:([1-7])(?:st|nd|rd|th)?|([a-z]+))(?:\s*year)?$/.exec(text.toLowerCase()) ?? [];
  const named = words.findIndex((names) => names.includes(word)) + 1;
  return digit ?? (named > 0 ? String(named) : undefined);
}
