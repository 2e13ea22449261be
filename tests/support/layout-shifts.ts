import type { Page } from '@playwright/test';

/** Waits until the page has drawn what it shows now. */
export const untilDrawn = (page: Page): Promise<void> =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))));

export interface Shift {
  /** The layout shift's score. */
  value: number;
  /** When it happened, in ms since the navigation. */
  at: number;
  /** What moved: its name, and its top and height before and after in px. */
  moved: string[];
}

/** Returns the layout shifts of the page so far, from an instant on (ms since the navigation). */
export async function layoutShifts(page: Page, from = 0): Promise<Shift[]> {
  await untilDrawn(page);
  return page.evaluate((from) => {
    const observer = new PerformanceObserver(() => undefined);
    observer.observe({ type: 'layout-shift', buffered: true });
    return (observer.takeRecords() as (PerformanceEntry & LayoutShift)[])
      .filter(({ startTime }) => startTime >= from)
      .map(({ value, startTime, sources }) => ({
        value,
        at: Math.round(startTime),
        moved: sources.map(({ node, previousRect: old, currentRect: now }) =>
          [node?.nodeName, old.top, old.height, now.top, now.height].join(' '),
        ),
      }));
  }, from);
}

interface LayoutShift {
  value: number;
  sources: { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[];
}

export const total = (shifts: readonly Shift[]): number => shifts.reduce((sum, { value }) => sum + value, 0);
