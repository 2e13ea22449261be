import type { Page } from '@playwright/test';
import { layoutShifts, total } from '../support/layout-shifts.ts';
import { templates } from '../support/site.ts';
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

/** Runs in the page: returns the top of its drawing and of the first part of its text, where it has them. */
const tops = (page: Page) =>
  page.evaluate(() =>
    ['.head .art', '.cols > :first-child:not(.side), .cols > .side + *'].map((selector) => {
      const box = document.querySelector(selector)?.getBoundingClientRect();
      return box && box.height > 0 ? Math.round(box.top) : null;
    }),
  );

for (const width of [390, 768, 1280])
  test(`a page that is painted before its end has come moves nothing when it comes, ${width} px wide`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 800 });
    let ends = /$/;
    await page.route('**/*', async (route) => {
      if (!route.request().isNavigationRequest()) return route.continue();
      const response = await route.fetch();
      const html = await response.text();
      return route.fulfill({ response, body: html.slice(0, html.search(ends)) });
    });
    const topsTo = async (path: string, end: RegExp) => {
      ends = end;
      await page.goto(path);
      return tops(page);
    };
    for (const { path } of templates)
      await test.step(path, async () => {
        const whole = await topsTo(path, /$/);
        for (const end of [/<h1/, /<(aside|div) class="side/, /<footer class="foot/])
          (await topsTo(path, end)).forEach((top, part) => {
            if (top !== null && whole[part] !== null)
              expect.soft(top, `${['drawing', 'text'][part]!}, to ${end.source}`).toBe(whole[part]);
          });
      });
  });
