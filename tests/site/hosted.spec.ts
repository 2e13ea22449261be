import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formById } from '#forms/registry.ts';
import { fillForm, formPaths, openForm, reference, sendLabels, type FormName } from '../support/forms.ts';
import { formspreeDouble, type FormspreeDouble } from '../support/formspree-double.ts';
import { hosted } from '../support/hosted.ts';
import { expect, test } from '../support/test.ts';
import { isWholeMatrix } from '../support/whole-matrix.ts';

// All tests use the same double on the same port, so they run one after the other.
test.describe.configure({ mode: 'serial' });
test.use({
  baseURL: hosted.site,
  expectedProblems: [/^a request to another origin: http:\/\/double\.formspree\.io\/|Failed to load resource/],
});

let service: FormspreeDouble;
test.beforeAll(async () => {
  service = await formspreeDouble(Number(process.env['HOSTED_DOUBLE_PORT']), Object.values(hosted.ids));
});
test.afterAll(() => service.close());

for (const form of isWholeMatrix ? (Object.keys(formPaths) as FormName[]) : (['mentee', 'ask'] as const))
  test(`the ${form} form is sent to hosted Formspree, after a preflight, and confirmed here`, async ({ page }) => {
    const before = { rows: service.stored.length, preflights: service.preflights() };
    await openForm(page, form);
    await fillForm(page, form);
    await page.getByRole('button', { name: sendLabels[form] }).click();
    await reference(page);
    // No server writes into this page: what is said of a form that nobody knows goes, and the tick comes, by the script.
    for (const doubt of await page.locator('[data-state="unknown"]').all()) await expect(doubt).toBeHidden();
    await expect(page.locator('.head .tick')).toBeVisible();
    expect(new URL(page.url()).origin).toBe(hosted.site);
    await expect(page.getByRole('link', { name: /^(Have the link sent again|My application)$/ })).toHaveCount(0);
    expect(service.preflights()).toBeGreaterThan(before.preflights);
    const [row, ...others] = service.stored.slice(before.rows);
    expect(others).toEqual([]);
    expect(row).toMatchObject({ path: `/f/${hosted.ids[form]}`, fields: { formVersion: formById(form)!.version } });
  });

test('each form names its own address at the service', () => {
  for (const [form, path] of Object.entries(formPaths)) {
    const html = readFileSync(join(process.env['HOSTED_SITE_FOLDER']!, path, 'index.html'), 'utf8');
    expect(html, form).toContain(`action="${hosted.endpoint}/f/${hosted.ids[form as FormName]}"`);
  }
});

test('a problem found by the service is shown beside its field', async ({ page }) => {
  service.faults.push({ field: 'email', code: 'TYPE_EMAIL', message: 'should be an email' });
  await openForm(page, 'ask');
  await fillForm(page, 'ask');
  await page.getByRole('button', { name: sendLabels.ask }).click();
  await expect(page.locator('[data-error-summary]')).toBeFocused();
  await expect(page.locator('#email-error')).toHaveText('should be an email');
});

test('the form tries again when the service is busy, then broken', async ({ page }) => {
  const before = service.stored.length;
  service.faults.push({ status: 429, retryAfter: '1' }, { status: 500 });
  await openForm(page, 'ask');
  await fillForm(page, 'ask');
  await page.getByRole('button', { name: sendLabels.ask }).click();
  await reference(page);
  expect(service.stored.slice(before)).toHaveLength(1);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a form is posted, and the service links to our confirmation', async ({ page }) => {
    const before = service.stored.length;
    await page.goto(formPaths.ask);
    await fillForm(page, 'ask');
    await page.getByRole('button', { name: sendLabels.ask }).click();
    await expect(page).toHaveURL(/\/sent\/$/);
    expect(service.stored.slice(before)).toHaveLength(1);
  });
});
