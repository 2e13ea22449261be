import type { Page } from '@playwright/test';

/**
 * Changes the page as a browser's translator does: replaces every text node, also those that come later, by a `font` element within a `font`
 * element, and marks the page as translated. The words stay the same, so that tests find them.
 */
export async function translate(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const isLeft = (element: Element | null) =>
      element?.closest('script, style, title, textarea, option, font, [translate="no"]') !== null;
    const wrap = (text: Text) => {
      if (isLeft(text.parentElement) || text.data.trim() === '') return;
      // oxlint-disable-next-line typescript/no-deprecated -- it is the element that translators use
      const outer = document.createElement('font');
      const inner = outer.cloneNode();
      inner.textContent = text.data;
      outer.append(inner);
      text.replaceWith(outer);
    };
    const wrapAll = (root: Node) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const texts: Text[] = [];
      while (walker.nextNode()) texts.push(walker.currentNode as Text);
      texts.forEach(wrap);
    };
    document.addEventListener('DOMContentLoaded', () => {
      document.documentElement.classList.add('translated-ltr');
      document.documentElement.lang = 'vi';
      wrapAll(document.body);
      new MutationObserver((changes) => {
        for (const { addedNodes, target, type } of changes) {
          if (type === 'characterData') wrap(target as Text);
          for (const node of addedNodes) {
            if (node instanceof Text) wrap(node);
            else wrapAll(node);
          }
        }
      }).observe(document.body, { childList: true, characterData: true, subtree: true });
    });
  });
}
