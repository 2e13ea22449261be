import type { Page } from '@playwright/test';
import { expectAccessible, expectNoOverflow, expectReadableColours } from '../support/axe.ts';
import { pages, samplePages, type Page as Built } from '../support/site.ts';
import { expect, test } from '../support/test.ts';
import { isWholeMatrix } from '../support/whole-matrix.ts';

const [phone, desktop] = [320, 1280] as const;
const otherLooks = [
  { name: 'dark', colorScheme: 'dark', forcedColors: 'none' },
  { name: 'forced colours', colorScheme: 'dark', forcedColors: 'active' },
] as const;

/** Pages with the same elements and classes look alike, so only the samples are tested without scripts and in all looks. */
const inAllLooks: readonly Built[] = isWholeMatrix ? pages : samplePages();

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

/** Expects that the page has one main heading and fits a phone and a desktop, and that axe finds nothing at the second of the widths. */
async function expectWidths(page: Page, path: string, widths: readonly number[]): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
  await page.goto(path);
  await expect.soft(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  for (const width of widths) {
    await resize(page, width);
    await expectNoOverflow(page);
  }
  await expectAccessible(page);
}

/** Expects of a page without scripts and in every look what may differ there. */
async function expectAllLooks(page: Page, path: string): Promise<void> {
  await resize(page, phone);
  await test.step('without scripts', () => expectWithoutScripts(page, path));
  await expectWidths(page, path, [phone, desktop]);
  for (const width of [desktop, phone]) {
    await resize(page, width);
    for (const { name, ...media } of otherLooks) {
      await page.emulateMedia(media);
      await test.step(`${name}, ${width} px`, () => expectReadableColours(page));
    }
  }
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
  await test.step(`light, ${phone} px`, () => expectAccessible(page));
}

/** Pages that are opened one after the other in one tab. */
const inOneTab = 6;
const groupsOf = (pages: readonly Built[]) =>
  Array.from({ length: Math.ceil(pages.length / inOneTab) }, (_, index) =>
    pages.slice(index * inOneTab, (index + 1) * inOneTab),
  );

for (const group of groupsOf(inAllLooks))
  test(`${group.length} pages from ${group[0]!.path} on read without scripts, fit a phone and are accessible in every look`, async ({
    page,
  }) => {
    test.slow();
    for (const { path } of group) await test.step(path, () => expectAllLooks(page, path));
  });

for (const group of groupsOf(pages.filter((page) => !inAllLooks.includes(page))))
  test(`${group.length} pages from ${group[0]!.path} on fit a phone and are accessible`, async ({ page }) => {
    test.slow();
    // Neighbouring pages mostly share a template, so alternating tests each template at both widths.
    for (const [index, { path }] of group.entries())
      await test.step(path, () => expectWidths(page, path, index % 2 === 0 ? [desktop, phone] : [phone, desktop]));
  });

test('a name with hyphens in a link is underlined as the rest of the link', async ({ page }) => {
  await page.goto('/about/');
  const name = page.locator('main a .whole').first();
  await expect(name).toHaveText(/^\p{Lu}\S+-\S+$/u);
  await expect(name).toHaveCSS('text-decoration-line', 'underline');
});
