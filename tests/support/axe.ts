import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import type { RunOptions } from 'axe-core';
import type axe from 'axe-core';
import { untilDrawn } from './layout-shifts.ts';

/** Every document parses it anew: minified, in half of the time. */
const source = readFileSync(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Rules whose result depends on colours. */
const colourRules = ['color-contrast', 'link-in-text-block'];
/** Rules whose result depends on where things stand, which changes with the width. */
const placeRules = ['target-size', 'scrollable-region-focusable'];

/** Expects that axe finds no violation on the page: WCAG 2.2 A and AA, and axe's best practices. */
export async function expectAccessible(page: Page, rules: RunOptions['rules'] = {}): Promise<void> {
  await expectNothing(page, { runOnly: { type: 'tag', values: standards }, rules });
}

const phone = 320;
const looks = [
  { colorScheme: 'dark', width: phone },
  { colorScheme: 'light', width: 1280 },
] as const;

/**
 * Expects that the present state is accessible and fits, in dark colours on a phone and in light colours on a desktop. Names, roles and order
 * are the same in both, so the whole of axe judges the phone, and the desktop's colours and places are judged.
 */
export async function expectAccessibleInLooks(page: Page): Promise<void> {
  for (const { colorScheme, width } of looks) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await test.step(`${colorScheme}, ${width} px`, async () => {
      if (width === phone) await expectAccessible(page);
      else await expectNothing(page, { runOnly: { type: 'rule', values: [...colourRules, ...placeRules] } });
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
  await untilDrawn(page);
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source);
  const found = await page.evaluate(
    async (options) => {
      const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, options);
      return violations.flatMap(({ id, help, nodes }) =>
        nodes.map(({ target, failureSummary }) => ({ id, help, target, failureSummary })),
      );
    },
    // Only sounds and films are preloaded, which the policy of every page refuses.
    { ...options, resultTypes: ['violations'], preload: false } satisfies RunOptions,
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
