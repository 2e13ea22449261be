import { DatabaseSync } from 'node:sqlite';
import type { BrowserContext, Page } from '@playwright/test';
import { fillForm, openForm, sendLabels } from './forms.ts';

/** Fills in the question form, presses Send and returns the submission's id. */
export async function sendQuestion(page: Page, site: string, before?: () => Promise<void>): Promise<string> {
  await openForm(page, 'ask', '', site);
  await fillForm(page, 'ask');
  const id = await page.locator('input[name="submission_id"]').inputValue();
  await before?.();
  await page.getByRole('button', { name: sendLabels.ask }).click();
  return id;
}

/**
 * Sends `count` questions from the real form, several at a time, each on its own page, and waits for each confirmation. Presses "Try again"
 * when the answers were saved. Returns the ids in order of confirmation.
 */
export async function sendMany(
  context: BrowserContext,
  site: string,
  { count, atOnce }: { count: number; atOnce: number },
): Promise<string[]> {
  const confirmed: string[] = [];
  let begun = 0;
  const work = async () => {
    while (begun < count) {
      begun += 1;
      const page = await context.newPage();
      const id = await sendQuestion(page, site);
      await untilConfirmed(page);
      confirmed.push(id);
      await page.close();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return confirmed;
}

async function untilConfirmed(page: Page): Promise<void> {
  const confirmation = page.locator('[data-confirmation] [data-reference]');
  const again = page.getByRole('button', { name: 'Try again now' });
  for (;;) {
    await confirmation.or(again).first().waitFor({ timeout: 120_000 });
    if (await confirmation.isVisible()) return;
    // The queue may send at the same time, and the page be left.
    await again.click({ timeout: 2_000 }).catch(() => undefined);
    await confirmation
      .or(page.getByRole('button', { name: 'Sending…' }))
      .first()
      .waitFor();
  }
}

/** Returns the number of rows that the inbox has of these submissions. */
export function rowsOf(database: string, ids: readonly string[]): number {
  const db = new DatabaseSync(database, { readOnly: true });
  try {
    const count = db.prepare('SELECT count(*) AS rows FROM submission WHERE submission_id = ?');
    return ids.reduce((sum, id) => sum + Number(count.get(id)!['rows']), 0);
  } finally {
    db.close();
  }
}
