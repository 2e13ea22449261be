import { openForm } from '../support/forms.ts';
import { instant } from '../support/instant.ts';
import { expect, test } from '../support/test.ts';

/** Returns the server's time: it was `instant` when the tests started. */
const serversTime = () => Date.parse(instant) + Date.now() - Number(process.env['SITE_STARTED']);

test.describe('a rehearsal', () => {
  test.use({ startsAt: null });

  test('moves the clock of every page to the server’s', async ({ page }) => {
    for (const path of ['/', '/guidance/virtual-mentoring/', '/peer-mentoring/apply/']) {
      await page.goto(path);
      const pagesTime = await page.evaluate(() => Date.now());
      expect(Math.abs(pagesTime - serversTime())).toBeLessThan(10_000);
      expect(await page.evaluate(() => new Date(0).toISOString())).toBe('1970-01-01T00:00:00.000Z');
    }
  });
});

test.describe('a device whose clock is three weeks ahead', () => {
  test.use({ startsAt: new Date(Date.parse(instant) + 21 * 86_400_000).toISOString() });

  test('shows the server’s time, and the form opens by it', async ({ page }) => {
    await openForm(page, 'mentee');
    await expect(
      page.getByText(/^The clock of this device is wrong. In Toronto it is .*: that counts\.$/),
    ).toBeVisible();
    await expect(page.locator('.gate')).toHaveAttribute('data-round-state', 'open');
    await expect(page.getByLabel('I am a student')).toBeVisible();
  });
});

test('a device with a correct clock shows nothing about it', async ({ page }) => {
  const asked = page.waitForResponse((response) => response.request().method() === 'HEAD');
  await openForm(page, 'mentee');
  await asked;
  await expect(page.locator('[data-servers-time]')).toBeHidden();
});
