import { expectAccessibleInLooks } from '../support/axe.ts';
import { fillForm, fillUpTo, formPaths, openForm, silenceServersTime } from '../support/forms.ts';
import { expect, test, withoutConnection } from '../support/test.ts';

// Each test sets the clock of the page (starter/content/rounds/2026-27.yaml). The server, whose clock differs, does not correct it.
test.use({ startsAt: null });
test.beforeEach(({ page }) => silenceServersTime(page));

const minuteBefore = '2027-02-12T04:58:30Z';
const closes = '2027-02-12T05:00:00Z';

test('the page closes the form at the deadline and shows the answers to copy', async ({ page }) => {
  await page.clock.install({ time: minuteBefore });
  await openForm(page, 'mentee');
  await page.clock.runFor(3_000);
  await expect(page.getByText('Apply by 11.59pm on Thursday 11 February 2027').first()).toBeVisible();
  await fillUpTo(page, 'mentee', 1);
  await page.getByLabel('Full name').fill('Ada Late');
  await page.clock.runFor(3_000);
  await expect(page.getByLabel('Full name')).toBeVisible();
  await page.clock.runFor(90_000);
  await expect(page.getByRole('heading', { name: 'Applications have closed', exact: true })).toBeFocused();
  await expect(page.locator('.answers').getByText('Ada Late')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Copy my answers' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Continue' })).toHaveCount(0);
  await expect(page.locator('main').getByRole('link', { name: 'One Question' })).toHaveCount(1);
});

test.describe('without a connection', () => {
  test.use({ expectedProblems: [withoutConnection] });
  test('a submission saved in time is sent unchanged after the round has closed', async ({ page, context }) => {
    await page.clock.install({ time: minuteBefore });
    await openForm(page, 'mentee');
    await page.clock.runFor(3_000);
    await fillForm(page, 'mentee');
    // The list of answers, and with it these links, is loaded a moment after the form.
    await expect(page.getByRole('link', { name: 'Change full name' })).toBeVisible();
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Send application' }).click();
    // The test moves the page's clock but not its storage, so it waits for the queue first.
    await expect.poll(() => page.evaluate(() => localStorage.getItem('forms-queue'))).not.toBeNull();
    await page.clock.runFor(3_000);
    await expect(page.getByRole('heading', { name: 'Saved on this device' })).toBeFocused();
    await page.getByRole('button', { name: 'Change my answers' }).click();
    await page.getByRole('link', { name: 'Change full name' }).click();
    await page.getByLabel('Full name').fill('Ada Changed');
    await page.clock.runFor(120_000);
    await expect(page.getByRole('heading', { name: 'Saved on this device' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Change my answers' })).toHaveCount(0);
    const posted = page.waitForRequest((request) => request.method() === 'POST');
    // The queue sends without a click once there is a connection.
    await context.setOffline(false);
    const body = (await posted).postDataJSON() as Record<string, string>;
    expect(body).toMatchObject({ fullName: 'Ada Example' });
    expect(body['queued_at']! < closes).toBe(true);
    await expect(page).toHaveURL(/\/sent\//);
  });
});

test('a closed form offers what is open and a calendar file', async ({ page }) => {
  await page.clock.setFixedTime(closes);
  await openForm(page, 'mentee');
  await expect(page.getByRole('heading', { name: /have closed/ })).toBeVisible();
  await expect(page.locator('main').getByRole('link', { name: 'One Question' })).toBeVisible();
  await expect(page.getByRole('link', { name: /calendar/ })).toHaveAttribute('href', '/dates.ics');
  await expect(page.getByLabel('I am a student')).toBeHidden();
  await expectAccessibleInLooks(page);
});

test('the page opens the form when the round opens', async ({ page }) => {
  await page.clock.install({ time: '2026-10-05T12:59:00Z' });
  await openForm(page, 'mentee');
  await expect(page.getByRole('heading', { name: 'Applications open at 9am on Monday 5 October 2026' })).toBeVisible();
  await expect(page.getByLabel('I am a student')).toBeHidden();
  await page.clock.runFor(61_000);
  await expect(page.getByLabel('I am a student')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Continue' })).toBeVisible();
});

test.describe('for a reader in another time zone', () => {
  test.use({ timezoneId: 'Asia/Tokyo', startsAt: '2027-02-04T12:00:00Z' });
  test('the deadline is also shown in the reader’s own time', async ({ page }) => {
    await page.goto(formPaths.mentee);
    await expect(page.locator('main').getByText('1.59pm on Friday 12 February 2027, Tokyo time')).toBeVisible();
  });
});

test('the other forms have no round', async ({ page }) => {
  await page.clock.install({ time: closes });
  await openForm(page, 'ask');
  await expect(page.getByLabel('Your question')).toBeVisible();
  await openForm(page, 'mentor');
  await expect(page.getByLabel('Job title')).toBeVisible();
});
