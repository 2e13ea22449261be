import type { BrowserContext, Page, Route } from '@playwright/test';
import { fillForm, openForm } from './forms.ts';
import { expect } from './test.ts';

/** Fills in the question form: the shortest of the three. */
export async function readyToSend(page: Page): Promise<void> {
  await openForm(page, 'ask');
  await fillForm(page, 'ask');
}

export const send = (page: Page) => page.getByRole('button', { name: 'Send question' });

/** Presses Send without a connection, after the deferred parts have loaded, and expects that the answers are saved. */
export async function sendOffline(page: Page, context: BrowserContext): Promise<void> {
  await readyToSend(page);
  await page.waitForLoadState('networkidle');
  await context.setOffline(true);
  await send(page).click();
  await expect(page.getByRole('heading', { name: 'Saved on this device' })).toBeFocused();
}

export const endpoint = '**/f/ask';

/** Records the requests posted to the form's address and the submissions that the server stored. */
export function posts(page: Page): { sent: Record<string, unknown>[]; ids: Set<string> } {
  const seen = { sent: [] as Record<string, unknown>[], ids: new Set<string>() };
  page.on('request', (request) => {
    if (request.method() !== 'POST') return;
    const body = request.postDataJSON() as Record<string, unknown>;
    seen.sent.push(body);
    seen.ids.add(String(body['submission_id']));
  });
  return seen;
}

export const json =
  (status: number, body: object, headers: Record<string, string> = {}) =>
  (route: Route) =>
    route.fulfill({ status, contentType: 'application/json', body: JSON.stringify(body), headers });
