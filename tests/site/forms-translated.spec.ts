import type { Page } from '@playwright/test';
import { openForm, reference, sendLabels, steps, type FormName } from '../support/forms.ts';
import { expect, test } from '../support/test.ts';
import { translate } from '../support/translator.ts';
import { isWholeMatrix } from '../support/whole-matrix.ts';

/** Returns what a reader sees of the form, with white space folded. */
const wordsOn = (page: Page) =>
  page.locator('[data-paper]').evaluate((paper: HTMLElement) => paper.innerText.replace(/\s+/g, ' '));

/** A form of several steps, and one of one page that has the other kinds of questions. */
const some: readonly FormName[] = ['mentee', 'ask'];

for (const form of isWholeMatrix ? (Object.keys(steps) as FormName[]) : some)
  test(`the ${form} form works on a translated page, and every word follows`, async ({ page, context }) => {
    const original = await context.newPage();
    await translate(page);
    const both = async (act: (page: Page) => Promise<unknown>) => {
      await act(original);
      await act(page);
    };
    const expectSame = () =>
      expect(async () => expect(await wordsOn(page)).toBe(await wordsOn(original))).toPass({ timeout: 15_000 });
    const press = (words: string) => both((tab) => tab.getByRole('button', { name: words, exact: true }).click());

    await both((tab) => openForm(tab, form));
    await both((tab) => tab.waitForLoadState('networkidle'));
    await expect(page.locator('html')).toHaveClass(/translated-ltr/);
    for (const [index, fill] of steps[form].entries()) {
      const words = index === steps[form].length - 1 ? sendLabels[form] : 'Continue';
      await press(words);
      await expectSame();
      await both(fill);
      await expectSame();
      if (words === 'Continue') await press(words);
      await expectSame();
    }
    await page.getByRole('button', { name: sendLabels[form] }).click();
    await reference(page);
  });

test('counters, readings and notices follow on a translated page', async ({ page }) => {
  await translate(page);
  await openForm(page, 'ask');
  const question = page.locator('[data-field="question"]');
  await page.getByLabel('Your question').fill('How do I?');
  await expect(question.locator('[data-count]')).toHaveText('9 of at least 40 characters');
  await page.getByLabel('Your question').fill('How do I prepare for an interview with STAR answers?');
  await expect(question.locator('[data-count]')).toHaveText('52 of 1,200 characters');
  const date = page.getByLabel('Is there a date');
  await date.fill('11/3/27');
  const reading = page.locator('[data-field="deadline"] .read-back');
  await expect(reading).toHaveText('We read this as 11 March 2027.');
  await date.fill('12/3/27');
  await expect(reading).toHaveText('We read this as 12 March 2027.');
  await date.fill('');
  await expect(reading).toHaveText('');
  const graduated = page.locator('[data-field="graduated"]');
  await page.getByLabel('I am a graduate').check();
  await page.getByLabel('When did you graduate?').fill('June 2025');
  await expect(graduated.getByText('until 30 June 2027')).toBeVisible();
  await page.getByLabel('When did you graduate?').fill('May 2025');
  await expect(graduated.getByText('until 30 June 2027')).toHaveCount(0);
  await expect(graduated.getByText('until 31 May 2027')).toBeVisible();
});

test('an unchanged word is not written again while something is typed, so that a translation stays', async ({
  page,
}) => {
  await translate(page);
  await openForm(page, 'mentee');
  await page.getByLabel('I am a student').check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.waitForLoadState('networkidle');
  await page.locator('#fullName').fill('A');
  // Words that come later, with a part of the script, are not in question.
  const words = await page.locator('[data-paper] font font').filter({ visible: true }).elementHandles();
  expect(words.length).toBeGreaterThan(20);
  for (const word of words) await word.evaluate((element) => (element.textContent = 'xin chào'));
  await page.locator('#fullName').pressSequentially('da Example');
  await expect(page.locator('#fullName')).toHaveValue('Ada Example');
  const now = words.map((word) => word.evaluate((element) => element.isConnected && element.textContent));
  expect(new Set(await Promise.all(now))).toEqual(new Set(['xin chào']));
});

test.describe('when sending fails', () => {
  test.use({ expectedProblems: [/ERR_INTERNET_DISCONNECTED|index chunk/] });
  test('the states of sending follow on a translated page', async ({ page, context }) => {
    await translate(page);
    await openForm(page, 'ask');
    for (const fill of steps.ask) await fill(page);
    await page.waitForLoadState('networkidle');
    await context.setOffline(true);
    await page.getByRole('button', { name: sendLabels.ask }).click();
    await expect(page.getByRole('heading', { name: 'Saved on this device' })).toBeVisible();
    await page.getByRole('button', { name: 'Delete it from this device' }).click();
    await expect(page.getByRole('button', { name: 'Keep it' })).toBeVisible();
    await page.getByRole('button', { name: 'Keep it' }).click();
    await expect(page.getByRole('button', { name: 'Delete it unsent' })).toHaveCount(0);
    await page.getByRole('button', { name: 'Change my answers' }).click();
    await expect(page.getByRole('heading', { name: 'Saved on this device' })).toHaveCount(0);
    await page.getByLabel('Full name').fill('Ada Later');
    await context.setOffline(false);
    await page.getByRole('button', { name: sendLabels.ask }).click();
    await reference(page);
  });
});
