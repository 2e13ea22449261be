/** Shared letters that one digit of base 36 can state. */
const SHARED_MAX = 35;

/** Returns sorted words, each as the number of letters that it shares with the word before (a digit of base 36) and its other letters. */
export function frontCoded(words: readonly string[]): string[] {
  return words.map((word, at) => {
    const before = words[at - 1] ?? '';
    let shared = 0;
    while (shared < SHARED_MAX && shared < before.length && before[shared] === word[shared]) shared += 1;
    return shared.toString(36) + word.slice(shared);
  });
}

export function frontDecoded(coded: readonly string[]): string[] {
  let before = '';
  return coded.map((rest) => (before = before.slice(0, parseInt(rest[0]!, 36)) + rest.slice(1)));
}
