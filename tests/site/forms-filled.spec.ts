import type { Page } from '@playwright/test';
import { openForm, reference, sendLabels, steps, type FormName } from '../support/forms.ts';
import { expect, test } from '../support/test.ts';
import { isWholeMatrix } from '../support/whole-matrix.ts';

/** What differs from one submission to the next. */
const ofEach = { submission_id: expect.anything(), elapsed: expect.anything() };

const press = (page: Page, words: string) => page.getByRole('button', { name: words, exact: true }).click();

/** Puts what is in the controls of one page into those of another, as browsers and password managers can: no event tells the page. */
async function fillSilently(from: Page, to: Page): Promise<void> {
  type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
  const controls = '[data-step] :is(input:not([type="hidden"]), select, textarea)';
  const filled = await from
    .locator(controls)
    .evaluateAll((all) => all.map((each) => [(each as Control).value, (each as HTMLInputElement).checked] as const));
  await to.locator(controls).evaluateAll((all, filled) => {
    for (const [index, [value, isChecked]] of filled.entries()) {
      const control = all[index] as HTMLInputElement;
      if (control.value !== value) control.value = value;
      if (control.checked !== isChecked) control.checked = isChecked;
    }
  }, filled);
}

async function posted(page: Page, form: FormName): Promise<unknown> {
  const request = page.waitForRequest(`**/f/${form}`);
  await press(page, sendLabels[form]);
  const sent = (await request).postDataJSON() as unknown;
  await reference(page);
  return sent;
}

/** A form of several steps, and one of one page that has the other kinds of questions. */
const some: readonly FormName[] = ['mentee', 'ask'];

for (const form of isWholeMatrix ? (Object.keys(steps) as FormName[]) : some)
  test(`every step of the ${form} form reads controls that were filled without an event`, async ({ page, context }) => {
    const typed = await context.newPage();
    await openForm(typed, form);
    await openForm(page, form);
    for (const [index, fill] of steps[form].entries()) {
      await fill(typed);
      await fillSilently(typed, page);
      if (index === steps[form].length - 1) break;
      await press(typed, 'Continue');
      await press(page, 'Continue');
    }
    const expected = (await posted(typed, form)) as object;
    expect(await posted(page, form)).toEqual({ ...expected, ...ofEach });
  });
