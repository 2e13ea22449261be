import { mentee } from '#forms/mentee.ts';
import type { Page } from '@playwright/test';
import { site } from '#site';
import {
  fillForm,
  fillUpTo,
  keepDraft,
  openForm,
  reference,
  sendLabels,
  steps,
  type FormName,
} from '../support/forms.ts';
import { fillStepByKeyboard } from '../support/keyboard.ts';
import { posts, readyToSend } from '../support/question.ts';
import { scriptNamed } from '../support/site.ts';
import { expect, hold, inMotion, test } from '../support/test.ts';

test.use(inMotion);

const next = (page: Page) => page.getByRole('button', { name: 'Continue' });

test('a letter and Enter within one frame are sent together, and once, though Enter and a click come at the same time', async ({
  page,
}) => {
  const { sent } = posts(page);
  await readyToSend(page);
  await page.getByLabel('Full name').evaluate(async (name: HTMLInputElement) => {
    name.value = 'Ada Last-Letter';
    name.dispatchEvent(new Event('input', { bubbles: true }));
    // A browser runs queued tasks before it delivers the next key.
    for (let i = 0; i < 10; i++) await Promise.resolve();
    name.form!.requestSubmit();
    name.form!.requestSubmit();
  });
  await reference(page);
  expect(sent).toEqual([expect.objectContaining({ fullName: 'Ada Last-Letter' })]);
});

test('a problem is shown from Continue on, linked to its control, until its answer or another solves it', async ({
  page,
}) => {
  await openForm(page, 'mentee');
  await fillUpTo(page, 'mentee', 1);
  const [email, name] = [page.getByLabel('email address'), page.getByLabel('Full name')];
  await email.fill('nobody');
  await name.focus();
  await page.getByLabel('Course', { exact: true }).focus();
  await expect(page.locator('.field.wrong')).toHaveCount(0);
  await next(page).click();
  await expect(name).toHaveAttribute('aria-invalid', 'true');
  await expect(name).toHaveAccessibleDescription(/Enter your full name/);
  const summary = page.locator('[data-error-summary]');
  const number = summary.getByRole('link', { name: /student number/ });
  await expect(number).toBeVisible();
  await email.fill(site.students.exampleEmail);
  await expect(number).toHaveCount(0);
  await expect(summary.getByRole('link', { name: /name/ })).toBeVisible();
});

test('a problem on another step is one link away, with the other problems still shown', async ({ page }) => {
  await openForm(page, 'mentee');
  await fillForm(page, 'mentee');
  // A password manager changes answers of steps that are not shown.
  await page.locator('form[data-form]').evaluate((form: HTMLFormElement) => {
    for (const name of ['fullName', 'goals']) (form.elements.namedItem(name) as HTMLInputElement).value = '';
  });
  await page.getByRole('button', { name: sendLabels.mentee }).click();
  const goals = page.locator('[data-error-summary]').getByRole('link', { name: /goals|hope/ });
  await expect(page.getByLabel('Full name')).toBeVisible();
  await goals.click();
  await expect(page.locator('[name="goals"]')).toBeFocused();
  await expect(page.locator('[name="goals"]')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.locator('[data-error-summary]').getByRole('link')).toHaveCount(2);
});

test('a solved problem does not come back, nor take the focus, while its answer is typed on', async ({ page }) => {
  await openForm(page, 'contact');
  await fillForm(page, 'contact');
  const email = page.getByLabel('email address');
  await email.fill('');
  await page.getByRole('button', { name: sendLabels.contact }).click();
  const summary = page.locator('[data-error-summary]');
  await expect(summary).toBeFocused();
  await email.pressSequentially('ada@example.ac');
  await expect(summary).toHaveCount(0);
  await email.pressSequentially('.uk', { delay: 200 });
  await expect(email).toBeFocused();
  await expect(email).toHaveValue('ada@example.ac.uk');
  await expect(summary).toHaveCount(0);
});

for (const form of Object.keys(steps) as FormName[])
  test(`the ${form} form works with the keyboard alone, errors first, and is confirmed`, async ({ page }) => {
    test.slow();
    const { keyboard } = page;
    await openForm(page, form);
    const summary = page.locator('[data-error-summary]');
    const step = page.locator('[data-paper]');
    while (!page.url().includes('/sent/')) {
      const at = await step.getAttribute('data-at');
      // Sends the empty step from its first control.
      const first = page.locator(`[data-step="${at}"] :is(input, select, textarea)`).first();
      await first.focus();
      // Enter ticks a checkbox or opens a select, so the button is pressed instead.
      const enterSends = await first.evaluate((control) => !control.matches('select, [type="checkbox"]'));
      if (!enterSends) await page.locator('[data-part="actions"] button').focus();
      await keyboard.press('Enter');
      await expect(summary).toBeFocused();
      await expect(page).toHaveTitle(/^Error: /);
      const sentence = await summary.getByRole('link').first().innerText();
      const wrong = page.locator('.field.wrong').first();
      await expect(wrong.locator('.error')).toHaveText(sentence);
      await keyboard.press('Tab');
      await keyboard.press('Enter');
      await expect(wrong.locator('input, select, textarea').first()).toBeFocused();
      await first.focus();
      await fillStepByKeyboard(page);
      await expect(page.locator(`[data-paper]:not([data-at="${at}"]), [data-reference]`)).toBeVisible();
      await expect(summary).toHaveCount(0);
    }
    await reference(page);
    await expect(page.getByRole('heading', { name: 'What happens next' })).toHaveCount(1);
  });

test('an address of a later step leads to the first incomplete one, and Back to the step before with its answers', async ({
  page,
}) => {
  await openForm(page, 'mentee', '#/check');
  await expect(page.getByRole('heading', { name: 'Can you apply?' })).toBeVisible();
  await steps.mentee[0]!(page);
  await next(page).click();
  await page.evaluate(() => (location.hash = '#/meeting'));
  await expect(page.getByRole('heading', { name: 'About you' })).toBeVisible();
  expect(new URL(page.url()).hash).toBe('#/about-you');
  await steps.mentee[1]!(page);
  await next(page).click();
  await page.goBack();
  await expect(page.getByLabel('Full name')).toHaveValue('Ada Example');
  await page.goForward();
  await expect(page.getByLabel('First choice')).toBeVisible();
});

test('what is changed from the check page is asked, shown and sent, and nothing off the path; sending deletes the draft', async ({
  page,
}) => {
  const drafts = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('draft:')));
  await openForm(page, 'mentee');
  await keepDraft(page);
  await fillUpTo(page, 'mentee', 3);
  await steps.mentee[3]!(page);
  const list = page.getByLabel('How did you hear about the scheme?');
  await list.selectOption('friend');
  await list.selectOption('');
  await next(page).click();
  const check = page.getByRole('heading', { name: 'Check your answers' });
  const answers = page.locator('.answers');
  await expect(answers.locator('dl > div').filter({ hasText: 'How did you hear about the scheme?' })).toContainText(
    'Not answered',
  );
  await page.getByRole('link', { name: 'Change full name' }).click();
  await expect(page.getByLabel('Full name')).toBeFocused();
  await page.getByLabel('Full name').fill('Ada Sample');
  await next(page).click();
  await expect(check).toBeFocused();
  await expect(answers.getByText('Ada Sample')).toBeVisible();
  // An answer that adds a question: it is asked first.
  await page.getByRole('link', { name: 'Change status' }).click();
  await page.getByLabel('I am a graduate').check();
  await page.getByLabel('When did you graduate?').fill('15 June 2026');
  await next(page).click();
  await expect(check).toBeFocused();
  await expect(answers.getByText('s1234567', { exact: true })).toHaveCount(0);
  await page.getByRole('link', { name: 'Change status' }).click();
  await page.getByLabel('I am a student').check();
  await page.getByLabel('I am a student').press('Enter');
  await expect(check).toBeFocused();
  await page.getByRole('link', { name: 'Change status' }).click();
  await page.getByLabel('I am a graduate').check();
  await next(page).click();
  await steps.mentee[4]!(page);
  expect(await drafts()).toEqual(['draft:mentee']);
  const posted = page.waitForRequest('**/f/mentee');
  await page.getByRole('button', { name: sendLabels.mentee }).click();
  const body = (await posted).postDataJSON() as Record<string, unknown>;
  expect(body).toMatchObject({
    status: 'graduate',
    graduated: '2026-06',
    round: '2026-27',
    formVersion: mentee.version,
  });
  expect(body).not.toHaveProperty('studentNumber');
  expect(body).not.toHaveProperty('yearOfStudy');
  await reference(page);
  expect(await drafts()).toEqual([]);
});

test('someone who cannot use the form is told why, also while the rest of the exit page still loads', async ({
  page,
}) => {
  const release = await hold(page, scriptNamed('deferred'));
  await openForm(page, 'mentee');
  await page.getByLabel('Neither of these').check();
  await next(page).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Mentoring is for' })).toBeVisible();
  release();
  await expect(page.getByRole('heading', { name: 'You cannot apply for mentoring' })).toBeFocused();
});

test('someone who cannot use a form of one page sees what else there is, and can change the answer', async ({
  page,
}) => {
  await openForm(page, 'ask');
  await fillForm(page, 'ask');
  await page.getByLabel('Neither of these').check();
  await page.getByRole('button', { name: sendLabels.ask }).click();
  await expect(page.getByRole('heading', { name: 'You cannot apply for mentoring' })).toBeFocused();
  await expect(page.locator('[data-paper]').getByRole('link', { name: 'Ask the Mentoring Office' })).toBeVisible();
  await page.getByRole('button', { name: 'Change my answer' }).click();
  await expect(page.getByLabel('Neither of these')).toBeChecked();
});

test('on a wide screen nothing beside a step stands over something else, nor beside the exit page', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  /** What stands beside the questions, from top to bottom. */
  const beside = () =>
    page.locator('.form-cols > :is(.gate, .side), [data-part^="beside"] > *, .exit-art').evaluateAll((elements) =>
      elements
        .map((element) => ({ what: element.getAttribute('class'), box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.height > 0)
        .sort((one, other) => one.box.top - other.box.top)
        .map(({ what, box }) => ({ what, top: box.top, bottom: box.bottom })),
    );
  const expectApart = async (where: string) => {
    const boxes = await beside();
    expect(boxes.length, where).toBeGreaterThan(0);
    for (const [index, { what, top }] of boxes.slice(1).entries())
      expect(top, `${what} below ${boxes[index]!.what}: ${where}`).toBeGreaterThanOrEqual(boxes[index]!.bottom);
  };
  await openForm(page, 'mentee');
  await page.getByLabel('Neither of these').check();
  await next(page).click();
  await expect(page.getByRole('heading', { name: 'You cannot apply for mentoring' })).toBeFocused();
  await expectApart('exit page');
  await page.getByRole('button', { name: 'Change my answer' }).click();
  for (const form of ['mentee', 'mentor'] as const) {
    await openForm(page, form);
    for (const [index, fill] of steps[form].slice(0, -1).entries()) {
      await fill(page);
      await expectApart(`step ${index + 1} of ${form}`);
      await next(page).click();
    }
  }
});
