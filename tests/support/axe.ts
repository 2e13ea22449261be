import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The rules whose answer a change of colours can change. */
const colourRules = ['color-contrast', 'link-in-text-block'];

/** Expects that axe finds nothing on the page as it stands: WCAG 2.2 A and AA, and axe's good practice. */
export async function expectAccessible(page: Page): Promise<void> {
  await expectNothing(axe(page).withTags(standards));
}

const looks = [
  { colorScheme: 'dark', width: 320 },
  { colorScheme: 'light', width: 1280 },
] as const;

/** Expects that a state, reached once, is accessible and fits in the dark on a phone and in the light on a desktop. */
export async function expectAccessibleInLooks(page: Page): Promise<void> {
  for (const { colorScheme, width } of looks) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await test.step(`${colorScheme}, ${width} px`, async () => {
      await expectAccessible(page);
      await expectNoOverflow(page);
    });
  }
}

/** Expects that axe finds no fault of colour; for another look of a page that is accessible otherwise. */
export async function expectReadableColours(page: Page): Promise<void> {
  await expectNothing(axe(page).withRules(colourRules));
}

/** No page has frames, so axe may judge within the page rather than in a second one: half the time. */
const axe = (page: Page) => new AxeBuilder({ page }).setLegacyMode();

async function expectNothing(builder: AxeBuilder): Promise<void> {
  const { violations } = await builder.analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => ({ id, help, target, failureSummary })),
  );
  expect.soft(found).toEqual([]);
}

/** Expects that nothing reaches over the right edge: the page is never scrolled sideways. */
export async function expectNoOverflow(page: Page): Promise<void> {
  const overflow = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const wide = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right > width + 1,
    );
    return document.documentElement.scrollWidth > width ? wide.map((element) => element.outerHTML.slice(0, 120)) : [];
  });
  expect.soft(overflow).toEqual([]);
}
