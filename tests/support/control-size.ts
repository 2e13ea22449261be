import { expect, type Page } from '@playwright/test';
import { expectAccessibleInLooks } from './axe.ts';

/** Returns the controls of the page whose letters are smaller than 16 pixels: phones enlarge the page when one of them takes the focus. */
export const smallControls = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('input:not([type="hidden"]), select, textarea')]
      .filter((control) => parseFloat(getComputedStyle(control).fontSize) < 16)
      .map((control) => `${control.tagName} ${control.id || (control.getAttribute('name') ?? '')}`),
  );

/** Opens a page on a phone, and expects that no control enlarges it there, and that it is accessible and fits in both looks. */
export async function expectFit(page: Page, open: (page: Page) => Promise<unknown>): Promise<void> {
  await page.setViewportSize({ width: 320, height: 900 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await open(page);
  expect.soft(await smallControls(page)).toEqual([]);
  await expectAccessibleInLooks(page);
}
