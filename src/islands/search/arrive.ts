import { HEADING_SUFFIX } from '../../search/markup.ts';
import { stem } from '../../search/query/stem.ts';
import { wordsOf } from '../../search/query/words.ts';
import { takeArrival } from './arrival.ts';

/** After a search result was opened, moves the focus to the heading of its section and marks the words of the query. */
export function arrive(): void {
  const arrival = takeArrival();
  if (!arrival) return;
  const section = location.hash === '' ? null : document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (section) focusHeading(section);
  mark(section ?? document.querySelector('main')!, new Set(arrival.words.map(stem)));
}

function focusHeading(section: HTMLElement): void {
  const heading = document.getElementById(section.id + HEADING_SUFFIX) ?? section;
  heading.tabIndex = -1;
  // The fragment has scrolled it into view already, below the sticky header.
  const focus = () => heading.focus({ preventScroll: true });
  focus();
  // A browser that goes to the fragment only after this takes the focus away once.
  const away = () => requestAnimationFrame(() => document.activeElement === document.body && focus());
  heading.addEventListener('blur', away, { once: true, signal: AbortSignal.timeout(2000) });
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
