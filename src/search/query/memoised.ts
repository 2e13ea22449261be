/** Returns a function that remembers its results, for words that come again and again. */
export function memoised<T>(read: (word: string) => T): (word: string) => T {
  const known = new Map<string, T>();
  return (word) => {
    let result = known.get(word);
    if (result === undefined) known.set(word, (result = read(word)));
    return result;
  };
}
