import type { Page } from '@playwright/test';
import { expectAccessible, expectNoOverflow, expectReadableColours } from '../support/axe.ts';
import { pages, samplePages } from '../support/site.ts';
import { expect, test } from '../support/test.ts';
import { isWholeMatrix } from '../support/whole-matrix.ts';

const [phone, desktop] = [320, 1280] as const;
const otherLooks = [
  { name: 'dark', colorScheme: 'dark', forcedColors: 'none' },
  { name: 'forced colours', colorScheme: 'dark', forcedColors: 'active' },
] as const;

/** Pages with the same elements and classes look alike, so only the samples are tested without scripts and in all looks; the rest in light colours at one width. */
const inAllLooks = new Set((isWholeMatrix ? pages : samplePages()).map(({ path }) => path));

const resize = (page: Page, width: number) => page.setViewportSize({ width, height: 800 });

/** Expects that the page shows its heading, its words and the way on without scripts, and fits a phone. */
async function expectWithoutScripts(page: Page, path: string): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  await browser.send('Emulation.setScriptExecutionDisabled', { value: true });
  await page.goto(path);
  await expect.soft(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect.soft(page.getByRole('main')).toBeVisible();
  await expect.soft(page.getByRole('contentinfo').getByRole('link').first()).toBeVisible();
  await expectNoOverflow(page);
  await browser.send('Emulation.setScriptExecutionDisabled', { value: false });
}

pages.forEach(({ path }, index) => {
  const isSample = inAllLooks.has(path);
  // Neighbouring pages mostly share a template, so alternating tests each template at both widths.
  const widths = isSample ? [phone, desktop] : [index % 2 === 0 ? phone : desktop];
  const looks = isSample ? 'in every look, on a phone and on a desktop' : `at ${widths.join()} px`;

  test(`${path} ${isSample ? 'reads without scripts, ' : ''}fits a phone and is accessible ${looks}`, async ({
    page,
  }) => {
    test.slow(isSample);
    await resize(page, phone);
    if (isSample) await test.step('without scripts', () => expectWithoutScripts(page, path));
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(path);
    await test.step('it has one main heading', () =>
      expect.soft(page.getByRole('heading', { level: 1 })).toHaveCount(1));
    for (const width of [phone, desktop]) {
      await resize(page, width);
      await test.step(`${width} px wide without scrolling sideways`, () => expectNoOverflow(page));
      if (!widths.includes(width)) continue;
      await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
      await test.step(`light, ${width} px`, () => expectAccessible(page));
      for (const { name, ...media } of isSample ? otherLooks : []) {
        await page.emulateMedia(media);
        await test.step(`${name}, ${width} px`, () => expectReadableColours(page));
      }
    }
  });
});
