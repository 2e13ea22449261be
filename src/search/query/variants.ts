/** Differences between British and American spelling, each with its reverse. */
const pairs: readonly (readonly [british: RegExp, american: string, back: RegExp, british: string])[] = [
  [/is(e|ed|es|ing|ation|ations|er|ers)$/, 'iz$1', /iz(e|ed|es|ing|ation|ations|er|ers)$/, 'is$1'],
  [/ys(e|ed|es|ing)$/, 'yz$1', /yz(e|ed|es|ing)$/, 'ys$1'],
  [/our(s|ed|ing|ite|ites|able|al|)$/, 'or$1', /or(s|ed|ing|ite|ites|able|al|)$/, 'our$1'],
  [/re(s|d|)$/, 'er$1', /er(s|ed|)$/, 're$1'],
  [/ll(ed|ing|or|ors|er|ers)$/, 'l$1', /l(ed|ing|or|ors|er|ers)$/, 'll$1'],
  [/ce(s|)$/, 'se$1', /se(s|)$/, 'ce$1'],
  [/mme(s|)$/, 'm$1', /m(s|)$/, 'mme$1'],
  [/fil(s|ment|)$/, 'fill$1', /fill(s|ment|)$/, 'fil$1'],
  [/ogue(s|)$/, 'og$1', /og(s|)$/, 'ogue$1'],
  [/ence(s|)$/, 'ense$1', /ense(s|)$/, 'ence$1'],
  [/gement(s|)$/, 'gment$1', /gment(s|)$/, 'gement$1'],
];

/** Returns possible British or American spellings of a word. Most of them are not words, so the caller must check each one. */
export function variants(word: string): string[] {
  return pairs
    .flatMap(([british, american, back, again]) => [word.replace(british, american), word.replace(back, again)])
    .filter((other) => other !== word);
}

const numbers = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** Returns a number below thirteen in figures for one in words, and in words for one in figures; undefined for other words. */
export function otherNumber(word: string): string | undefined {
  const value = numbers.indexOf(word);
  return value > 0 ? String(value) : /^[1-9]\d?$/.test(word) ? numbers[Number(word)] : undefined;
}
