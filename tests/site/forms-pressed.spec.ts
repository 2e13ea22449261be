import type { Page } from '@playwright/test';
import { site } from '#site';
import { fillUpTo, openForm } from '../support/forms.ts';
import { untilDrawn } from '../support/layout-shifts.ts';
import { scriptNamed } from '../support/site.ts';
import { expect, hold, test } from '../support/test.ts';

/** Milliseconds for which the page surely holds still. On a busy machine a press may last longer: then it says nothing and is done again. */
const sure = 2000;

interface Late {
  /** Name of the script that arrives while the option is pressed. */
  script: string;
  /** Opens a form and fills it in up to the option. */
  fill: (page: Page) => Promise<void>;
  option: string;
  /** What the script adds above the option. */
  adds: string;
}

const late: readonly Late[] = [
  {
    script: 'idle',
    fill: async (page) => {
      await openForm(page, 'mentee');
      await fillUpTo(page, 'mentee', 1);
      await page.getByLabel('email address').fill(site.students.exampleEmail);
    },
    option: 'Undergraduate',
    adds: 'We read your student number from it',
  },
  {
    script: 'suggest-email',
    fill: async (page) => {
      await openForm(page, 'mentor');
      await page.getByLabel('Email address').fill('grace@gmial.com');
    },
    option: '11 years or more',
    adds: 'Did you mean grace@gmail.com?',
  },
];

// Where nothing is scrolled, a browser does not hold the place of what is read.
test.use({ viewport: { width: 1280, height: 2000 } });

for (const { script, fill, option, adds } of late)
  test(`a click reaches the option that was pressed, although the script ${script} arrives before it`, async ({
    page,
  }) => {
    let lasted: number;
    do {
      const asked = page.waitForRequest(scriptNamed(script));
      const release = await hold(page, scriptNamed(script));
      await fill(page);
      const address = (await asked).url();
      await page.locator('label.option', { hasText: option }).hover();
      const pressedAt = Date.now();
      await page.mouse.down();
      release();
      await page.evaluate((address) => import(address) as Promise<unknown>, address);
      await untilDrawn(page);
      await page.mouse.up();
      lasted = Date.now() - pressedAt;
      await page.unroute(scriptNamed(script));
      await page.evaluate(() => sessionStorage.clear());
    } while (lasted > sure);
    await expect(page.locator('.read-back', { hasText: adds })).toBeVisible();
    await expect(page.getByLabel(option)).toBeChecked();
  });
