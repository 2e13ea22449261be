import type { Page } from '@playwright/test';

/** Returns the controls of the page whose letters are smaller than 16 pixels: phones enlarge the page when one of them takes the focus. */
export const smallControls = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('input:not([type="hidden"]), select, textarea')]
      .filter((control) => parseFloat(getComputedStyle(control).fontSize) < 16)
      .map((control) => `${control.tagName} ${control.id || (control.getAttribute('name') ?? '')}`),
  );
