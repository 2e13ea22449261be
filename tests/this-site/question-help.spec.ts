import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { expect, test } from '../support/test.ts';

interface Row {
  topic: string;
  question: string;
  first?: string;
  expect?: string[];
  never?: string[];
  nothing?: boolean;
}

const { never: neverForAny, rows } = parse(readFileSync('tests/data/questions-for-mentors.yaml', 'utf8')) as {
  never: string[];
  rows: Row[];
};

const topics = Map.groupBy(rows, ({ topic }) => topic);

for (const [topic, rows] of topics)
  test(`what stands beside a question of ${topic} is about it`, async ({ page }) => {
    test.setTimeout(240_000);
    await page.goto('/ask-a-mentor/');
    await expect(page.locator('[data-paper][data-ready]')).toBeAttached();
    await page.locator(`[name="topic"][value="${topic}"]`).check();
    const box = page.getByLabel('Your question');
    const links = page.getByRole('complementary', { name: 'These may already help' }).getByRole('link');
    for (const row of rows) {
      await box.fill('');
      await expect(links).toHaveCount(0);
      await box.fill(row.question);
      if (row.nothing) await page.waitForTimeout(3000);
      else await expect(links.first(), row.question).toBeVisible({ timeout: 60_000 });
      const offered = await links.evaluateAll((all: HTMLAnchorElement[]) =>
        all.map(({ pathname }) => pathname.split('/')[2] ?? pathname),
      );
      if (row.first !== undefined) expect(offered[0], row.question).toBe(row.first);
      if (row.expect)
        expect(row.expect.filter((article) => offered.includes(article)).length, row.question).toBeGreaterThan(0);
      const wrong = [...neverForAny, ...(row.never ?? [])].filter((article) => !row.expect?.includes(article));
      expect(
        offered.filter((article) => wrong.includes(article)),
        row.question,
      ).toEqual([]);
      if (row.nothing) expect(offered, row.question).toEqual([]);
    }
  });
