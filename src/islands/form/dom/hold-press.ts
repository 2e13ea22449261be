import { options } from 'preact';

/** Milliseconds after which a press counts as over although no event ended it: a press on a scroll bar has none. */
const longestPress = 3000;

let released = Promise.resolve();
let release: (() => void) | undefined;

/** Resolves once nothing is pressed. */
export const whenReleased = (): Promise<void> => released;

/**
 * Puts off what Preact draws while a mouse button or finger is down, until its click. A part that arrives late, or a note on the text that loses
 * the focus, would move what is pressed, and the click would miss it.
 */
export function holdPress(): void {
  addEventListener('pointerdown', () => {
    released = new Promise((resolve) => {
      release = resolve;
      setTimeout(resolve, longestPress);
    });
  });
  // A list that opens under the press swallows its click. An event has still to reach its target.
  for (const end of ['click', 'pointercancel', 'input', 'keydown'])
    addEventListener(end, () => setTimeout(() => release?.()), true);
  options.debounceRendering = (draw) => void released.then(draw);
}
