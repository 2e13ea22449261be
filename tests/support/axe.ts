import { expect, test, type Page } from '@playwright/test';
import axe, { type RunOptions } from 'axe-core';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Rules whose result depends on colours. */
const colourRules = ['color-contrast', 'link-in-text-block'];

/** Expects that axe finds no violation on the page: WCAG 2.2 A and AA, and axe's best practices. */
export async function expectAccessible(page: Page, rules: RunOptions['rules'] = {}): Promise<void> {
  await expectNothing(page, { runOnly: { type: 'tag', values: standards }, rules });
}

const looks = [
  { colorScheme: 'dark', width: 320 },
  { colorScheme: 'light', width: 1280 },
] as const;

/** Expects that the present state is accessible and fits, in dark colours on a phone and in light colours on a desktop. */
export async function expectAccessibleInLooks(page: Page): Promise<void> {
  for (const { colorScheme, width } of looks) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await test.step(`${colorScheme}, ${width} px`, async () => {
      await expectAccessible(page);
      await expectNoOverflow(page);
    });
  }
}

/** Expects that axe finds no violation of its colour rules, for another colour scheme of a page tested before. */
export async function expectReadableColours(page: Page): Promise<void> {
  await expectNothing(page, { runOnly: { type: 'rule', values: colourRules } });
}

/** Runs axe in the page, which has no frames. Reports only violations, as reporting every check takes longer than the checks. */
async function expectNothing(page: Page, options: RunOptions): Promise<void> {
  // The colours of a look that was just chosen are those of the next frame.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  const found = await page.evaluate(
    async (options) => {
      const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, options);
      return violations.flatMap(({ id, help, nodes }) =>
        nodes.map(({ target, failureSummary }) => ({ id, help, target, failureSummary })),
      );
    },
    { ...options, resultTypes: ['violations'] } satisfies RunOptions,
  );
  expect.soft(found).toEqual([]);
}

/** Expects that nothing overflows the right edge, so that the page does not scroll sideways. */
export async function expectNoOverflow(page: Page): Promise<void> {
  const overflow = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const wide = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right > width + 1,
    );
    return document.documentElement.scrollWidth > width ? wide.map((element) => element.outerHTML.slice(0, 120)) : [];
  });
  expect.soft(overflow).toEqual([]);
}
