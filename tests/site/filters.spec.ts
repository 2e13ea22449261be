import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/axe.ts';
import { expect, hold, test } from '../support/test.ts';

const list = (page: Page) => page.getByRole('main').locator('[data-stage] .rows').getByRole('link');
const status = (page: Page) => page.getByRole('main').getByRole('status');
const shownPaths = (page: Page) =>
  list(page).evaluateAll((links) =>
    links.filter((link) => link.checkVisibility()).map((link) => link.getAttribute('href')!),
  );
/** One of the shapes to pick from. */
const pick = (page: Page, name: string) => page.getByRole('radio', { name, exact: true });
const topicPaths = async (page: Page, topic: string) => {
  await page.goto(`/guidance/topics/${topic}/`);
  const links = page.getByRole('main').locator('.rows').getByRole('link');
  return links.evaluateAll((all) => all.map((link) => link.getAttribute('href')!));
};

test.describe('the filters of the guidance', () => {
  test('show the same articles as the page of a topic, without a request', async ({ page }) => {
    const expected = await topicPaths(page, 'goals');
    await page.goto('/guidance/', { waitUntil: 'networkidle' });
    const all = await shownPaths(page);
    // The script starts by writing how many articles there are.
    await status(page).evaluate((line) => (line.textContent = ''));
    await page.getByLabel('Topic').focus();
    await expect(status(page)).not.toBeEmpty();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.getByLabel('Topic').selectOption('Goals and progress');
    await expect(status(page)).toHaveText(`${expected.length} articles`);
    expect(await shownPaths(page)).toEqual(expected);
    expect(all.length).toBeGreaterThan(expected.length);
    // The browser requests the icon of the tab again when the address changes.
    expect(asked.filter((path) => path !== '/icon.svg')).toEqual([]);
  });

  test('hide headings without articles, and write the choice into the address, so that it can be shared', async ({
    page,
  }) => {
    await page.goto('/guidance/');
    await pick(page, 'Mentees').check();
    await expect(page).toHaveURL(/audience=mentee$/);
    const loaded = await page.evaluate(() => performance.timeOrigin);
    // It asks for no page.
    await page.keyboard.press('Enter');
    await pick(page, 'Mentors').check();
    await expect(page).toHaveURL(/audience=mentor$/);
    expect(await page.evaluate(() => performance.timeOrigin)).toBe(loaded);
    const empty = await page
      .locator('[data-stage]')
      .evaluateAll((groups) =>
        groups.filter((group) => group.checkVisibility() && !group.querySelector('li:not([hidden])')),
      );
    expect(empty).toEqual([]);
    await expect(page.getByRole('link', { name: 'What mentoring is, and what it is not' })).toBeHidden();
    await expect(page.getByRole('link', { name: /First steps for a new mentor/ })).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel('Where you are').selectOption('During');
    await expect(page).toHaveURL(/\/guidance\/\?audience=mentor&stage=during$/);
    const shown = await shownPaths(page);
    await page.goto('about:blank');
    await page.goto('/guidance/?audience=mentor&stage=during');
    await expect(page.getByLabel('Where you are')).toHaveValue('during');
    await expect(pick(page, 'Mentors')).toBeChecked();
    await expect.poll(() => shownPaths(page)).toEqual(shown);
    await page.goto('/guidance/?topic=sailing&audience=mentor');
    await expect(pick(page, 'Mentors')).toBeChecked();
    await expect(page.getByLabel('Topic')).toHaveValue('');
    expect((await shownPaths(page)).length).toBeGreaterThan(0);
  });

  test('are restored when the reader comes back from an article', async ({ page }) => {
    await page.goto('/guidance/');
    await page.getByLabel('Topic').selectOption('Confidence');
    await expect(page).toHaveURL(/topic=confidence$/);
    const shown = await shownPaths(page);
    await list(page).and(page.locator(':visible')).first().click();
    await expect(page).toHaveURL(/\/guidance\/[^/]+\/$/);
    await page.goBack();
    await expect(page.getByLabel('Topic')).toHaveValue('confidence');
    await expect.poll(() => shownPaths(page)).toEqual(shown);
  });

  test('say when nothing fits, and reset', async ({ page }) => {
    await page.goto('/guidance/?audience=mentor&stage=one-off-meeting&topic=rights');
    await expect(status(page)).toHaveText('No article fits all of these.');
    expect(await shownPaths(page)).toEqual([]);
    await page.getByRole('button', { name: 'Show all' }).click();
    await expect(page).toHaveURL(/\/guidance\/$/);
    await expect(page.getByRole('button', { name: 'Show all' })).toBeHidden();
    await expect(pick(page, 'Everyone')).toBeChecked();
    await expect(pick(page, 'Everyone')).toBeFocused();
    const paths = await shownPaths(page);
    await expect(status(page)).toHaveText(`${paths.length} articles`);
    expect(paths.length).toBeGreaterThan(10);
  });

  test('use a choice made before their script loaded', async ({ page }) => {
    const release = await hold(page, /\/_astro\/filters\b/);
    await page.goto('/guidance/');
    await page.getByLabel('Topic').selectOption('Confidence');
    await expect(page).toHaveURL(/\/guidance\/$/);
    release();
    await expect(page).toHaveURL(/topic=confidence$/);
    await expect(page.getByLabel('Topic')).toHaveValue('confidence');
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('links to the topics replace the filters', async ({ page }) => {
    await page.goto('/guidance/');
    await expect(page.getByRole('group', { name: 'Who it is for' })).toBeHidden();
    await page.getByRole('navigation', { name: 'Jump to a stage' }).getByRole('link', { name: 'Topics' }).click();
    await expect(page).toHaveURL(/#topics$/);
    await page.locator('#topics').getByRole('link', { name: 'Confidence' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Confidence' })).toBeVisible();
    await page.getByRole('navigation', { name: 'Other topics' }).getByRole('link', { name: 'For mentors' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'For mentors' })).toBeVisible();
  });
});

for (const { who, name, first, last } of [
  {
    who: 'mentee',
    name: 'Start as a mentee',
    first: 'What mentoring is, and what it is not',
    last: /End your mentoring well/,
  },
  { who: 'mentor', name: 'Start as a mentor', first: /First steps for a new mentor/, last: /End your mentoring well/ },
]) {
  test(`the path for a new ${who} leads from the first article to the last, with a reason for each`, async ({
    page,
  }) => {
    await page.goto('/guidance/');
    await page.getByRole('link', { name }).click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    const steps = page.getByRole('main').locator('ol').getByRole('listitem');
    await expect(steps.first().getByRole('link', { name: first })).toBeVisible();
    await expect(steps.last().getByRole('link', { name: last })).toBeVisible();
    for (const step of await steps.all()) {
      await expect(step.getByRole('link')).toHaveCount(1);
      await expect(step.getByRole('paragraph')).toHaveText(/\w.+\.$/);
    }
    await page.getByRole('link', { name: `Everything for ${who}s` }).click();
    await expect(pick(page, who === 'mentee' ? 'Mentees' : 'Mentors')).toBeChecked();
  });
}
