import { schemePath } from '#forms/scheme-paths.ts';
import { site } from '#site';
import { expect, test } from '../support/test.ts';

const path = schemePath(site.schemes.mentoring!);
const answer = 'The form closes at the end of the last minute';

test('questions are folded, and open on a press or by the keyboard', async ({ page }) => {
  await page.goto(path);
  await expect(page.getByText(answer)).toBeHidden();
  await page.getByText('What if I miss the deadline?').click();
  await expect(page.getByText(answer)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText(answer)).toBeHidden();
});

test('an address with the id of a question opens it, at once and from a link', async ({ page }) => {
  await page.goto(`${path}#what-if-i-miss-the-deadline`);
  await expect(page.getByText(answer)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'What if I miss the deadline?' })).toBeInViewport();
  await page.evaluate(() => (location.hash = 'can-i-choose-my-mentor'));
  await expect(page.getByText('You choose what matters')).toBeVisible();
});

test('paper shows every answer', async ({ page }) => {
  await page.goto(path);
  await page.emulateMedia({ media: 'print' });
  const answers = page.locator('.questions details > p:first-of-type');
  expect(await answers.count()).toBeGreaterThan(3);
  for (const each of await answers.all()) expect(await each.evaluate((p) => p.checkVisibility())).toBe(true);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('an address with the id of a question opens it', async ({ page }) => {
    await page.goto(`${path}#what-if-i-miss-the-deadline`);
    await expect(page.getByText(answer)).toBeVisible();
  });
});
