import type { Locator, Page } from '@playwright/test';
import { expectAccessibleInLooks } from '../support/axe.ts';
import {
  fillForm,
  fillUpTo,
  keepDraft,
  openForm,
  reference,
  sendLabels,
  silenceServersTime,
} from '../support/forms.ts';
import { scriptNamed } from '../support/site.ts';
import { expect, hold, moveTo, test } from '../support/test.ts';

/** Opens the mentee form at its second step, with a draft stored. */
async function openDraft(page: Page): Promise<void> {
  await openForm(page, 'mentee');
  await fillUpTo(page, 'mentee', 1);
  await keepDraft(page);
  await page.getByLabel('Full name').fill('Ada Draft');
}

const kept = () => Object.keys(localStorage).filter((key) => key.startsWith('draft:'));

test('a draft is stored once the applicant agrees, restored at the first incomplete step, and deleted on request', async ({
  page,
}) => {
  await openForm(page, 'mentee');
  await fillUpTo(page, 'mentee', 1);
  await page.getByText('Save your answers for later').click();
  await expect(page.getByLabel('No, this is a shared computer')).toBeChecked();
  expect(await page.evaluate(kept)).toEqual([]);
  await page.getByLabel('Yes, for 30 days').check();
  await page.getByLabel('Full name').fill('Ada Draft');
  await expectAccessibleInLooks(page);
  await page.goto('/about/');
  // Nor may it be stored empty while it is restored, in case the tab is closed at that instant.
  await page.addInitScript(() => {
    const set = Reflect.get(Storage.prototype, 'setItem');
    Storage.prototype.setItem = function (key, text) {
      if (key.startsWith('draft:') && !text.includes('Ada Draft')) sessionStorage['emptied'] = text;
      set.call(this, key, text);
    };
  });
  await openForm(page, 'mentee');
  await expect(page.getByLabel('Full name')).toHaveValue('Ada Draft');
  await expect(page.getByText(/^The answers you saved on/)).toBeVisible();
  expect(await page.evaluate(() => sessionStorage['emptied'] as unknown)).toBeUndefined();
  await page.getByRole('button', { name: 'Delete saved answers' }).click();
  expect(await page.evaluate(kept)).toEqual([]);
  await expect(page.getByText('Your saved answers are deleted from this device.')).toBeVisible();
});

test('a saved file restores the answers in another browser', async ({ page, browser }) => {
  await openForm(page, 'mentee');
  await fillUpTo(page, 'mentee', 2);
  await page.getByText('Save your answers for later').click();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save them in a file' }).click();
  const buffer = Buffer.concat(await (await (await saved).createReadStream()).toArray());

  const elsewhere = await browser.newPage();
  await openForm(elsewhere, 'mentee');
  await elsewhere.getByText('Save your answers for later').click();
  await elsewhere
    .getByLabel('Go on with a saved file')
    .setInputFiles({ name: 'Apply for a mentor.json', mimeType: 'application/json', buffer });
  await expect(elsewhere.getByText('The answers in your file are in the form.')).toBeVisible();
  await expect(elsewhere.getByRole('heading', { name: 'What you want from mentoring' })).toBeVisible();
  await elsewhere.close();
});

test('a file of another version restores the fields the form still has, and a damaged one nothing', async ({
  page,
}) => {
  const open = (text: string) =>
    page
      .getByLabel('Go on with a saved file')
      .setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  const draft = (answers: object) => JSON.stringify({ form: 'mentee', savedAt: '2027-01-01T09:00:00.000Z', answers });
  await openForm(page, 'mentee');
  await page.getByLabel('I am a student').check();
  await page.getByText('Save your answers for later').click();
  for (const damaged of [draft({ fullName: 'Ada' }).slice(0, -9), draft({}), '\0\u00ff', '{"form":"mentor"}', '']) {
    await open(damaged);
    await expect(page.getByText('This file holds no answers to this form.')).toBeVisible();
    await open(draft({ status: 'student' }));
    await expect(page.getByText('The answers in your file are in the form.')).toBeVisible();
    await expect(page.getByLabel('I am a student')).toBeChecked();
  }
  await open(draft({ status: 'student', fullName: 'Ada Older', shoeSize: '5', level: 'diploma', windows: 'weekend' }));
  await expect(page.getByLabel('Full name')).toHaveValue('Ada Older');
  await expect(page.getByRole('group', { name: 'Level of the course' }).locator(':checked')).toHaveCount(0);
  await open('[]');
  await expect(page.getByText('This file holds no answers to this form.')).toBeVisible();
  await expectAccessibleInLooks(page);
});

test('text typed before the draft is restored is not lost', async ({ page, context }) => {
  await openForm(page, 'mentee');
  await fillUpTo(page, 'mentee', 2);
  await keepDraft(page);
  const other = await context.newPage();
  const release = await hold(other, scriptNamed('idle'));
  await openForm(other, 'mentee');
  await other.getByLabel('I am a graduate').check();
  release();
  await expect(other.getByText(/^The answers you saved on/)).toBeVisible();
  await expect(other.getByLabel('I am a graduate')).toBeChecked();
  await expect(other.locator('#fullName')).toHaveValue('Ada Example');
});

test('text typed in an older tab is merged with the draft of a newer one', async ({ page: older, context }) => {
  await openDraft(older);
  // Every page of a test has the focus of the window; here only one can.
  await older.getByLabel('Full name').blur();
  const newer = await context.newPage();
  await openForm(newer, 'mentee');
  await expect(newer.getByLabel('Full name')).toHaveValue('Ada Draft');
  await newer.getByLabel('Course', { exact: true }).fill('Law');
  await newer.getByLabel('Undergraduate').check();
  await newer.getByLabel('Full name').fill('');
  await expect(older.getByLabel('Course', { exact: true })).toHaveValue('Law');
  await expect(older.getByLabel('Undergraduate')).toBeChecked();
  await expect(older.getByLabel('Full name')).toHaveValue('');
  await older.getByLabel('Year 2').check();
  await expect(newer.getByLabel('Year 2')).toBeChecked();
  await older.close();
  await newer.close();
  const last = await context.newPage();
  await openForm(last, 'mentee');
  await expect(last.getByLabel('Year 2')).toBeChecked();
  await expect(last.getByLabel('Course', { exact: true })).toHaveValue('Law');
});

test('a draft deleted in one tab is not stored again by another', async ({ page, context }) => {
  await openDraft(page);
  const other = await context.newPage();
  await openForm(other, 'mentee');
  await other.getByRole('button', { name: 'Delete saved answers' }).click();
  await expect(page.getByText('Your saved answers were sent or deleted in another tab.')).toBeVisible();
  await page.getByLabel('Full name').fill('Ada Again');
  expect(await page.evaluate(kept)).toEqual([]);
});

test('a draft can be deleted on the page for people who cannot apply', async ({ page }) => {
  await openForm(page, 'mentee');
  await keepDraft(page);
  await page.getByLabel('Neither of these').check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('heading', { name: 'You cannot apply for mentoring' })).toBeFocused();
  await expectAccessibleInLooks(page);
  await page.getByRole('button', { name: 'Delete saved answers' }).click();
  expect(await page.evaluate(kept)).toEqual([]);
  await expect(page.getByText('Your saved answers are deleted from this device.')).toBeVisible();
});

test('a draft of a round that has closed can be copied or deleted', async ({ page }) => {
  await openDraft(page);
  await silenceServersTime(page);
  await moveTo(page, '2027-02-12T05:00:00Z');
  await page.goto('/about/');
  await openForm(page, 'mentee');
  await expect(page.getByRole('heading', { name: 'Applications have closed', exact: true })).toBeVisible();
  await expect(page.locator('.answers').getByText('Ada Draft')).toBeVisible();
  await page.getByRole('button', { name: 'Delete saved answers' }).click();
  expect(await page.evaluate(kept)).toEqual([]);
});

test.describe('on an unreliable connection', () => {
  test.use({ expectedProblems: [/ERR_FAILED/] });
  test('the form is sent although the deferred parts failed to load twice', async ({ page }) => {
    await page.route(scriptNamed('deferred'), (route) => route.abort(), { times: 2 });
    await openForm(page, 'ask');
    await fillForm(page, 'ask');
    await page.getByRole('button', { name: sendLabels.ask }).click();
    await reference(page);
  });
  test('parts that failed to load are loaded later', async ({ page }) => {
    await page.route(scriptNamed('idle'), (route) => route.abort(), { times: 1 });
    await openForm(page, 'mentee');
    await expect(page.getByText('Save your answers for later')).toBeVisible({ timeout: 15_000 });
  });
  test('pages that may help are offered although their script failed to load at first', async ({ page }) => {
    await page.route(scriptNamed('what-may-help'), (route) => route.abort(), { times: 1 });
    await openForm(page, 'ask');
    await page.getByLabel('Your question').fill('How do I prepare for an interview with STAR answers?');
    const help = page.getByRole('complementary', { name: 'These may already help' });
    await expect(help.getByRole('link').first()).toBeVisible();
    await expect(help.getByRole('link').first()).toHaveAttribute('href', /^\/guidance\//);
    await expectAccessibleInLooks(page);
  });
});

test('a question that tells of harm is shown whom to turn to, and no pages', async ({ page }) => {
  await openForm(page, 'ask');
  const question = page.getByLabel('Your question');
  await question.fill('I want to kill myself and I do not know who I can ask');
  const help = page.getByRole('complementary', { name: 'Help now' });
  await expect(help.getByRole('link')).toHaveAttribute('href', '/support/');
  await expect(page.getByRole('complementary', { name: 'These may already help' })).toBeHidden();
  await expectAccessibleInLooks(page);
  await question.fill('My mentor keeps touching me and I do not know what to do');
  await expect(help.getByRole('link')).toHaveAttribute('href', '/guidance/how-i-am-treated/');
});

test('so is a message to the team, and what an application tells', async ({ page }) => {
  const help = page.getByRole('complementary', { name: 'Help now' });
  await openForm(page, 'contact');
  const message = page.getByLabel('Your message');
  await message.fill('My mentor keeps touching me and I do not know what to do');
  await expect(help.getByRole('link')).toHaveAttribute('href', '/guidance/how-i-am-treated/');
  await message.fill('I would like to change the date of my application, please');
  await expect(help).toBeHidden();
  await openForm(page, 'mentee');
  await fillUpTo(page, 'mentee', 2);
  await page
    .getByLabel('What do you want to achieve?')
    .fill('I do not want to live any more and I cannot tell anybody');
  await expect(help.getByRole('link')).toHaveAttribute('href', '/support/');
  await expectAccessibleInLooks(page);
});

test('help for two texts of a step that tell of harm stands once, beside the one written last', async ({ page }) => {
  const help = page.getByRole('complementary', { name: 'Help now' });
  await openForm(page, 'mentee');
  await fillUpTo(page, 'mentee', 2);
  const [first, second] = (await page.locator('textarea:visible').all()) as [Locator, Locator];
  await first.fill('My mentor keeps touching me and I do not know what to do');
  await expect(help).toHaveCount(1);
  await second.fill('I do not want to live any more and I cannot tell anybody');
  await expect(help.getByRole('link')).toHaveCount(2);
  await expect(help).toHaveCount(1);
  expect((await help.boundingBox())!.y).toBeGreaterThan((await second.boundingBox())!.y);
  await second.fill('I would like to learn how to write a CV');
  await expect(help.getByRole('link')).toHaveCount(1);
  await expect(help.getByRole('link')).toHaveAttribute('href', '/guidance/how-i-am-treated/');
  expect((await help.boundingBox())!.y).toBeLessThan((await second.boundingBox())!.y);
});

test('the preview beside the goals shows what the mentor and what only the team will see', async ({ page }) => {
  await openForm(page, 'mentee');
  await fillUpTo(page, 'mentee', 2);
  const preview = page.getByRole('complementary', { name: 'What your mentor will see' });
  await page.getByLabel('What do you want to achieve?').fill('Write to me at ada@example.com');
  await expect(preview.getByText('Ada Example')).toBeVisible();
  await expect(preview.getByText('s1234567')).toHaveCount(0);
  await expect(preview.getByText(/Only the Mentoring Office sees, for now:.*student number/)).toBeVisible();
  await expect(preview.getByText(/There is an email address in it/)).toBeVisible();
  await expectAccessibleInLooks(page);
});
