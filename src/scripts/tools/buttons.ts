/** What a tool offers to do with what is in it; made by script, because without one nothing would happen. */

/** A button with these words. */
export function button(words: string, press: (button: HTMLButtonElement) => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'button quiet';
  made.append(words);
  made.addEventListener('click', () => press(made));
  return made;
}

/** A button that puts a text on the clipboard, and says what became of it; none where the browser has no clipboard for this page. */
export function copyButton(words: string, text: () => string, say: (words: string) => void): HTMLButtonElement[] {
  // On a page without TLS there is none, whatever the types say.
  const { clipboard } = navigator as { clipboard?: Clipboard };
  if (!clipboard) return [];
  const copy = () =>
    clipboard.writeText(text()).then(
      () => say('Copied.'),
      () => say('Your browser did not allow copying.'),
    );
  return [button(words, () => void copy())];
}
