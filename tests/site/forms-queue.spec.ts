import type { Route } from '@playwright/test';
import { expectAccessibleInLooks } from '../support/axe.ts';
import { fillForm, keepDraft, leaveUnsent, openForm, reference, typedInTab } from '../support/forms.ts';
import { instant } from '../support/instant.ts';
import { endpoint, json, posts, readyToSend, send, sendOffline } from '../support/question.ts';
import { scriptNamed } from '../support/site.ts';
import { expect, moveTo, test, withoutConnection } from '../support/test.ts';

test.describe('without a connection', () => {
  test.use({ expectedProblems: [withoutConnection] });

  test('a submission is saved, survives closing the page, and is sent once by two reopened pages', async ({
    page,
    context,
  }) => {
    await sendOffline(page, context);
    await page.close();

    const stored: string[] = [];
    context.on('response', (response) => {
      if (response.request().method() === 'POST' && response.ok()) stored.push(response.url());
    });
    await context.setOffline(false);
    const [first, second] = await Promise.all([context.newPage(), context.newPage()]);
    await Promise.all([first.goto('/'), second.goto('/sent/')]);
    await expect(first.getByText('“Ask a mentor” has been sent.')).toBeVisible();
    await expect(second.getByText('“Ask a mentor” has been sent.')).toBeVisible();
    expect(stored).toHaveLength(1);
    await expectAccessibleInLooks(first);
    await first.getByRole('link', { name: 'See your reference' }).click();
    await reference(first);
    await first.getByRole('button', { name: 'Close' }).click();
    await expect(first.getByText('has been sent.')).toHaveCount(0);
    await first.reload();
    await expect(first.getByText('has been sent.')).toHaveCount(0);
  });

  test('an open page sends at once when the connection returns during a try that then fails', async ({
    page,
    context,
  }) => {
    await sendOffline(page, context);
    const underWay = Promise.withResolvers<Route>();
    await page.route(endpoint, (route) => underWay.resolve(route), { times: 1 });
    await context.setOffline(false);
    const route = await underWay.promise;
    await context.setOffline(true);
    await context.setOffline(false);
    await route.abort();
    // Sooner than a minute after, when the queue tries again in any case.
    await page.waitForURL('**/sent/?ref=*', { timeout: 30_000 });
  });

  test('a saved submission is shown after a reload and can be sent from there', async ({ page, context }) => {
    const { ids } = posts(page);
    await sendOffline(page, context);
    expect(await typedInTab(page)).toEqual([]);
    await page.route(endpoint, json(503, { error: 'Busy' }, { 'Retry-After': '600' }));
    await context.setOffline(false);
    await page.goto('/about/');
    await openForm(page, 'ask');
    await expect(page.getByRole('heading', { name: 'Saved on this device' })).toBeVisible();
    await expect(page.getByText(/“Ask a mentor” is saved/)).toHaveCount(0);
    await page.getByRole('button', { name: 'Change my answers' }).click();
    await expect(page.getByLabel('Full name')).toHaveValue('Ada Example');
    await page.unroute(endpoint);
    await send(page).click();
    await reference(page);
    expect(ids.size).toBe(1);
  });

  test('the draft of a submission sent by another page is deleted', async ({ page, context }) => {
    await openForm(page, 'mentor');
    await keepDraft(page);
    await fillForm(page, 'mentor');
    await page.waitForLoadState('networkidle');
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Send application' }).click();
    await expect(page.getByRole('heading', { name: 'Saved on this device' })).toBeVisible();
    await page.close();
    await context.setOffline(false);
    const next = await context.newPage();
    await next.goto('/about/');
    await expect(next.getByText('has been sent.')).toBeVisible();
    await openForm(next, 'mentor');
    await expect(next.getByText('Save your answers for later')).toBeVisible();
    await expect(next.getByLabel('Full name')).toHaveValue('');
  });

  test('a question asked after another page sent the first is a new submission', async ({ page, context }) => {
    const { ids } = posts(page);
    await sendOffline(page, context);
    await leaveUnsent(page);
    await context.setOffline(false);
    await page.goto('/about/');
    await expect(page.getByText('“Ask a mentor” has been sent.')).toBeVisible();
    await page.getByRole('button', { name: 'Close' }).click();
    await expect(page.getByText('has been sent.')).toHaveCount(0);
    await readyToSend(page);
    await send(page).click();
    await reference(page);
    expect(ids.size).toBe(2);
  });

  test('the queue waits as long as the server asks, but no longer than a week', async ({ page }) => {
    const { sent } = posts(page);
    await page.route(endpoint, json(503, { error: 'Busy' }, { 'Retry-After': '999999999' }));
    await readyToSend(page);
    await send(page).click();
    await expect(page.getByRole('heading', { name: 'Saved on this device' })).toBeVisible();
    await page.goto('/about/');
    await expect(page.getByText('“Ask a mentor” is saved on this device.')).toBeVisible();
    await moveTo(page, new Date(Date.parse(instant) + 8 * 86_400_000).toISOString());
    await page.reload();
    await expect(page.getByText('It waited on this device for 7 days.')).toBeVisible();
    expect(sent).toHaveLength(1);
  });

  test('a waiting submission can be deleted after a second press', async ({ page, context }) => {
    await sendOffline(page, context);
    await page.getByRole('button', { name: 'Delete it from this device' }).click();
    await page.getByRole('button', { name: 'Keep it' }).click();
    await expect(page.getByRole('heading', { name: 'Saved on this device' })).toBeVisible();
    await page.getByRole('button', { name: 'Delete it from this device' }).click();
    // Others use the store, so that the deletion has to wait.
    await page.evaluate(async () => {
      const open = indexedDB.open('forms');
      await new Promise((resolve) => (open.onsuccess = resolve));
      const entries = open.result.transaction('queue', 'readwrite').objectStore('queue');
      const use = (): void => {
        entries.count().onsuccess = () => {
          if (document.title !== 'free') use();
        };
      };
      use();
    });
    await page.getByRole('button', { name: 'Delete it unsent' }).click();
    await expect(page.getByRole('heading', { name: 'Saved on this device' })).toBeVisible();
    await page.evaluate(() => (document.title = 'free'));
    await expect(page.getByRole('heading', { name: 'Ask a mentor' })).toBeFocused();
    await expect(page.getByLabel('Full name')).toHaveValue('');
    await context.setOffline(false);
    await page.goto('/about/');
    expect(await page.evaluate(() => localStorage.getItem('forms-queue'))).toBeNull();
  });

  test('a waiting submission is sent although the script for it failed to load at first', async ({ page, context }) => {
    await sendOffline(page, context);
    // A page that is only navigated away from could still see the connection return, and send.
    await page.close();
    await context.setOffline(false);
    const next = await context.newPage();
    const part = scriptNamed('QueueNotices');
    await next.route(part, (route) => route.abort());
    const failed: string[] = [];
    next.on('requestfailed', (request) => part.test(request.url()) && failed.push(request.url()));
    await next.goto('/about/');
    await expect.poll(() => failed.length).toBe(2);
    await next.unroute(part);
    // The page may notice the failure a little later than this test.
    await expect(async () => {
      await context.setOffline(true);
      await context.setOffline(false);
      await expect(next.getByText('“Ask a mentor” has been sent.')).toBeVisible({ timeout: 2000 });
    }).toPass({ timeout: 15_000 });
  });

  test('a submission is sent when the browser has no database', async ({ page }) => {
    await page.addInitScript(() => Object.defineProperty(globalThis, 'indexedDB', { value: null }));
    await page.route(endpoint, (route) => route.fulfill({ status: 503, headers: { 'Retry-After': '1' } }), {
      times: 1,
    });
    await readyToSend(page);
    await send(page).click();
    await reference(page);
  });

  test('the form offers the answers when the device stores nothing and nothing can be sent, and sends them later', async ({
    page,
  }) => {
    test.slow();
    await page.addInitScript(blockStorage);
    await page.route(endpoint, (route) => route.abort());
    await readyToSend(page);
    await send(page).click();
    const heading = page.getByRole('heading', { name: 'Your answers were not sent' });
    await expect(heading).toBeVisible({ timeout: 20_000 });
    await expect(page.getByRole('button', { name: 'Copy my answers' })).toBeVisible();
    await page.unroute(endpoint);
    await page.getByRole('button', { name: 'Change my answers' }).click();
    await send(page).click();
    await reference(page);
  });
});

/** Runs in the page: makes storage throw and locks fail, as they do when all site data is blocked. */
function blockStorage(): void {
  const refuse = () => {
    throw new DOMException('Blocked', 'SecurityError');
  };
  navigator.locks.request = () => Promise.reject(new DOMException('Blocked', 'SecurityError'));
  globalThis.BroadcastChannel = refuse as unknown as typeof BroadcastChannel;
  for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) {
    Object.defineProperty(globalThis, name, { get: refuse, configurable: true });
  }
}
