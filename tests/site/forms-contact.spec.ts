import { fillForm, formPaths, openForm, reference, sendLabels } from '../support/forms.ts';
import { expect, test } from '../support/test.ts';

test('what was sent is changed or withdrawn by a message that has its reference', async ({ page }) => {
  await openForm(page, 'ask');
  await fillForm(page, 'ask');
  await page.getByRole('button', { name: sendLabels.ask }).click();
  const sent = await reference(page);
  await expect(page.getByRole('link', { name: 'Have the link sent again' })).toHaveAttribute('href', /\/my\/$/);
  await page.getByRole('link', { name: 'withdraw it' }).click();
  await expect(page.locator('[data-paper][data-ready]')).toBeAttached();
  await expect(page.getByLabel('Withdraw what I sent')).toBeChecked();
  await expect(page.getByLabel('Reference')).toHaveValue(sent);
  await page.getByLabel('Your message').fill('Nothing more is needed, thank you.');
  await page.getByLabel('Your name').fill('Ada Example');
  await page.getByLabel('Email address').fill('ada@example.com');
  const posted = page.waitForRequest((request) => request.method() === 'POST');
  await page.getByRole('button', { name: sendLabels.contact }).click();
  expect((await posted).postDataJSON()).toMatchObject({ topic: 'withdraw', reference: sent });
  await reference(page);
});

test('a report that something is wrong needs no details', async ({ page }) => {
  await page.goto('/search/?q=my mentor touched me');
  await page.getByRole('link', { name: 'Write to the team' }).click();
  await expect(page.locator('[data-paper][data-ready]')).toBeAttached();
  await expect(page.getByRole('radio', { name: 'Something is wrong' })).toBeChecked();
  await expect(page.getByLabel('Your message')).toHaveAccessibleDescription(/do not have to give details/);
  await expect(page.getByRole('main').getByRole('link', { name: '911' })).toBeVisible();
});

test('an address that names what the form does not have fills in nothing', async ({ page }) => {
  await openForm(page, 'contact', '?topic=<b>&reference=&message=x&fullName=Eve');
  await expect(page.locator('[name="topic"]:checked')).toHaveCount(0);
  await expect(page.getByLabel('Your message')).toHaveValue('');
  await expect(page.getByLabel('Your name')).toHaveValue('');
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('the confirmation leads to a message with its reference all the same', async ({ page }) => {
    await page.goto(formPaths.contact);
    await page.getByLabel('Something else').check();
    await page.getByLabel('Your message').fill('Is the library open on Sunday?');
    await page.getByLabel('Your name').fill('Ada Example');
    await page.getByLabel('Email address').fill('ada@example.com');
    await page.getByRole('button', { name: sendLabels.contact }).click();
    const sent = await reference(page);
    await expect(page.getByRole('link', { name: 'change what you sent' })).toHaveAttribute(
      'href',
      `/contact/?topic=change&reference=${sent}`,
    );
  });
});
