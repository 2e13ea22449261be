/** Buttons of the tools. Scripts create them where they depend on what was chosen. */

function button(words: string, onClick: (button: HTMLButtonElement) => void): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = 'button quiet small';
  element.append(words);
  element.addEventListener('click', () => onClick(element));
  return element;
}

/** Copies a text and reports the result. */
export const copyText = (clipboard: Clipboard, text: string, say: (words: string) => void): Promise<void> =>
  clipboard.writeText(text).then(
    () => say('Copied.'),
    () => say('Your browser did not allow copying.'),
  );

/** Returns a button that copies a text and reports the result; none when the clipboard cannot be used. */
export function copyButton(words: string, text: () => string, say: (words: string) => void): HTMLButtonElement[] {
  // Undefined on plain HTTP, although its type does not say so.
  const { clipboard } = navigator as { clipboard?: Clipboard };
  return clipboard ? [button(words, () => void copyText(clipboard, text(), say))] : [];
}
