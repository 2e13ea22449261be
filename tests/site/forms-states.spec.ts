import type { Page } from '@playwright/test';
import { expectAccessible, expectAccessibleInLooks, expectNoOverflow, expectReadableColours } from '../support/axe.ts';
import { openForm, reference, silenceServersTime, steps, type FormName } from '../support/forms.ts';
import { endpoint, json, readyToSend, send, sendOffline } from '../support/question.ts';
import { expect, hold, moveTo, test } from '../support/test.ts';

type Reach = (page: Page) => Promise<unknown>;

/** Presses the button of a step without filling it in. */
const makeErrors: Reach = async (page) => {
  await page.locator('[data-part="actions"] button').click();
  await expect(page.locator('[data-error-summary]')).toBeFocused();
};

/** States of a form that no other test goes through; those of the others are judged where they are reached. */
const states: Record<string, Reach> = {
  'inside the window, then outside': async (page) => {
    await openForm(page, 'mentee');
    await page.getByLabel('I am a graduate').check();
    await page.getByLabel('When did you graduate?').fill('June 2025');
    await expect(page.getByText('You graduated in June 2025, so you can apply until 30 June 2027.')).toBeVisible();
    await expectAccessibleInLooks(page);
    await page.getByLabel('When did you graduate?').fill('June 2001');
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByText('You graduated in June 2001')).toBeVisible();
  },
  'not open yet': async (page) => {
    await silenceServersTime(page);
    await moveTo(page, '2026-10-01T00:00:00Z');
    await openForm(page, 'mentee');
    await expect(page.getByRole('heading', { name: /^Applications open at/ })).toBeVisible();
  },
  'sending, then sent': async (page) => {
    const release = await hold(page, endpoint);
    await readyToSend(page);
    await send(page).click();
    await expect(page.getByRole('button', { name: 'Sending…' })).toBeVisible();
    await expectAccessibleInLooks(page);
    release();
    await reference(page);
  },
  'saved, then waiting as another page tells': async (page) => {
    const context = page.context();
    await sendOffline(page, context);
    await expectAccessibleInLooks(page);
    await page.route(endpoint, json(503, { error: 'Busy' }, { 'Retry-After': '600' }));
    await context.setOffline(false);
    await page.goto('/about/');
    await expect(page.getByText(/is saved on this device/)).toBeVisible();
  },
};

/** The first question of each step is on the first screen of the smallest phone. */
const smallest = { width: 320, height: 568 };

test.describe('on a phone', () => {
  test.use({
    colorScheme: 'dark',
    viewport: smallest,
    expectedProblems: [/Failed to load resource|ERR_INTERNET_DISCONNECTED|index chunk/],
  });
  for (const form of Object.keys(steps) as FormName[])
    test(`every step of the ${form} form is accessible and fits, on a phone and on a desktop, also with errors`, async ({
      page,
    }) => {
      test.slow();
      await openForm(page, form);
      await page.waitForLoadState('networkidle');
      const questions = page.locator('[data-step]:not([hidden]) :is(input:not([type="hidden"]), select, textarea)');
      const deadline = page.locator('.gate').getByText('Apply by');
      for (const [index, fill] of steps[form].entries()) {
        const isLast = index === steps[form].length - 1;
        await test.step(`step ${index + 1}`, async () => {
          // The last step of several lists the answers first, and a message begins with whom to call.
          const isAskedFirst = form !== 'contact' && (index === 0 || !isLast);
          const first = questions.filter({ visible: true }).first();
          if (isAskedFirst) await expect.soft(first).toBeInViewport({ ratio: 1 });
          await expect.soft(deadline).toBeVisible({ visible: form === 'mentee' && index === 0 });
          await expectAccessible(page);
          await expectNoOverflow(page);
        });
        await makeErrors(page);
        await test.step(`step ${index + 1} with errors`, () => expectAccessibleInLooks(page));
        await fill(page);
        if (isLast) return;
        await page.setViewportSize(smallest);
        await page.emulateMedia({ colorScheme: 'dark' });
        await page.getByRole('button', { name: 'Continue' }).click();
        await expect(page.getByText(`Step ${index + 2} of`)).toBeVisible();
      }
    });
  test('errors are readable in forced colours', async ({ page }) => {
    await page.emulateMedia({ forcedColors: 'active' });
    await openForm(page, 'ask');
    await makeErrors(page);
    await expectReadableColours(page);
  });
  for (const [state, reach] of Object.entries(states)) {
    test(`${state} is accessible and fits, on a phone and on a desktop`, async ({ page }) => {
      await reach(page);
      await expectAccessibleInLooks(page);
    });
  }
});
