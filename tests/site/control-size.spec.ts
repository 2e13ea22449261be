import { smallControls } from '../support/control-size.ts';
import { formPaths } from '../support/forms.ts';
import { samplePages } from '../support/site.ts';
import { expect, test } from '../support/test.ts';

test.use({ viewport: { width: 390, height: 844 } });

test('no control of any kind of page has letters so small that a phone enlarges the page', async ({ page }) => {
  const parts = 'Save your answers for later';
  for (const { path } of samplePages()) {
    await page.goto(path);
    if (path === formPaths.mentee || path === formPaths.mentor) await expect(page.getByText(parts)).toBeVisible();
    expect(await smallControls(page), path).toEqual([]);
  }
});
