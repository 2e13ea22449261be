const written = new WeakMap<Element, string>();

/**
 * Puts words into an element of the server's markup, unless they are there. Compares with what was last written: what stands in the page may
 * be a translation, and writing the same words again would undo it at every letter that is typed.
 */
export function writeWords(element: Element, words: string): void {
  if ((written.get(element) ?? element.textContent) !== words) element.textContent = words;
  written.set(element, words);
}
