/** Copies a text and reports the result. */
export const copyText = (clipboard: Clipboard, text: string, say: (words: string) => void): Promise<void> =>
  clipboard.writeText(text).then(
    () => say('Copied.'),
    () => say('Your browser did not allow copying.'),
  );
