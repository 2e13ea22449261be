import { expectAccessible, expectNoOverflow, expectReadableColours } from '../support/axe.ts';
import { expect, test } from '../support/test.ts';
import { pages } from '../support/site.ts';

const otherLooks = [
  { name: 'dark', colorScheme: 'dark', forcedColors: 'none' },
  { name: 'forced colours', colorScheme: 'dark', forcedColors: 'active' },
] as const;
const widths = [320, 1280];

for (const { path } of pages) {
  test(`${path} is accessible in every colour scheme, on a phone and on a desktop`, async ({ page }) => {
    test.slow();
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', reducedMotion: 'reduce' });
      await test.step(`${width} px wide without scrolling sideways`, () => expectNoOverflow(page));
      await test.step(`light, ${width} px`, () => expectAccessible(page));
      for (const { name, ...media } of otherLooks) {
        await page.emulateMedia({ ...media, reducedMotion: 'reduce' });
        await test.step(`${name}, ${width} px`, () => expectReadableColours(page));
      }
    }
  });
}
