import { HEADING_SUFFIX } from '../../search/markup.ts';
import { stem } from '../../search/query/stem.ts';
import { wordsOf } from '../../search/query/words.ts';
import { takeArrival } from './arrival.ts';

/** Moves the focus to the heading of the part that a result led to and marks the words that were searched for. */
export function arrive(): void {
  const arrival = takeArrival();
  if (!arrival) return;
  const part = location.hash === '' ? null : document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (part) focusHeading(part);
  mark(part ?? document.querySelector('main')!, new Set(arrival.words.map(stem)));
}

function focusHeading(part: HTMLElement): void {
  const heading = document.getElementById(part.id + HEADING_SUFFIX) ?? part;
  heading.tabIndex = -1;
  // The address has brought it into view already, below what sticks to the top.
  heading.focus({ preventScroll: true });
}

function mark(root: Element, stems: ReadonlySet<string>): void {
  if (!('highlights' in CSS)) return;
  const ranges: Range[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (const found of node.textContent!.matchAll(/[\p{L}\p{N}'’]+/gu)) {
      if (!wordsOf(found[0]).some((word) => stems.has(stem(word)))) continue;
      const range = new Range();
      range.setStart(node, found.index);
      range.setEnd(node, found.index + found[0].length);
      ranges.push(range);
    }
  }
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('::highlight(search) { background-color: Mark; color: MarkText; }');
  document.adoptedStyleSheets.push(sheet);
  CSS.highlights.set('search', new Highlight(...ranges));
}
