import { smallControls } from '../support/control-size.ts';
import { formPaths } from '../support/forms.ts';
import { pages } from '../support/site.ts';
import { expect, test } from '../support/test.ts';

test.use({ viewport: { width: 390, height: 844 } });

test('no control of any page has letters so small that a phone enlarges the page', async ({ page }) => {
  test.setTimeout(240_000);
  const parts = 'Save your answers for later';
  for (const { path } of pages) {
    await page.goto(path);
    if (path === formPaths.mentee || path === formPaths.mentor) await expect(page.getByText(parts)).toBeVisible();
    expect(await smallControls(page), path).toEqual([]);
  }
});
