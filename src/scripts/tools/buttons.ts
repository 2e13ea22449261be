/** Buttons of the tools. Scripts create them, as they do nothing without scripts. */

export function button(words: string, onClick: (button: HTMLButtonElement) => void): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = 'button quiet';
  element.append(words);
  element.addEventListener('click', () => onClick(element));
  return element;
}

/** Returns a button that copies a text and reports the result; none when the clipboard cannot be used. */
export function copyButton(words: string, text: () => string, say: (words: string) => void): HTMLButtonElement[] {
  // Undefined on plain HTTP, although its type does not say so.
  const { clipboard } = navigator as { clipboard?: Clipboard };
  if (!clipboard) return [];
  const copy = () =>
    clipboard.writeText(text()).then(
      () => say('Copied.'),
      () => say('Your browser did not allow copying.'),
    );
  return [button(words, () => void copy())];
}
