import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { parse } from 'yaml';
import type { Dates } from '#forms/dates/dates.ts';
import { dates } from '#forms/dates/read-dates.ts';
import { cityOf, zoneWords } from '#forms/dates/zoned-time.ts';
import { site } from '#site';
import { fillForm, fillUpTo, openForm, reference, sendLabels, steps, type FormName } from '../support/forms.ts';
import { scriptNamed } from '../support/site.ts';
import { expect, hold, moveTo, test } from '../support/test.ts';

const next = (page: Page) => page.getByRole('button', { name: 'Continue' });

/** Fills in the application up to its check page, with a phone number. */
async function withPhone(page: Page, number: string): Promise<void> {
  await openForm(page, 'mentee');
  await fillUpTo(page, 'mentee', 3);
  await steps.mentee[3]!(page);
  await page.getByLabel('Phone number').fill(number);
}

test.describe('when the phone number rules cannot be loaded', () => {
  test.use({ expectedProblems: [/ERR_FAILED|422/] });
  test('the form is still sent, and the server checks the number', async ({ page }) => {
    await page.route(scriptNamed('phone-rules'), (route) => route.abort());
    await withPhone(page, '020 7946 0018 (work)');
    await next(page).click();
    await steps.mentee[4]!(page);
    await page.getByRole('button', { name: 'Send application' }).click();
    await expect(page.getByRole('link', { name: /without “work”/ })).toBeVisible();
    await page.getByLabel('Phone number').fill('020 7946 0018');
    await next(page).click();
    await page.getByRole('button', { name: 'Send application' }).click();
    await reference(page);
  });
});

/** By form and field: what is typed, the words below it, and what is sent to be stored. */
const readings: Readonly<Record<FormName, Readonly<Record<string, readonly [string, string, string]>>>> = {
  mentee: {
    email: ['Ada <ada@my.northbridge.example>', 'ada@my.northbridge.example', 'ada@my.northbridge.example'],
    studentNumber: ['no. S 1234567', 's1234567', 's1234567'],
    phone: ['+49 (0)151 23456789', '+49 1512 3456789', '+4915123456789'],
  },
  mentor: {
    email: ['grace@münchen.example.', 'grace@münchen.example', 'grace@xn--mnchen-3ya.example'],
    alumnusYear: ['class of ２０１９', '2019', '2019'],
    linkedin: ['in/grace', 'https://linkedin.com/in/grace', 'https://linkedin.com/in/grace'],
  },
  ask: {
    vacancyUrl: ['www.example.com/jobs.', 'https://www.example.com/jobs', 'https://www.example.com/jobs'],
    deadline: ['Thursday 11/2/27', '11 February 2027', '2027-02-11'],
  },
  contact: {
    // Of a control for email addresses, a browser would read this as a@example.xn--com-to0a.
    email: ['grace@example.com’', 'grace@example.com', 'grace@example.com'],
    reference: ['k7pr-29xm', 'K7PR29XM', 'K7PR29XM'],
  },
};

for (const form of Object.keys(readings) as FormName[])
  test(`what the ${form} form says it reads is what is sent, for every kind of typed field`, async ({ page }) => {
    await openForm(page, form);
    const expected = new Map(Object.entries(readings[form]));
    for (const [index, fill] of steps[form].entries()) {
      await fill(page);
      const studied = page.getByRole('group', { name: /^Did you study/ }).getByLabel('Yes');
      if (expected.has('alumnusYear') && (await studied.isVisible())) await studied.check();
      for (const [name, [typed, words]] of expected) {
        const control = page.locator(`#${name}`);
        if (!(await control.isVisible())) continue;
        await control.fill(typed);
        await expect(page.getByText(`We read this as ${words}.`)).toBeVisible();
      }
      if (index < steps[form].length - 1) await next(page).click();
    }
    if (steps[form].length > 1)
      for (const [, words] of expected.values())
        await expect(page.locator('.answers').filter({ hasText: words })).toHaveCount(1);
    const posted = page.waitForRequest(`**/f/${form}`);
    await page.getByRole('button', { name: sendLabels[form] }).click();
    expect((await posted).postDataJSON()).toMatchObject(
      Object.fromEntries([...expected].map(([name, [, , stored]]) => [name, stored])),
    );
    await reference(page);
  });

test.describe('when the script that reads dates cannot be loaded', () => {
  test.use({ expectedProblems: [/ERR_FAILED|422/] });

  test('the server reads them as they were typed', async ({ page }) => {
    await page.route(scriptNamed('deferred'), (route) => route.abort());
    await openForm(page, 'ask');
    await steps.ask[0]!(page);
    await page.getByLabel('I am a graduate').check();
    await page.getByLabel('When did you graduate?').fill('15 June 2025');
    await page.getByLabel('Is there a date').fill('31/11/27');
    await page.getByRole('button', { name: sendLabels.ask }).click();
    await expect(page.locator('[data-error-summary]')).toContainText('November has 30 days');
    await page.getByLabel('Is there a date').fill('11th of February 2027');
    await page.getByRole('button', { name: sendLabels.ask }).click();
    await reference(page);
  });

  test('a graduate reaches the end of a form of several steps all the same', async ({ page }) => {
    await page.route(scriptNamed('deferred'), (route) => route.abort());
    await openForm(page, 'mentee');
    await page.getByLabel('I am a graduate').check();
    await page.getByLabel('When did you graduate?').fill('15 June 2025');
    await next(page).click();
    await page.getByLabel('Full name').fill('Ada Example');
    await page.getByLabel('Email address').fill('ada@example.com');
    await page.getByLabel('Course you graduated from').fill('Law LLB');
    await page.getByLabel('Undergraduate').check();
    await next(page).click();
    for (const fill of steps.mentee.slice(2, 4)) {
      await fill(page);
      await next(page).click();
    }
    await steps.mentee[4]!(page);
    await page.getByRole('button', { name: sendLabels.mentee }).click();
    await reference(page);
  });
});

test('every date of the table is read in the browser as on the server', async ({ page }) => {
  interface Group {
    field: string;
    rows: { typed: string }[];
  }
  const table = (parse(readFileSync('tests/data/as-people-write.yaml', 'utf8')) as Group[]).flatMap(
    ({ field, rows }) => {
      const read = { deadline: 'readDay', graduated: 'readMonth' }[field];
      return read === undefined ? [] : rows.map(({ typed }) => [read as keyof Dates, typed] as const);
    },
  );
  expect(table.length).toBeGreaterThan(300);
  await openForm(page, 'ask');
  const asked = page.waitForRequest(scriptNamed('deferred'));
  await page.getByLabel('Full name').fill('Ada Example');
  const inBrowser = await page.evaluate(
    async ([script, table]) => {
      const { dates } = (await import(script)) as { dates: Dates };
      return table.map(([read, typed]) => dates[read](typed));
    },
    [(await asked).url(), table] as const,
  );
  const differing = table
    .map(([read, typed], row) => ({ typed, inBrowser: inBrowser[row], onServer: dates[read](typed) }))
    .filter(({ inBrowser, onServer }) => JSON.stringify(inBrowser) !== JSON.stringify(onServer));
  expect(differing).toEqual([]);
});

test('lengths are said before typing, counted in characters that people see, and an error goes as soon as its answer passes', async ({
  page,
}) => {
  await openForm(page, 'ask');
  const question = page.locator('[data-field="question"]');
  const count = question.locator('[data-count]');
  await expect(count).toHaveText('40 to 1,200 characters.');
  const control = page.getByLabel('Your question');
  await control.fill('👨‍👩‍👧'.repeat(39));
  await expect(count).toHaveText('39 of at least 40 characters');
  const date = page.getByLabel('Is there a date');
  await date.fill('31/11/2027');
  await page.getByRole('button', { name: 'Send question' }).click();
  const problem = 'Your question must be 40 characters or more';
  const summary = page.locator('[data-error-summary]');
  await expect(summary.getByText(problem)).toBeVisible();
  await expect(question.getByText(problem)).toBeVisible();
  await expect(summary.getByText('November has 30 days')).toBeVisible();
  await date.fill('11/3/27');
  await expect(page.getByText('We read this as 11 March 2027.')).toBeVisible();
  await expect(summary.getByText('November has 30 days')).toHaveCount(0);
  await expect(date).toBeFocused();
  await control.focus();
  await page.keyboard.press('End');
  await page.keyboard.type('?');
  await expect(count).toHaveText('40 of 1,200 characters');
  await expect(page.getByText(problem)).toHaveCount(0);
  await expect(control).not.toHaveAttribute('aria-invalid');
  await expect(control).toBeFocused();
  await control.fill('x'.repeat(1201));
  await expect(count).toHaveText('1 too many: up to 1,200 characters.');
  await page.getByRole('button', { name: 'Send question' }).click();
  await expect(summary.getByText('Your question must be 1,200 characters or fewer')).toBeVisible();
});

test('the count of a text of one line appears when it is nearly full', async ({ page }) => {
  await openForm(page, 'contact');
  const name = page.locator('[data-field="fullName"]');
  await name.getByRole('textbox').fill('e\u0301'.repeat(150));
  await expect(name.locator('.count')).toHaveText('');
  await name.getByRole('textbox').fill('e\u0301'.repeat(151));
  await expect(name.locator('.count')).toHaveText('151 of 200 characters');
  await name.getByRole('textbox').fill('e\u0301'.repeat(203));
  await expect(name.locator('.count')).toHaveText('3 too many: up to 200 characters.');
});

test('places are offered to somebody who is in the field before the script that offers them', async ({ page }) => {
  const release = await hold(page, scriptNamed('idle'));
  await openForm(page, 'mentor');
  await fillUpTo(page, 'mentor', 2);
  const zone = page.getByLabel('Time zone');
  await expect(page.getByRole('heading', { name: 'When and how' })).toBeFocused();
  await zone.focus();
  release();
  await expect(page.locator('datalist option[value="Delhi, India"]')).toBeAttached();
});

test('a time zone is offered by its places, is kept as it was typed, and says how it is read or what is wrong with it', async ({
  page,
}) => {
  await openForm(page, 'mentor');
  await fillUpTo(page, 'mentor', 2);
  const zone = page.getByLabel('Time zone');
  const says = page.getByText(/^\s*We read this as/);
  await expect(says).toHaveCount(0);
  // The step's heading takes the focus first.
  await expect(page.getByRole('heading', { name: 'When and how' })).toBeFocused();
  await zone.focus();
  await expect(page.locator('datalist option[value="Delhi, India"]')).toBeAttached();
  for (const [typed, read] of [
    ['UK', 'London'],
    ['bangalore', 'Kolkata'],
    ['Delhi, India', 'Kolkata'],
    ['são paulo', 'Sao Paulo'],
  ] as const) {
    await zone.fill(typed);
    await expect(says).toHaveText(`We read this as ${read} time.`);
  }
  await zone.fill('');
  await expect(says).toHaveText(`We read this as ${zoneWords()}.`);
  await zone.fill(cityOf(site.timeZone));
  await expect(says).toHaveCount(0);
  await zone.fill('Brazil');
  await steps.mentor[2]!(page);
  await next(page).click();
  await expect(page.locator('#timeZone-error')).toHaveText(
    'Enter your time zone by a city: Brazil has several time zones',
  );
  await zone.fill('Burma');
  await page.reload();
  await expect(page.locator('[data-paper][data-ready]')).toBeAttached();
  await expect(zone).toHaveValue('Burma');
  await expect(says).toHaveText('We read this as Yangon time.');
});

test.describe('a time zone whose names do not load', () => {
  test.use({ expectedProblems: [/ERR_FAILED/] });
  test('is read by the server', async ({ page }) => {
    await page.route(/time-zones/, (route) => route.abort());
    await openForm(page, 'mentor');
    await fillUpTo(page, 'mentor', 2);
    await page.getByLabel('Time zone').fill('Saigon');
    await steps.mentor[2]!(page);
    await next(page).click();
    await expect(page.getByRole('definition').filter({ hasText: 'Saigon' })).toBeVisible();
    await steps.mentor[3]!(page);
    await page.getByRole('button', { name: sendLabels.mentor }).click();
    await reference(page);
  });

  test('is read with the next letter, and offered at the next focus, once they do', async ({ page }) => {
    let failures = 0;
    page.on('requestfailed', () => (failures += 1));
    await page.route(/time-zones/, (route) => route.abort());
    await openForm(page, 'mentor');
    await fillUpTo(page, 'mentor', 2);
    const zone = page.getByLabel('Time zone');
    await zone.fill('Saigo');
    await expect.poll(() => failures).toBeGreaterThan(0);
    await page.unrouteAll({ behavior: 'wait' });
    // A try that began before may still fail; the next letter tries again.
    await expect(async () => {
      await zone.fill('Saigo');
      await zone.pressSequentially('n');
      await expect(page.getByText('We read this as Ho Chi Minh time.')).toBeVisible({ timeout: 1000 });
    }).toPass();
    await zone.blur();
    await zone.focus();
    await expect(page.locator('datalist option[value="Delhi, India"]')).toBeAttached();
  });
});

test('a mistyped common domain gets a suggestion that can be ignored', async ({ page }) => {
  await openForm(page, 'mentor');
  await page.getByLabel('Email address').fill('ada@gmail.con');
  await page.getByRole('button', { name: 'Use ada@gmail.com' }).click();
  await expect(page.getByLabel('Email address')).toHaveValue('ada@gmail.com');
});

test.describe('when the script of the check page cannot be loaded', () => {
  test.use({ expectedProblems: [/ERR_FAILED/] });
  test('the page says so and sends all the same', async ({ page }) => {
    await page.route(scriptNamed('idle'), (route) => route.abort());
    await openForm(page, 'mentor');
    await fillForm(page, 'mentor');
    await expect(page.getByText('The list of your answers is still loading.')).toBeVisible();
    await page.getByRole('button', { name: 'Send application' }).click();
    await reference(page);
  });
});

test('a date is judged by the day of the server when the clock of the device is wrong', async ({ page }) => {
  await moveTo(page, '2027-03-04T12:00:00Z');
  const asked = page.waitForResponse((response) => response.request().method() === 'HEAD');
  await openForm(page, 'ask');
  await asked;
  await page.getByLabel('Is there a date').fill('1 March 2027');
  await page.getByRole('button', { name: 'Send question' }).click();
  await expect(page.locator('[data-error-summary]')).toBeVisible();
  await expect(page.getByText('Your deadline must be')).toHaveCount(0);
});

test.describe('while the server is busy', () => {
  test.use({ expectedProblems: [/429/] });
  for (const [seconds, when] of [
    ['600', 'it is sent in about 10 minutes'],
    ['86400', 'it is sent in a while'],
  ] as const)
    test(`the page is to be kept open, when the server asks to wait ${seconds} seconds`, async ({ page }) => {
      await page.route('**/f/ask', (route) =>
        route.fulfill({ status: 429, headers: { 'Retry-After': seconds }, json: { error: 'Wait' } }),
      );
      await openForm(page, 'ask');
      await steps.ask[0]!(page);
      await page.getByRole('button', { name: 'Send question' }).click();
      await expect(page.getByText(`Keep this page open: ${when}.`)).toBeVisible();
      await expect(page.getByText(/You can close this page/)).toHaveCount(0);
    });
});
