import { expect, inMotion, test, withoutConnection } from '../support/test.ts';

test.use(inMotion);

/*
 * The faces never arrive: what moves when they come late depends on the machine, and look.spec.ts measures it with faces that it holds back.
 * Here moves only what scripts, pictures and styles move.
 */
test.use({ expectedProblems: [withoutConnection] });

/** One page of each kind, and the pages to which scripts add content. */
const paths = [
  '/',
  '/guidance/',
  '/guidance/virtual-mentoring/',
  '/peer-mentoring/',
  '/search/',
  '/search/?q=nervous',
  '/peer-mentoring/apply/',
  '/one-question/',
];

for (const width of [390, 1280])
  test(`nothing visible moves while a page loads, ${width} px wide`, async ({ page }) => {
    await page.route('**/*.woff2', (route) => route.abort());
    await page.setViewportSize({ width, height: 800 });
    for (const path of paths) {
      await page.goto(path, { waitUntil: 'networkidle' });
      const shift = await page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            let sum = 0;
            new PerformanceObserver((list) => {
              for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value;
            }).observe({ type: 'layout-shift', buffered: true });
            // Shifts that have already happened are reported in a separate task.
            setTimeout(() => resolve(sum), 100);
          }),
      );
      // The end of a form moves slightly when the other steps are hidden; nothing visible does.
      expect.soft(shift, path).toBeLessThan(0.01);
    }
  });
