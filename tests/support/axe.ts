import { expect, test, type Page } from '@playwright/test';
import axe, { type RunOptions } from 'axe-core';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The rules whose answer a change of colours can change. */
const colourRules = ['color-contrast', 'link-in-text-block'];

/** Expects that axe finds nothing on the page as it stands: WCAG 2.2 A and AA, and axe's good practice. */
export async function expectAccessible(page: Page, rules: RunOptions['rules'] = {}): Promise<void> {
  await expectNothing(page, { runOnly: { type: 'tag', values: standards }, rules });
}

const looks = [
  { colorScheme: 'dark', width: 320 },
  { colorScheme: 'light', width: 1280 },
] as const;

/** Expects that a state, reached once, is accessible and fits in the dark on a phone and in the light on a desktop. */
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

/** Expects that axe finds no fault of colour; for another look of a page that is accessible otherwise. */
export async function expectReadableColours(page: Page): Promise<void> {
  await expectNothing(page, { runOnly: { type: 'rule', values: colourRules } });
}

/** Runs axe in the page, which has no frames. Only what it finds wrong is described: describing all it looked at takes longer than looking. */
async function expectNothing(page: Page, options: RunOptions): Promise<void> {
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

/** Expects that nothing reaches over the right edge: the page is never scrolled sideways. */
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
