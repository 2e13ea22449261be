import { ask } from '#forms/ask.ts';
import { expectAccessibleInLooks } from '../support/axe.ts';
import { fillForm, openForm, reference, typedInTab } from '../support/forms.ts';
import { endpoint, json, posts, readyToSend, send } from '../support/question.ts';
import { scriptNamed } from '../support/site.ts';
import { expect, test, withoutConnection } from '../support/test.ts';

test('a double click sends once, with the fields of the contract; Back then shows that it is sent, and nothing typed is kept', async ({
  page,
}) => {
  // A tab that closes before the database is written leaves word of it to the next page.
  await page.addInitScript(() => {
    const put = Reflect.get(IDBObjectStore.prototype, 'put') as (...entry: unknown[]) => IDBRequest<IDBValidKey>;
    IDBObjectStore.prototype.put = function (...entry) {
      sessionStorage['flag'] ??= localStorage.getItem('forms-queue') ?? 'none';
      return put.apply(this, entry);
    };
  });
  const { sent } = posts(page);
  await readyToSend(page);
  await send(page).dblclick();
  const given = await reference(page);
  expect(await page.evaluate(() => sessionStorage['flag'] as unknown)).toBe('1');
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({
    formVersion: ask.version,
    studentNumber: 's1234567',
    windows: ['weekday-evening'],
    mode: 'online',
  });
  expect(sent[0]).not.toHaveProperty('queued_at');
  expect(Number(sent[0]!['elapsed'])).toBeGreaterThan(0);
  expect(await typedInTab(page)).toEqual([]);
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'You have already sent this form' })).toBeVisible();
  await expect(page.getByText(given)).toBeVisible();
  await expectAccessibleInLooks(page);
  await page.getByRole('button', { name: 'Fill in a new form' }).click();
  await expect(page.getByLabel('Full name')).toHaveValue('');
});

test('a reload while sending leads to the confirmation of one submission', async ({ page }) => {
  const { sent, ids } = posts(page);
  await page.route(endpoint, () => undefined, { times: 1 });
  await readyToSend(page);
  await send(page).click();
  await expect.poll(() => sent.length).toBe(1);
  await page.reload();
  await reference(page);
  expect(ids.size).toBe(1);
});

test('the form shows that it is sent while the next page loads', async ({ page }) => {
  const shown = Promise.withResolvers<unknown>();
  await page.exposeFunction('__shownSent', shown.resolve);
  await page.route('**/sent/*', async (route) => {
    await shown.promise;
    await route.continue();
  });
  // A page that is being left cannot be queried, so it reports its focus itself.
  await page.addInitScript(() => {
    addEventListener('focusin', () => {
      if (document.activeElement?.textContent === 'Your answers are sent')
        (globalThis as unknown as { __shownSent: () => void }).__shownSent();
    });
  });
  await readyToSend(page);
  await send(page).click();
  await reference(page);
});

test.describe('when the server does not accept a submission', () => {
  test.use({ expectedProblems: [/Failed to load resource/] });

  test('the form tries again with the same id, and says so', async ({ page }) => {
    const { sent, ids } = posts(page);
    await page.route(endpoint, json(503, { error: 'Busy' }, { 'Retry-After': '1' }), { times: 1 });
    await readyToSend(page);
    await send(page).click();
    await expect(page.getByRole('button', { name: 'Sending…' })).toBeVisible();
    await expect(page.getByText('Many people are sending at once. Trying again in 1 second…')).toBeAttached();
    await expect(page.getByText(/offline|when you are online/)).toHaveCount(0);
    await reference(page);
    expect(sent).toHaveLength(2);
    expect(ids.size).toBe(1);
    expect(sent[1]).toHaveProperty('queued_at');
  });

  test('a response that does not follow the contract is not a success', async ({ page }) => {
    await page.route(endpoint, (route) => route.fulfill({ status: 200, contentType: 'text/html', body: '<p>Log in' }), {
      times: 1,
    });
    const { sent } = posts(page);
    await readyToSend(page);
    await send(page).click();
    await reference(page);
    expect(sent).toHaveLength(2);
  });

  test('a refusal is shown with the answers to copy', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.route(endpoint, json(403, { error: 'No.', errors: [{ code: 'BLOCKED', message: 'Not from here.' }] }));
    await readyToSend(page);
    await send(page).click();
    await expect(page.getByRole('heading', { name: 'Your answers were not sent' })).toBeFocused();
    await expect(page.getByText('Not from here.')).toBeVisible();
    await expectAccessibleInLooks(page);
    await page.getByRole('button', { name: 'Copy my answers' }).click();
    await expect(page.getByText('Copied.')).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('Ada Example');
    await page.getByRole('button', { name: 'Change my answers' }).click();
    await expect(page.getByLabel('Full name')).toHaveValue('Ada Example');
  });

  test('a closed round is shown with what is open and the answers', async ({ page }) => {
    await page.route('**/f/mentee', json(403, { error: 'x', errors: [{ code: 'INACTIVE', message: 'It closed.' }] }));
    await openForm(page, 'mentee');
    await fillForm(page, 'mentee');
    await page.getByRole('button', { name: 'Send application' }).click();
    await expect(page.getByRole('heading', { name: 'Applications have closed' })).toBeFocused();
    await expect(page.getByText('It closed.')).toBeVisible();
    await expect(page.locator('.answers').getByText('Ada Example')).toBeVisible();
    await expectAccessibleInLooks(page);
  });
});

test.describe('when the script that sends cannot be loaded', () => {
  test.use({ expectedProblems: [withoutConnection] });
  test('a device that is offline says so and keeps the answers until it sends them', async ({ page, context }) => {
    await page.route(scriptNamed('deferred'), (route) => route.abort());
    await readyToSend(page);
    await context.setOffline(true);
    await send(page).click();
    await expect(page.getByRole('alert').filter({ hasText: 'This device is offline.' })).toBeInViewport();
    await expect(page.getByLabel('Full name')).toHaveValue('Ada Example');
    await context.setOffline(false);
    await send(page).click();
    await reference(page);
  });
});
