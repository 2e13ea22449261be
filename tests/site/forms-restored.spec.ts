import type { Page } from '@playwright/test';
import { fillUpTo, keepDraft, formPaths, openForm, sendLabels, steps, type FormName } from '../support/forms.ts';
import { scriptNamed } from '../support/site.ts';
import { expect, hold, test } from '../support/test.ts';
import { isWholeMatrix } from '../support/whole-matrix.ts';

/** Fills in the application up to its third step, with an optional answer and an unfinished one. */
async function halfway(page: Page): Promise<void> {
  await openForm(page, 'mentee');
  await fillUpTo(page, 'mentee', 2);
  await page.getByLabel('First choice').selectOption('publishing');
  await page.getByLabel('Interviews').check();
  await page.getByLabel('What do you want to achieve?').fill('Half a goal');
  await page.getByLabel('What have you done so far?').fill('Two summers in a bookshop');
}

async function expectHalfway(page: Page): Promise<void> {
  await expect(page.locator('[data-paper][data-ready]')).toBeAttached();
  await expect(page.getByRole('heading', { name: 'What you want from mentoring' })).toBeVisible();
  await expect(page.getByLabel('First choice')).toHaveValue('publishing');
  await expect(page.getByLabel('Interviews')).toBeChecked();
  await expect(page.getByLabel('What do you want to achieve?')).toHaveValue('Half a goal');
  await expect(page.getByLabel('What have you done so far?')).toHaveValue('Two summers in a bookshop');
  await expect(page.locator('#course')).toHaveValue('English Literature BA');
  await expect(page.locator('[name="yearOfStudy"][value="2"]')).toBeChecked();
}

test.describe('what was typed is kept for the tab', () => {
  test('after a link and Back, after a reload, and when the form is opened again, at the first incomplete step', async ({
    page,
  }) => {
    await halfway(page);
    await page.getByRole('link', { name: 'About', exact: true }).first().click();
    await page.waitForURL('**/about/');
    await page.goBack();
    await expectHalfway(page);
    await page.reload();
    await expectHalfway(page);
    await page.goto('/about/');
    await openForm(page, 'mentee');
    await expectHalfway(page);
  });

  test('and a reload or Back shows the first step again, complete or not', async ({ page }) => {
    await openForm(page, 'mentor');
    await steps.mentor[0]!(page);
    const first = page.locator('[data-paper][data-at]');
    const at = await first.getAttribute('data-at');
    await page.reload();
    await expect(first).toHaveAttribute('data-at', at!);
    await page.goto('/about/');
    await page.goBack();
    await expect(first).toHaveAttribute('data-at', at!);
    await page.goto('/about/');
    await openForm(page, 'mentor');
    await expect(first).not.toHaveAttribute('data-at', at!);
  });

  test('for a question, without what was deleted since, and no longer than the tab', async ({ page, context }) => {
    await openForm(page, 'ask');
    await page.getByLabel('Full name').fill('Ada Example');
    await page.getByLabel('Role or sector you are asking').fill('Publishing');
    await page.getByLabel('Career advice').check();
    await page.goto('/about/');
    await page.goBack();
    await expect(page.getByLabel('Full name')).toHaveValue('Ada Example');
    await expect(page.getByLabel('Role or sector you are asking')).toHaveValue('Publishing');
    await expect(page.getByLabel('Career advice')).toBeChecked();
    await page.getByLabel('Role or sector you are asking').fill('');
    await page.reload();
    await expect(page.getByLabel('Full name')).toHaveValue('Ada Example');
    await expect(page.getByLabel('Role or sector you are asking')).toHaveValue('');
    await page.waitForLoadState('networkidle');
    await expect(page.getByText('Save your answers for later')).toHaveCount(0);
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
    const other = await context.newPage();
    await openForm(other, 'ask');
    await expect(other.getByLabel('Full name')).toHaveValue('');
  });

  test('and gives way to a draft that another tab changed later', async ({ page, context }) => {
    await openForm(page, 'mentee');
    await fillUpTo(page, 'mentee', 1);
    await keepDraft(page);
    await page.getByLabel('Full name').fill('Ada Earlier');
    await page.goto('/about/');
    const other = await context.newPage();
    await openForm(other, 'mentee');
    await expect(other.getByLabel('Full name')).toHaveValue('Ada Earlier');
    await other.getByLabel('Full name').fill('Ada Later');
    await other.close();
    await page.goBack();
    await expect(page.getByLabel('Full name')).toHaveValue('Ada Later');
  });
});

test.describe('when the script arrives late', () => {
  test.use({ viewport: { width: 390, height: 700 } });

  /** A long answer of a form of several steps, and of one of one page. */
  const texts = { mentee: 'goals', ask: 'question' } as const;
  const moreTexts = { mentor: 'bio', contact: 'message' } as const;

  for (const [form, name] of Object.entries(isWholeMatrix ? { ...texts, ...moreTexts } : texts) as [FormName, string][])
    test(`the step of the ${form} form that is being answered stays, with the focus, the caret, every letter and its place`, async ({
      page,
    }) => {
      const release = await hold(page, scriptNamed('form'));
      await page.goto(formPaths[form], { waitUntil: 'commit' });
      const text = page.locator(`#${name}`);
      // Without the script, the whole form appears after a while.
      await expect(text).toBeVisible();
      await expect(page.getByRole('button', { name: sendLabels[form] })).toBeVisible();
      await text.fill('I want to  well.');
      await text.focus();
      await text.evaluate((area: HTMLTextAreaElement) => {
        area.setSelectionRange(10, 10);
        area.scrollIntoView({ block: 'center' });
      });
      const top = () => text.evaluate((area) => area.getBoundingClientRect().top);
      const before = await top();
      // Until after the script arrives.
      let typed = '';
      while (!(await page.locator('[data-paper][data-ready]').isVisible()) || typed.length % 20 !== 0) {
        const letter = 'understand my field '[typed.length % 20]!;
        await page.keyboard.type(letter, { delay: 40 });
        typed += letter;
        if (typed.length === 20) release();
      }
      await page.keyboard.type('so', { delay: 40 });
      await expect(text).toHaveValue(`I want to ${typed}so well.`);
      await expect(text).toBeFocused();
      expect(await text.evaluate((area: HTMLTextAreaElement) => area.selectionStart)).toBe(12 + typed.length);
      await expect(page.locator('#fullName')).toBeVisible({ visible: steps[form].length === 1 });
      expect(Math.abs((await top()) - before)).toBeLessThan(3);
    });

  for (const [form, status, asked] of [
    ['ask', 'I am a graduate', 'graduated'],
    ['ask', 'I am a student', 'studentNumber'],
  ] as const)
    test(`the question that “${status}” leads to appears with it`, async ({ page }) => {
      const release = await hold(page, scriptNamed('form'));
      await page.goto(formPaths[form], { waitUntil: 'commit' });
      await page.getByLabel(status).check();
      // Nothing that has to wait appears while the focus is below it.
      await page.getByLabel('Full name').focus();
      await expect(page.locator(`#${asked}`)).toBeVisible();
      release();
      await expect(page.locator('[data-paper][data-ready]')).toBeAttached();
      await expect(page.locator(`#${asked}`)).toBeVisible();
    });

  test('a question that is being answered out of turn is not taken away', async ({ page }) => {
    const release = await hold(page, scriptNamed('form'));
    await page.goto(formPaths.ask, { waitUntil: 'commit' });
    const graduated = page.getByLabel('When did you graduate?');
    await expect(graduated).toBeVisible();
    await graduated.pressSequentially('June');
    release();
    await expect(page.locator('[data-paper][data-ready]')).toBeAttached();
    await graduated.pressSequentially(' 2025');
    await expect(graduated).toHaveValue('June 2025');
    await page.getByLabel('I am a graduate').check();
    await expect(graduated).toHaveValue('June 2025');
  });
});
