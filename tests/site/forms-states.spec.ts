import type { Page } from '@playwright/test';
import { expectAccessible, expectAccessibleInLooks, expectNoOverflow } from '../support/axe.ts';
import {
  fillForm,
  fillUpTo,
  formPaths,
  leaveUnsent,
  openForm,
  reference,
  sendLabels,
  steps,
  silenceServersTime,
  type FormName,
  rememberSent,
} from '../support/forms.ts';
import { expect, moveTo, test } from '../support/test.ts';

type Reach = (page: Page) => Promise<unknown>;

const refuse =
  (status: number, code: string): Reach =>
  (page) =>
    page.route('**/f/*', (route) =>
      route.fulfill({ status, json: { error: 'x', errors: [{ code, message: 'It was refused.' }] } }),
    );

const send = async (page: Page, form: FormName) => {
  await openForm(page, form);
  await fillForm(page, form);
  await page.getByRole('button', { name: sendLabels[form] }).click();
};

const stepOf =
  (form: FormName, step: number): Reach =>
  async (page) => {
    await openForm(page, form);
    await fillUpTo(page, form, step);
    await page.waitForLoadState('networkidle');
  };

/** Presses the button of a step without filling it in. */
const makeErrors: Reach = async (page) => {
  await page.locator('[data-part="actions"] button').click();
  await expect(page.locator('[data-error-summary]')).toBeFocused();
};

/** Every other state of a form and its confirmation, with the steps that lead to it. */
const states: Record<string, Reach> = {
  'not eligible': async (page) => {
    await openForm(page, 'mentee');
    await page.getByLabel('Neither of these').check();
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByRole('heading', { name: 'You cannot apply for mentoring' })).toBeFocused();
  },
  'inside the window': async (page) => {
    await openForm(page, 'mentee');
    await page.getByLabel('I am a graduate').check();
    await page.getByLabel('When did you graduate?').fill('June 2025');
    await expect(page.getByText('You graduated in June 2025, so you can apply until 30 June 2027.')).toBeVisible();
  },
  'outside the window': async (page) => {
    await openForm(page, 'mentee');
    await page.getByLabel('I am a graduate').check();
    await page.getByLabel('When did you graduate?').fill('June 2001');
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByText('You graduated in June 2001')).toBeVisible();
  },
  'closed for now': async (page) => {
    await silenceServersTime(page);
    await moveTo(page, '2027-02-12T05:00:00Z');
    await openForm(page, 'mentee');
    await expect(page.getByRole('heading', { name: /have closed/ })).toBeVisible();
  },
  'not open yet': async (page) => {
    await silenceServersTime(page);
    await moveTo(page, '2026-10-01T00:00:00Z');
    await openForm(page, 'mentee');
    await expect(page.getByRole('heading', { name: /^Applications open at/ })).toBeVisible();
  },
  'with a file that is no draft': async (page) => {
    await stepOf('mentee', 0)(page);
    await page.getByText('Save your answers for later').click();
    await page
      .getByLabel('Go on with a saved file')
      .setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('[]') });
    await expect(page.getByText('This file holds no answers to this form.')).toBeVisible();
  },
  'with a preview and advice': async (page) => {
    await stepOf('mentee', 2)(page);
    await page.getByLabel('What do you want to achieve?').fill('Write to ada@example.com');
    await expect(page.getByText(/There is an email address in it/)).toBeVisible();
  },
  'with pages that may help': async (page) => {
    await openForm(page, 'ask');
    await page.getByLabel('Your question').fill('How do I prepare for an interview with STAR answers?');
    const help = page.getByRole('complementary', { name: 'These may already help' });
    await expect(help.getByRole('link').first()).toBeVisible();
  },
  'late, confirmed': async (page) => {
    await rememberSent(page, 'K7PX29XM');
    await page.goto('/sent/?ref=K7PX29XM&late');
    await expect(page.getByText('It reached us after the round closed.')).toBeVisible();
  },
  'saving for later': async (page) => {
    await stepOf('mentee', 1)(page);
    await page.getByText('Save your answers for later').click();
    await page.getByLabel('Yes, for 30 days').check();
  },
  sending: async (page) => {
    await page.route('**/f/*', () => undefined);
    await send(page, 'ask');
    await expect(page.getByRole('button', { name: 'Sending…' })).toBeVisible();
  },
  'not sent': async (page) => {
    await refuse(403, 'BLOCKED')(page);
    await send(page, 'ask');
    await expect(page.getByRole('heading', { name: 'Your answers were not sent' })).toBeFocused();
  },
  closed: async (page) => {
    await refuse(403, 'INACTIVE')(page);
    await send(page, 'mentee');
    await expect(page.getByRole('heading', { name: 'Applications have closed' })).toBeFocused();
  },
  saved: async (page) => {
    await openForm(page, 'ask');
    await fillForm(page, 'ask');
    await page.waitForLoadState('networkidle');
    await page.context().setOffline(true);
    await page.getByRole('button', { name: sendLabels.ask }).click();
    await expect(page.getByRole('heading', { name: 'Saved on this device' })).toBeFocused();
  },
  'waiting, told on another page': async (page) => {
    await states['saved']!(page);
    await page.route('**/f/*', (route) => route.fulfill({ status: 503, headers: { 'Retry-After': '600' } }));
    await page.context().setOffline(false);
    await page.goto('/about/');
    await expect(page.getByText(/is saved on this device/)).toBeVisible();
  },
  'sent, told on another page': async (page) => {
    await states['saved']!(page);
    await leaveUnsent(page);
    await page.context().setOffline(false);
    await page.goto('/about/');
    await expect(page.getByText(/has been sent\./)).toBeVisible();
  },
  sent: async (page) => {
    await send(page, 'mentee');
    await reference(page);
  },
  'already sent': async (page) => {
    await send(page, 'ask');
    await reference(page);
    await page.goBack();
    await expect(page.getByRole('heading', { name: 'You have already sent this form' })).toBeVisible();
  },
};

test.describe('on a phone', () => {
  test.use({
    colorScheme: 'dark',
    viewport: { width: 320, height: 900 },
    expectedProblems: [/Failed to load resource|ERR_INTERNET_DISCONNECTED|index chunk/],
  });
  for (const form of Object.keys(steps) as FormName[])
    test(`every step of the ${form} form is accessible and fits, on a phone and on a desktop, also with errors`, async ({
      page,
    }) => {
      test.slow();
      await openForm(page, form);
      await page.waitForLoadState('networkidle');
      for (const [index, fill] of steps[form].entries()) {
        await test.step(`step ${index + 1}`, () => expectAccessibleInLooks(page));
        await makeErrors(page);
        await test.step(`step ${index + 1} with errors`, () => expectAccessibleInLooks(page));
        await fill(page);
        if (index === steps[form].length - 1) return;
        await page.getByRole('button', { name: 'Continue' }).click();
        await expect(page.getByText(`Step ${index + 2} of`)).toBeVisible();
      }
    });
  for (const [state, reach] of Object.entries(states)) {
    test(`${state} is accessible and fits, on a phone and on a desktop`, async ({ page }) => {
      await reach(page);
      await expectAccessibleInLooks(page);
    });
  }
});

test.describe('in forced colours', () => {
  test.use({ forcedColors: 'active', viewport: { width: 390, height: 900 } });
  for (const form of ['mentee', 'mentor', 'ask', 'contact'] as const) {
    test(`the ${form} form with errors is accessible`, async ({ page }) => {
      await stepOf(form, 0)(page);
      await makeErrors(page);
      // The reader chooses the contrast there, and axe reads colours that are not shown.
      await expectAccessible(page, { 'color-contrast': { enabled: false } });
    });
  }
});

test('a form at 400 % zoom does not scroll sideways', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 256 });
  for (const path of Object.values(formPaths)) {
    await page.goto(path);
    await expectNoOverflow(page);
  }
});
