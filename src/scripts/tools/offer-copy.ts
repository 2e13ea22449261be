/** Lets a button copy a text and report the result. Removes it where the browser has no clipboard, as on plain HTTP. */
export function offerCopy(button: HTMLButtonElement, text: () => string, say: (words: string) => void): void {
  // Its type does not say that it may be undefined.
  const { clipboard } = navigator as { clipboard?: Clipboard };
  if (!clipboard) {
    button.remove();
    return;
  }
  button.addEventListener('click', () => {
    void clipboard.writeText(text()).then(
      () => say('Copied.'),
      () => say('Your browser did not allow copying.'),
    );
  });
}
