import { layoutShifts, total } from '../support/layout-shifts.ts';
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
      // The end of a form moves slightly when the other steps are hidden; nothing visible does.
      const shifts = await layoutShifts(page);
      expect.soft(total(shifts), `${path}: ${JSON.stringify(shifts)}`).toBeLessThan(0.01);
    }
  });
