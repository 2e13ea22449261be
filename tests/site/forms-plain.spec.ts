import { expectAccessibleInLooks } from '../support/axe.ts';
import { formPaths, reference, rememberSent, sendLabels, steps, type FormName } from '../support/forms.ts';
import { readyToSend } from '../support/question.ts';
import { scriptNamed } from '../support/site.ts';
import { expect, test, withoutConnection } from '../support/test.ts';

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false, expectedProblems: [/the server responded with a status of 422/] });

  for (const form of Object.keys(steps) as FormName[])
    test(`the ${form} form is one page, returns with its errors and every answer, and is confirmed`, async ({
      page,
    }) => {
      await page.goto(formPaths[form]);
      for (const fill of steps[form]) await fill(page);
      const label = form === 'contact' ? 'name' : 'full name';
      const name = page.getByLabel(label);
      await name.fill('');
      await page.getByRole('button', { name: sendLabels[form] }).click();
      await expect(page.locator('[data-error-summary]')).toContainText(`Enter your ${label}`);
      await expect(page.getByLabel('email address')).not.toHaveValue('');
      await name.fill('Ada Example');
      await page.getByRole('button', { name: sendLabels[form] }).click();
      await page.waitForURL('**/sent/?ref=*');
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('We have your answers');
      await reference(page);
      await expect(page.getByRole('heading', { name: 'What happens next' })).toHaveCount(1);
      await expect(page.getByRole('heading', { name: /^If you/ })).toHaveCount(0);
    });

  test('a conditional question says in words when to answer it, and sectors are ranked in the order of their lists', async ({
    page,
  }) => {
    await page.goto(formPaths.mentee);
    await expect(page.getByLabel('When did you graduate?')).toHaveAccessibleDescription(
      /Answer only if you are a graduate/,
    );
    await page.getByLabel('First choice').selectOption('publishing');
    await page.getByLabel('Second choice').selectOption('law');
    const posted = page.waitForRequest('**/f/mentee');
    await page.getByRole('button', { name: sendLabels.mentee }).click();
    expect(new URLSearchParams((await posted).postData() ?? '').getAll('sectors')).toEqual(['publishing', 'law', '']);
  });
});

test('people cannot reach the trap field', async ({ page }) => {
  await page.goto(formPaths.ask);
  const trap = page.locator('input[name="_gotcha"]');
  await expect(trap).toHaveAttribute('tabindex', '-1');
  await expect(trap).toHaveAttribute('autocomplete', 'off');
  await expect(page.getByLabel('Leave this empty')).toBeAttached();
  await expect(page.getByRole('textbox', { name: 'Leave this empty' })).toHaveCount(0);
});

test.describe('when its script failed to load at first', () => {
  test.use({ expectedProblems: [withoutConnection] });
  test('the confirmation page makes a copy of the answers that works on its own', async ({ page }) => {
    await page.route(scriptNamed('copy-file'), (route) => route.abort(), { times: 1 });
    await readyToSend(page);
    await page.getByLabel('Full name').fill('Ada <i>Example</i>');
    await page.getByRole('button', { name: sendLabels.ask }).click();
    const sent = await reference(page);
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save a copy of your answers' }).click();
    const file = await saved;
    expect(file.suggestedFilename()).toBe(`mentoring-${sent}.html`);
    const html = Buffer.concat(await (await file.createReadStream()).toArray()).toString();
    expect(html).toContain('Ada &lt;i&gt;Example&lt;/i&gt;');
    expect(html).toContain(sent);
    expect(html).not.toMatch(/<script|https?:|src=|href=/);
  });
});

test('the confirmation page claims no arrival by its address alone, and lateness only of what came late', async ({
  page,
}) => {
  const place = page.locator('[data-reference]');
  for (const address of ['/sent/', '/sent/?ref=K7PX29XM', '/sent/?ref=<b>OOOO</b>']) {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('After you send a form');
    await expect(place).toBeHidden();
    await expect(page.getByText('OOOO')).toHaveCount(0);
  }
  const late = page.getByText('It reached us after the round closed.');
  await rememberSent(page, 'K7PX29XM');
  await page.goto('/sent/?ref=K7PX29XM');
  await expect(place).toHaveText('K7PX29XM');
  await expect(late).toBeHidden();
  await page.goto('/sent/?ref=K7PX29XM&late');
  await expect(late).toBeVisible();
  await expectAccessibleInLooks(page);
});
