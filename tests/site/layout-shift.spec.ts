import { expect, test } from '../support/test.ts';

/** One page of each kind, and those on which scripts add something. */
const paths = [
  '/',
  '/guidance/',
  '/guidance/virtual-mentoring/',
  '/career-mentoring/',
  '/search/',
  '/search/?q=nervous',
  '/career-mentoring/apply/',
  '/ask-a-mentor/',
];

for (const path of paths)
  test(`nothing in sight of ${path} moves while it loads`, async ({ page }) => {
    await page.goto(path, { waitUntil: 'networkidle' });
    const shift = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let sum = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value;
          }).observe({ type: 'layout-shift', buffered: true });
          // What has already moved is told in a task of its own.
          setTimeout(() => resolve(sum), 100);
        }),
    );
    // A form's foot moves by a hair when its first step stands alone; what one sees does not.
    expect(shift).toBeLessThan(0.01);
  });
