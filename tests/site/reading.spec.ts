import { expectNoOverflow } from '../support/axe.ts';
import { templates } from '../support/site.ts';
import { expect, test } from '../support/test.ts';

/** Text spacing that must not lose content (WCAG 2.2, 1.4.12). */
const spacing =
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }';

/** Returns texts that are cut off at the edge of their box. Runs in the page. */
function cutTexts(): string[] {
  const shown = [...document.querySelectorAll('body *')].filter((element) =>
    element.checkVisibility({ visibilityProperty: true }),
  );
  return shown
    .filter((element) => {
      const { overflowX, overflowY, clipPath } = getComputedStyle(element);
      // A box of one pixel or a clip hides text for screen readers on purpose.
      if (
        element.clientWidth <= 1 ||
        clipPath !== 'none' ||
        !(element instanceof HTMLElement) ||
        element.innerText.trim() === ''
      )
        return false;
      const cutBeside =
        overflowX !== 'visible' && overflowX !== 'auto' && element.scrollWidth > element.clientWidth + 1;
      const cutBelow =
        overflowY !== 'visible' && overflowY !== 'auto' && element.scrollHeight > element.clientHeight + 1;
      return cutBeside || cutBelow;
    })
    .map((element) => element.outerHTML.slice(0, 120));
}

test('every template shows every word at 200 % and 400 %, and with wider spacing', async ({ page }) => {
  for (const { path } of templates) {
    await page.goto(path);
    for (const zoom of [2, 4]) {
      await page.setViewportSize({ width: 1280 / zoom, height: Math.round(1024 / zoom) });
      expect.soft(await page.evaluate(cutTexts), `${path} at ${zoom}00 %`).toEqual([]);
    }
    await page.setViewportSize({ width: 320, height: 640 });
    await page.evaluate((css) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      document.adoptedStyleSheets = [sheet];
    }, spacing);
    expect.soft(await page.evaluate(cutTexts), `${path} with wider spacing`).toEqual([]);
    await expectNoOverflow(page);
  }
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the search box leads to a page that offers every tip', async ({ page }) => {
    await page.goto('/');
    const box = page.getByRole('searchbox').or(page.getByRole('combobox')).first();
    await box.fill('nervous');
    await box.press('Enter');
    await expect(page).toHaveURL(/\/search\/\?q=nervous/);
    await page.getByRole('main').getByRole('link', { name: /tip/i }).first().click();
    await expect(page).toHaveURL(/\/tips\/$/);
  });

  test('the menu opens on a phone', async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 640 });
    await page.goto('/');
    const guidance = page.getByRole('banner').getByRole('link', { name: 'Guidance' });
    await expect(guidance).toBeHidden();
    await page.getByRole('banner').getByText('Menu').click();
    await expect(guidance).toBeVisible();
  });
});

test('on a phone the Tab order is the visual order: skip link, name, search, menu', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/about/');
  await page.keyboard.press('Tab');
  const skip = await page.getByRole('link', { name: /skip to/i }).boundingBox();
  // The focus ring needs room on every side.
  expect(Math.min(skip!.x, skip!.y, 360 - skip!.x - skip!.width)).toBeGreaterThan(8);
  expect(skip!.width).toBeLessThan(200);
  const banner = page.getByRole('banner');
  for (const control of [
    banner.getByRole('link').first(),
    banner.getByRole('link', { name: 'Northbridge Mentors' }),
    banner.getByRole('link', { name: 'Search' }),
    banner.getByText('Menu'),
  ]) {
    await page.keyboard.press('Tab');
    await expect(control).toBeFocused();
  }
});

test('the first Tab stop skips the header', async ({ page }) => {
  await page.goto('/guidance/');
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: /skip to/i });
  await expect(skip).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.querySelector('main')?.contains(document.activeElement))).toBe(true);
});

test.describe('an article', () => {
  test.beforeEach(({ page }) => page.goto('/guidance/virtual-mentoring/').then(() => undefined));

  test('prints as a handout with its address and its date, without parts for screens only', async ({ page }) => {
    const address = page.getByText(/^https?:\/\/\S+\/guidance\/virtual-mentoring\/$/);
    await expect(address).toBeHidden();
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(address).toBeVisible();
    await expect(page.getByText(/^Reviewed \d/)).toBeVisible();
    for (const role of ['searchbox', 'navigation', 'contentinfo'] as const)
      await expect(page.getByRole(role)).toHaveCount(0);
    await expect(page.getByRole('link', { name: /^Copy link/ })).toHaveCount(0);
    expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe('rgb(39, 26, 42)');
  });

  test('is shared by its address, without third parties', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await page.getByRole('link', { name: 'Copy link', exact: true }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toBeVisible();
    expect(await copied()).toMatch(/\/guidance\/virtual-mentoring\/$/);
    const mail = new URL((await page.getByRole('link', { name: 'Send it by email' }).getAttribute('href'))!);
    expect(mail.searchParams.get('body')).toBe(await copied());
    const tip = page.locator('[data-tip]').first();
    await tip.getByRole('link', { name: /^Copy link/ }).click();
    await expect(tip.getByRole('status')).toHaveText('Copied');
    expect(await copied()).toMatch(new RegExp(`/guidance/virtual-mentoring/#${await tip.getAttribute('id')}$`));
  });
});
