import { type Page } from '@playwright/test';
import { expect, inMotion, test } from '../support/test.ts';

test.use(inMotion);

const background = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const choice = (page: Page, name: string) => page.getByRole('group', { name: 'Colours' }).getByRole('radio', { name });

test.describe('the choice of colours', () => {
  test.use({ colorScheme: 'light' });

  test('follows the system until someone chooses', async ({ page }) => {
    await page.goto('/');
    await expect(choice(page, 'System')).toBeChecked();
    const light = await background(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await background(page)).not.toBe(light);
  });

  test.describe('while the scripts of the next page are delayed', () => {
    test.use({ expectedProblems: [/ERR_FAILED/] });

    test('applies from the first paint, and after a reload', async ({ page }) => {
      await page.goto('/');
      const light = await background(page);
      await choice(page, 'Dark').check();
      const dark = await background(page);
      expect(dark).not.toBe(light);
      await page.route('**/_astro/**', (route) => route.abort());
      await page.goto('/guidance/');
      expect(await background(page)).toBe(dark);
      await page.unroute('**/_astro/**');
      await page.reload();
      await expect(choice(page, 'Dark')).toBeChecked();
      expect(await background(page)).toBe(dark);
      // To follow the system again, nothing is stored.
      await choice(page, 'System').check();
      expect(await page.evaluate(() => localStorage.length)).toBe(0);
      await page.reload();
      await expect(choice(page, 'System')).toBeChecked();
    });
  });
});

test('no page sets a cookie or stores anything on the device by itself', async ({ page, context }) => {
  for (const path of ['/', '/guidance/', '/guidance/virtual-mentoring/', '/search/?q=zoom', '/tips/']) {
    await page.goto(path, { waitUntil: 'networkidle' });
    expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
  }
  expect(await context.cookies()).toEqual([]);
});
