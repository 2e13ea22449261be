import { mentee } from '#forms/mentee.ts';
import type { Page } from '@playwright/test';
import { site } from '#site';
import { fillForm, fillUpTo, openForm, reference, sendLabels, steps, type FormName } from '../support/forms.ts';
import { fillStepByKeyboard } from '../support/keyboard.ts';
import { scriptNamed } from '../support/site.ts';
import { expect, inMotion, test } from '../support/test.ts';

test.use(inMotion);

const forms: readonly FormName[] = ['mentee', 'mentor', 'ask', 'contact'];
const next = (page: Page) => page.getByRole('button', { name: 'Continue' });

for (const form of forms) {
  test(`the ${form} form is sent and confirmed with a reference`, async ({ page }) => {
    await openForm(page, form);
    await fillForm(page, form);
    await page.getByRole('button', { name: sendLabels[form] }).click();
    await reference(page);
    await expect(page.getByRole('heading', { name: 'What happens next' })).toHaveCount(1);
  });

  test(`the ${form} form lists its problems in a summary that takes the focus`, async ({ page }) => {
    await openForm(page, form);
    await page.locator('form[data-form] .button').first().click();
    const summary = page.locator('[data-error-summary]');
    await expect(summary).toBeFocused();
    await expect(page).toHaveTitle(/^Error: /);
    const link = summary.getByRole('link').first();
    const sentence = await link.innerText();
    await expect(page.locator('.field.wrong .error').first()).toHaveText(sentence);
    await link.press('Enter');
    await expect(page.locator('.field.wrong').first().locator('input, select, textarea').first()).toBeFocused();
  });
}

test('a problem is linked to the control of its field', async ({ page }) => {
  await openForm(page, 'mentee');
  await fillUpTo(page, 'mentee', 1);
  await next(page).click();
  const name = page.getByLabel('Full name');
  await expect(name).toHaveAttribute('aria-invalid', 'true');
  await expect(name).toHaveAccessibleDescription(/Enter your full name/);
});

test('a letter and Enter within one frame are sent together', async ({ page }) => {
  await openForm(page, 'ask');
  await fillForm(page, 'ask');
  const posted = page.waitForRequest((request) => request.method() === 'POST');
  await page.getByLabel('Full name').evaluate(async (name: HTMLInputElement) => {
    name.value = 'Ada Last-Letter';
    name.dispatchEvent(new Event('input', { bubbles: true }));
    // A browser runs queued tasks before it delivers the next key.
    for (let i = 0; i < 10; i++) await Promise.resolve();
    name.form!.requestSubmit();
  });
  expect((await posted).postDataJSON()).toMatchObject({ fullName: 'Ada Last-Letter' });
  await reference(page);
});

test('no problem is shown before Continue', async ({ page }) => {
  await openForm(page, 'mentee');
  await fillUpTo(page, 'mentee', 1);
  await page.getByLabel('email address').fill('nobody');
  await page.getByLabel('Full name').focus();
  await page.getByLabel('Course', { exact: true }).focus();
  await expect(page.locator('.field.wrong')).toHaveCount(0);
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

test('a problem that another answer solves is no longer listed', async ({ page }) => {
  await openForm(page, 'mentee');
  await fillUpTo(page, 'mentee', 1);
  await page.getByRole('button', { name: 'Continue' }).click();
  const summary = page.locator('[data-error-summary]');
  const number = summary.getByRole('link', { name: /student number/ });
  await expect(number).toBeVisible();
  await page.getByLabel('email address').fill(site.students.exampleEmail);
  await expect(number).toHaveCount(0);
  await expect(summary.getByRole('link', { name: /name/ })).toBeVisible();
});

for (const form of ['mentee', 'mentor', 'ask', 'contact'] as const) {
  test(`the ${form} form works with the keyboard alone, errors first`, async ({ page }) => {
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
      await keyboard.press('Tab');
      await keyboard.press('Enter');
      await expect(page.locator('form[data-form] :focus')).toHaveCount(1);
      await first.focus();
      await fillStepByKeyboard(page);
      await expect(page.locator(`[data-paper]:not([data-at="${at}"]), [data-reference]`)).toBeVisible();
      await expect(summary).toHaveCount(0);
    }
    await reference(page);
  });
}

test('Back in the browser returns to the previous step with its answers', async ({ page }) => {
  await openForm(page, 'mentee');
  await fillUpTo(page, 'mentee', 2);
  await page.goBack();
  await expect(page.getByLabel('Full name')).toHaveValue('Ada Example');
  await page.goForward();
  await expect(page.getByLabel('First choice')).toBeVisible();
});

test('an address of a later step leads to the first incomplete step', async ({ page }) => {
  await openForm(page, 'mentee', '#/check');
  await expect(page.getByRole('heading', { name: 'Can you apply?' })).toBeVisible();
  await fillUpTo(page, 'mentee', 1);
  await page.evaluate(() => (location.hash = '#/meeting'));
  await expect(page.getByRole('heading', { name: 'About you' })).toBeVisible();
  expect(new URL(page.url()).hash).toBe('#/about-you');
});

test('a change from the check page returns to it, with the new answer', async ({ page }) => {
  await openForm(page, 'mentee');
  await fillUpTo(page, 'mentee', 4);
  await page.getByRole('link', { name: 'Change full name' }).click();
  await expect(page.getByLabel('Full name')).toBeFocused();
  await page.getByLabel('Full name').fill('Ada Sample');
  await next(page).click();
  await expect(page.getByRole('heading', { name: 'Check your answers' })).toBeFocused();
  await expect(page.locator('.answers').getByText('Ada Sample')).toBeVisible();
});

test('a change that adds a question asks it before the check page', async ({ page }) => {
  await openForm(page, 'mentee');
  await fillUpTo(page, 'mentee', 4);
  await page.getByRole('link', { name: 'Change status' }).click();
  await page.getByLabel('I am a graduate').check();
  await page.getByLabel('When did you graduate?').fill('June 2026');
  await next(page).click();
  await expect(page.getByRole('heading', { name: 'Check your answers' })).toBeFocused();
  await expect(page.locator('.answers').getByText('s1234567', { exact: true })).toHaveCount(0);
  await page.getByRole('link', { name: 'Change status' }).click();
  await page.getByLabel('I am a student').check();
  await page.getByLabel('I am a student').press('Enter');
  await expect(page.getByRole('heading', { name: 'Check your answers' })).toBeFocused();
});

test('answers off the path are not sent', async ({ page }) => {
  await openForm(page, 'mentee');
  await fillUpTo(page, 'mentee', 4);
  await page.getByRole('link', { name: 'Change status' }).click();
  await page.getByLabel('I am a graduate').check();
  await page.getByLabel('When did you graduate?').fill('June 2026');
  await next(page).click();
  await page.getByLabel(/^I understand/).check();
  const posted = page.waitForRequest('**/f/mentee');
  await page.getByRole('button', { name: 'Send application' }).click();
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
});

for (const form of ['mentee', 'ask'] as const) {
  test(`someone who cannot use the ${form} form sees what else there is`, async ({ page }) => {
    await openForm(page, form);
    if (form === 'ask') await fillForm(page, form);
    await page.getByLabel('Neither of these').check();
    await page.locator('form[data-form] .button').first().click();
    const heading = page.getByRole('heading', { name: 'You cannot apply for mentoring' });
    await expect(heading).toBeFocused();
    const link = page.locator('[data-paper]').getByRole('link', { name: 'Ask the Mentoring Office' });
    await expect(link).toBeVisible();
    await page.getByRole('button', { name: 'Change my answer' }).click();
    await expect(page.getByLabel('Neither of these')).toBeChecked();
  });
}

test('the reason is shown while the rest of the exit page still loads', async ({ page }) => {
  const held = Promise.withResolvers<undefined>();
  await page.route(scriptNamed('deferred'), async (route) => {
    await held.promise;
    await route.continue();
  });
  await openForm(page, 'mentee');
  await page.getByLabel('Neither of these').check();
  await page.locator('form[data-form] .button').first().click();
  await expect(page.getByRole('alert').filter({ hasText: 'Mentoring is for' })).toBeVisible();
  held.resolve(undefined);
  await expect(page.getByRole('heading', { name: 'You cannot apply for mentoring' })).toBeFocused();
});

test('text typed before the script loads is not lost', async ({ page }) => {
  const held = Promise.withResolvers<undefined>();
  await page.route(scriptNamed('form'), async (route) => {
    await held.promise;
    await route.continue();
  });
  await page.goto('/one-question/', { waitUntil: 'commit' });
  await page.getByLabel('Full name').fill('Ada Early');
  await page.getByLabel('I am a student').check();
  held.resolve(undefined);
  await expect(page.locator('[data-paper][data-ready]')).toBeAttached();
  await expect(page.getByLabel('Full name')).toHaveValue('Ada Early');
  await expect(page.getByLabel('Student number')).toBeVisible();
});

test.describe('without its script', () => {
  test.use({ expectedProblems: [/ERR_FAILED/] });
  test('a form shows all steps and can be posted', async ({ page }) => {
    await page.route(scriptNamed('form'), (route) => route.abort());
    await page.goto('/peer-mentoring/apply/');
    await expect(page.getByLabel('Full name')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Send application' })).toBeVisible();
  });
});

test('an optional choice can be taken back', async ({ page }) => {
  await openForm(page, 'mentee');
  await fillUpTo(page, 'mentee', 3);
  await steps.mentee[3]!(page);
  const list = page.getByLabel('How did you hear about the scheme?');
  await list.selectOption('friend');
  await list.selectOption('');
  await page.getByRole('button', { name: 'Continue' }).click();
  const row = page.locator('.answers dl > div').filter({ hasText: 'How did you hear about the scheme?' });
  await expect(row).toContainText('Not answered');
});

test.describe('on the smallest phone', () => {
  test.use({ viewport: { width: 320, height: 568 } });
  for (const form of ['mentee', 'mentor', 'ask'] as const)
    test(`the first question of each step of the form ${form} is on the first screen`, async ({ page }) => {
      await openForm(page, form);
      // The last step of several lists the answers first.
      const asked = form === 'ask' ? steps.ask : steps[form].slice(0, -1);
      for (const fill of asked) {
        const control = page
          .locator('[data-step]:not([hidden]) :is(input:not([type="hidden"]), select, textarea):visible')
          .first();
        await expect(control).toBeInViewport({ ratio: 1 });
        await fill(page);
        if (form !== 'ask') await page.getByRole('button', { name: 'Continue' }).click();
      }
    });

  test('the deadline stands above the first step only', async ({ page }) => {
    await openForm(page, 'mentee');
    const deadline = page.locator('.gate').getByText('Apply by');
    await expect(deadline).toBeVisible();
    await fillUpTo(page, 'mentee', 1);
    await expect(deadline).toBeHidden();
  });
});
