/** Seven cardinal, seven ordinal and seven Roman numbers. */
const words =
  'one two three four five six seven first second third fourth fifth sixth seventh i ii iii iv v vi vii'.split(' ');

/** Returns the year from 1 to 7 that is meant by "2", "2nd", "Year 2", "two" or "second year"; undefined for anything else. */
export function readYear(text: string): string | undefined {
  const [, digit, word = ''] =
    /^(?:y(?:ea)?r?[ .:]*)?(?:([1-7])(?:st|nd|rd|th)?|([a-z]+))(?:[ -]?y(?:ea)?r)?\.?$/.exec(text.toLowerCase()) ?? [];
  const named = words.indexOf(word);
  return digit ?? (named < 0 ? undefined : String((named % 7) + 1));
}
