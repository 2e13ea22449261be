import { expectAccessibleInLooks } from '../support/axe.ts';
import { expect, type Start, test as base } from '../support/test.ts';
import { addKim, password, startWorkerInbox } from '../support/worker-inbox.ts';

/** The starter's round closes at the end of 11 February in Toronto. */
const afterClose = '2027-02-15T12:00:00Z';

const start: Start<string> = async (atEnd) => {
  const { origin, config } = await startWorkerInbox({ CLOCK: afterClose }, atEnd);
  await addKim(config);
  return origin;
};

const test = base.extend({ baseURL: async ({ oncePerWorker }, use) => use(await oncePerWorker(start)) });

// The server's clock is that of the rehearsal, and so is each page's.
test.use({ startsAt: null });

test('a deadline that an admin extends is on the pages at once, and the form is open', async ({
  page,
  browser,
  baseURL,
}) => {
  await page.goto('/peer-mentoring/apply/');
  await expect(page.getByRole('heading', { name: 'Applications for Winter 2027 have closed' })).toBeVisible();
  await page.goto('/inbox/login/');
  await page.getByLabel('Name').fill('kim');
  await page.getByLabel('Password').fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Matching' }).click();
  await page.getByRole('link', { name: 'Change the dates of a round' }).click();
  await page.getByRole('link', { name: 'Change its dates (Winter 2027)' }).click();
  await page.getByLabel('Applications close').fill('2027-02-18T17:00');
  await page.getByRole('button', { name: 'See what it would do' }).click();
  await expect(page.getByText('Students can apply until 5pm on Thursday 18 February 2027.')).toBeVisible();
  await page.getByRole('button', { name: 'Save the change' }).click();
  await expect(page.getByRole('status')).toContainText('The new dates count');
  await expectAccessibleInLooks(page);

  await page.goto('/peer-mentoring/apply/');
  await expect(page.getByText('Apply by 5pm on Thursday 18 February 2027').first()).toBeVisible();
  await expect(page.getByLabel('I am a student')).toBeVisible();
  await page.goto('/');
  await expect(page.getByRole('link', { name: 'Last days: apply by 5pm on Thursday' })).toBeVisible();
  const plain = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL! });
  const without = await plain.newPage();
  await without.goto('/');
  await expect(without.getByText('until 5pm on Thursday 18 February 2027').first()).toBeVisible();
  await expect(without.getByText('11 February')).toHaveCount(0);
  await plain.close();
});
