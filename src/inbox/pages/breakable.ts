import { html } from 'hono/html';
import type { Html } from './layout.ts';

/** A long word without spaces, in practice an email address or a link. */
const longWord = /\S{20,}/g;

/** Returns a text whose addresses break before their marks on a narrow screen, not within a word. */
export function breakable(text: string): Html {
  const marked = text.replaceAll(longWord, (word) => word.replace(/(?<=.)[@./?&=_-]/g, '\u0000$&'));
  return html`${marked.split('\u0000').map((part, index) => (index === 0 ? part : html`<wbr />${part}`))}`;
}
