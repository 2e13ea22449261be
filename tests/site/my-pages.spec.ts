/** The pages of people without an account, from the link in a mail to the end of the way. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import PostalMime from 'postal-mime';
import { globSync } from 'tinyglobby';
import type { FormId } from '#forms/form.ts';
import { openInbox, type Inbox } from '#inbox/open-inbox.ts';
import { issueLink, renewLinks } from '#inbox/services/links.ts';
import { answersOf } from '../inbox/support/answers.ts';
import { expectAccessibleInLooks } from '../support/axe.ts';
import { smallControls } from '../support/control-size.ts';
import { expect, type Start, test as inBrowser } from '../support/test.ts';
import { startWorkerInbox, type WorkerInbox } from '../support/worker-inbox.ts';

const now = '2027-01-15T12:00:00.000Z';
const kim = { at: now, actor: 'staff:kim' };

type Server = Inbox & WorkerInbox;

const start: Start<Server> = async (atEnd) => {
  const started = await startWorkerInbox({ CLOCK: now }, atEnd);
  const inbox = await openInbox(started.config);
  atEnd(() => inbox.store.close());
  return { ...inbox, ...started };
};

const test = inBrowser.extend<{ server: Server }>({
  server: async ({ oncePerWorker }, use) => use(await oncePerWorker(start)),
  baseURL: ({ server }, use) => use(server.origin),
});

test.use({ expectedProblems: [/422 \(Unprocessable|404 \(Not Found\)/], viewport: { width: 390, height: 844 } });

let sent = 0;

/** Sends a form and returns its name. */
async function send(server: Server, form: FormId, changes: Record<string, string> = {}) {
  sent += 1;
  const email = form === 'mentor' ? `m${sent}@example.com` : `s${3_000_000 + sent}@my.northbridge.example`;
  const answers = answersOf(form, {
    email,
    studentNumber: form === 'mentor' ? undefined : email.split('@')[0],
    ...changes,
  });
  const response = await fetch(`${server.origin}/f/${form}`, {
    method: 'POST',
    body: JSON.stringify(answers),
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
  });
  expect(response.status, await response.text()).toBe(200);
  return { form, submissionId: String(answers['submission_id']) } as const;
}

type Name = Awaited<ReturnType<typeof send>>;

/** Returns the path in the mail of a kind to an applicant, once it is sent. */
async function pathInMail({ mails }: Server, kind: string, { submissionId }: Name): Promise<string> {
  const find = () => globSync(`${kind}.*${submissionId}.eml`, { cwd: mails })[0];
  await expect.poll(find, { timeout: 30_000 }).toBeDefined();
  const { text = '' } = await PostalMime.parse(readFileSync(join(mails, find()!)));
  return new URL(/(http\S+\/my\/[\w-]{43}\/)/.exec(text)![1]!).pathname;
}

/** Asks a mentor about a mentee, and returns the path of the question. */
async function ask(server: Server): Promise<string> {
  const [mentee, mentor] = [await send(server, 'mentee'), await send(server, 'mentor')];
  await server.store.change([mentor], { status: 'eligible' }, kim);
  const places = new Map([[mentor.submissionId, 1]]);
  await server.store.offer([{ about: mentee, mentor }], places, { days: 5, answerBy: '2027-01-20' }, kim);
  return pathInMail(server, 'offer', mentor);
}

/** Matches two people, asks the mentee how it goes, and returns the path of the check-in. */
async function checkIn(server: Server): Promise<string> {
  const [mentee, mentor] = [await send(server, 'mentee'), await send(server, 'mentor', { fullName: 'Grace Mentor' })];
  await server.store.match({ mentee, mentor }, 1, false, kim);
  const [match] = await server.store.matches(mentee);
  await server.store.askCheckIns([{ match: match!.seq, kind: 'start', side: 'mentee' }], kim);
  return pathInMail(server, 'check-in-start', mentee);
}

/** Presses a button or follows a link with the keyboard alone. */
async function pressByKeyboard(page: Page, role: 'button' | 'checkbox' | 'link', name: string | RegExp): Promise<void> {
  const control = page.getByRole(role, { name });
  for (let stops = 0; stops < 120; stops += 1) {
    if (await control.evaluate((element) => element === document.activeElement))
      return page.keyboard.press(role === 'checkbox' ? 'Space' : 'Enter');
    await page.keyboard.press('Tab');
  }
  throw new Error(`No number of tabs leads to ${String(name)}.`);
}

test('what belongs to a page stands beside it on a wide screen, and before the answer on a phone', async ({
  page,
  server,
}) => {
  const paths = [
    await pathInMail(server, 'receipt', await send(server, 'mentee')),
    await ask(server),
    await checkIn(server),
  ];
  for (const path of paths) {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(path);
    const [first, side] = [page.locator('.cols > :first-child'), page.locator('.cols > .side')];
    const [beside, text] = [(await side.boundingBox())!, (await first.boundingBox())!];
    expect(beside.x, path).toBeGreaterThan(text.x + text.width);
    expect(Math.abs(beside.y - text.y), path).toBeLessThan(2);
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(paths[1]!);
  const top = async (words: string) => (await page.getByText(words).first().boundingBox())!.y;
  expect(await top('Please tell us by')).toBeLessThan(await top('If you say yes'));
  expect(await top('If you say yes')).toBeLessThan(await top('Yes, I will mentor'));
});

test('the page that sends a lost link again is still on the site', async ({ page }) => {
  await page.goto('/my/');
  await expect(page.getByRole('heading', { name: 'Have a new link sent to you', level: 1 })).toBeVisible();
  await expectAccessibleInLooks(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByText('Menu', { exact: true }).click();
  await page.getByRole('navigation', { name: 'Menu' }).getByRole('link', { name: 'Guidance' }).click();
  await expect(page).toHaveURL((url) => url.pathname === '/guidance/');
});

test('an applicant follows the receipt’s link, changes an answer and withdraws', async ({ page, server }) => {
  await page.goto(await pathInMail(server, 'receipt', await send(server, 'mentee')));
  await expect(page.getByRole('heading', { name: 'My application', level: 1 })).toBeVisible();
  await expectAccessibleInLooks(page);
  expect(await smallControls(page)).toEqual([]);
  await page.getByRole('link', { name: 'Change my answers' }).click();
  await page.getByRole('textbox', { name: /achieve/ }).fill('Too short');
  await page.getByRole('button', { name: /Save/ }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expectAccessibleInLooks(page);
  const goals = 'I want to find out which kinds of editing suit me, and to apply for three posts before the summer.';
  await page.getByRole('textbox', { name: /achieve/ }).fill(goals);
  await page.getByRole('button', { name: /Save/ }).click();
  await expect(page.getByRole('status')).toBeVisible();
  await expect(page.getByText(goals)).toBeVisible();
  await page.getByRole('link', { name: 'Withdraw this application' }).click();
  await expectAccessibleInLooks(page);
  await page.getByRole('checkbox', { name: 'Yes, withdraw' }).check();
  await page.getByRole('button', { name: 'Withdraw my application' }).click();
  await expect(page.getByRole('heading', { name: 'This application is withdrawn' })).toBeVisible();
  await expectAccessibleInLooks(page);
  const spaceAbove = await page
    .getByText(/can no longer be changed here/)
    .evaluate((note) => note.getBoundingClientRect().top - note.previousElementSibling!.getBoundingClientRect().bottom);
  expect(spaceAbove, 'a note stands apart from the last line of the answers').toBeGreaterThanOrEqual(12);
});

test('Back leads to the form when what was typed could not be sent', async ({ context, page, server }) => {
  const typed = 'I want to find out which kinds of editing suit me, and to apply for three posts before the summer.';
  const mentee = await pathInMail(server, 'receipt', await send(server, 'mentee'));
  const pages: [string, RegExp, RegExp][] = [
    [`${mentee}change/`, /achieve/, /^Save/],
    [await checkIn(server), /the team should know/, /^Send this message/],
    [await ask(server), /the team should know/, /^Send my no/],
  ];
  for (const [path, label, button] of pages) {
    await page.goto(path);
    for (const closed of await page.locator('main details:not([open]) > summary').all()) await closed.click();
    await page.getByRole('textbox', { name: label }).fill(typed);
    await context.setOffline(true);
    await page.getByRole('button', { name: button }).click();
    await page.waitForURL('chrome-error://**');
    await context.setOffline(false);
    await page.goBack();
    // Its text is the browser's to restore: Chromium notes what is typed about once a second.
    await expect(page).toHaveURL(path);
    await expect(page.getByLabel(label)).toBeAttached();
  }
});

test('Back leads to a form that came back with problems, with all that was in it', async ({
  context,
  page,
  server,
}) => {
  await page.goto(`${await pathInMail(server, 'receipt', await send(server, 'mentee'))}change/`);
  const goals = page.getByRole('textbox', { name: /achieve/ });
  const name = page.getByRole('textbox', { name: 'Full name' });
  const save = page.getByRole('button', { name: /^Save/ });
  await goals.fill('Too short');
  await name.fill('Ada Other');
  await save.click();
  await expect(page.getByRole('alert')).toBeVisible();
  const typed = 'I want to find out which kinds of editing suit me, and to apply for three posts before the summer.';
  await goals.fill(typed);
  await context.setOffline(true);
  await save.click();
  await page.waitForURL('chrome-error://**');
  await context.setOffline(false);
  await page.goBack();
  await expect(goals).toHaveValue(typed);
  await expect(name).toHaveValue('Ada Other');
  await save.click();
  await expect(page.getByRole('status')).toBeVisible();
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
});

test('an erased application leaves nothing typed in the tab', async ({ page, server }) => {
  const mentee = await pathInMail(server, 'receipt', await send(server, 'mentee'));
  await page.goto(`${mentee}change/`);
  await page.getByRole('textbox', { name: /achieve/ }).fill('Typed and not sent');
  await page.goto(`${mentee}erase/`);
  await page.getByRole('checkbox').check();
  expect(await page.evaluate(() => sessionStorage.length)).toBe(2);
  await page.getByRole('button', { name: /^Erase/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('is erased');
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
});

test('a reload keeps what was typed, and only that, until it is sent or the page is opened anew', async ({
  page,
  server,
}) => {
  const mentee = await pathInMail(server, 'receipt', await send(server, 'mentee'));
  const open = async () => {
    await page.goto(mentee);
    await page.getByRole('link', { name: 'Change my answers' }).click();
  };
  const goals = page.getByRole('textbox', { name: /achieve/ });
  const evenings = page.getByRole('checkbox', { name: /evening/ });
  const kept = () => page.evaluate(() => sessionStorage.length);
  await open();
  const before = await goals.inputValue();
  const wasTicked = await evenings.isChecked();
  await goals.fill('What I want to learn is');
  await evenings.setChecked(!wasTicked);
  // Meanwhile another window changes an answer that was not touched here.
  const seen = page.locator('[name="seen-versions"]');
  await expect(seen).toHaveValue('0');
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.getByRole('textbox', { name: 'Full name' }).fill('Ada Other');
  await other.getByRole('button', { name: /Save/ }).click();
  await expect(other.getByRole('status')).toBeVisible();
  // As a link to a wrong answer does.
  await page.evaluate(() => (location.hash = 'goals'));
  await page.reload();
  await expect(goals).toHaveValue('What I want to learn is');
  await expect(evenings).toBeChecked({ checked: !wasTicked });
  await expect(page.getByRole('textbox', { name: 'Full name' })).toHaveValue('Ada Other');
  await expect(seen).toHaveValue('1');
  await page.getByRole('link', { name: 'How we treat what you send' }).click();
  await page.waitForURL('**/privacy/');
  await page.goBack();
  await page.reload();
  await expect(goals).toHaveValue('What I want to learn is');
  await page.getByRole('button', { name: /Save/ }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  expect(await kept(), 'what came back with problems is kept in place of what was typed').toBe(1);
  await open();
  await expect(goals).toHaveValue(before);
  // A note in a part of the page that is folded.
  await page.goto(await ask(server));
  await page.locator('main details:not([open]) > summary').first().click();
  await page.getByRole('textbox', { name: /the team should know/ }).fill('I am away until May');
  await page.reload();
  await expect(page.getByRole('textbox', { name: /the team should know/ })).toHaveValue('I am away until May');
});

test('a mentor reads whom they are asked about, and says yes', async ({ page, server }) => {
  await page.goto(await ask(server));
  await expect(page.getByRole('heading', { name: 'Would you mentor Ada Example?' })).toBeVisible();
  await page.getByText('No, not this time').click();
  await expectAccessibleInLooks(page);
  await page.getByRole('button', { name: 'Send my no' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expectAccessibleInLooks(page);
  await page.getByLabel('Yes, I will mentor Ada Example').check();
  await page.getByRole('button', { name: 'Send my yes' }).click();
  await expect(page.getByRole('heading', { name: 'You said yes' })).toBeVisible();
  await expectAccessibleInLooks(page);
});

test('a mentee says how it goes, one tap for each question', async ({ page, server }) => {
  await page.goto(await checkIn(server));
  await expect(page.getByRole('heading', { name: /How is it going with Grace/ })).toBeVisible();
  await expectAccessibleInLooks(page);
  await page.getByRole('button', { name: 'Yes, we have met' }).click();
  await expect(page.getByRole('status')).toContainText('One more question');
  await page.getByRole('textbox').fill('We meet each week.');
  await page.getByRole('button', { name: 'It could be better' }).click();
  await expect(page.getByRole('status')).toContainText('that is all');
  await expect(page.getByRole('textbox')).toHaveValue('We meet each week.');
  await expectAccessibleInLooks(page);
});

test('the foot of any page leads to where a lost link is sent again', async ({ page }) => {
  await page.goto('/about/');
  await page.getByRole('navigation', { name: 'Footer' }).getByRole('link', { name: 'My application' }).click();
  await expect(page.getByRole('heading', { name: 'Have a new link sent to you', level: 1 })).toBeVisible();
});

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });

  test('the whole way works', async ({ page, server }) => {
    await page.goto(await ask(server));
    await page.getByText('No, not this time').click();
    await page.getByLabel('Another reason').check();
    await page.getByRole('button', { name: 'Send my no' }).click();
    await expect(page.getByRole('heading', { name: 'You said no' })).toBeVisible();
    await page.goto(await checkIn(server));
    await page.getByRole('button', { name: 'Not yet, but the date is set' }).click();
    await expect(page.getByRole('status')).toContainText('One more question');
  });
});

test('the keyboard alone is enough', async ({ page, server }) => {
  await page.goto(await pathInMail(server, 'receipt', await send(server, 'mentee')));
  await pressByKeyboard(page, 'link', 'Withdraw this application');
  await pressByKeyboard(page, 'checkbox', /^Yes, withdraw/);
  await pressByKeyboard(page, 'button', 'Withdraw my application');
  await expect(page.getByRole('heading', { name: 'This application is withdrawn' })).toBeVisible();
  await page.goto(await ask(server));
  await pressByKeyboard(page, 'checkbox', /^Yes, I will mentor/);
  await pressByKeyboard(page, 'button', 'Send my yes');
  await expect(page.getByRole('heading', { name: 'You said yes' })).toBeVisible();
  await page.goto(await checkIn(server));
  await pressByKeyboard(page, 'button', 'Yes, we have met');
  await expect(page.getByRole('status')).toContainText('One more question');
});

test('a link that does not work says what to do, and sends a new one', async ({ page, server }) => {
  const name = await send(server, 'mentee');
  const services = { store: server.store, vault: server.vault, clock: () => new Date(now) };
  const token = (await issueLink(services, { purpose: 'application', submission: name }))!;
  await renewLinks(services, [{ purpose: 'application', submission: name }], false, kim);
  await page.goto(`/my/${token}/`);
  await expect(page.getByRole('heading', { name: 'This link does not work' })).toBeVisible();
  await expectAccessibleInLooks(page);
  await page.getByRole('link', { name: 'have a new link sent to you' }).click();
  await page.getByLabel('Your email address').fill('nobody');
  await page.getByRole('button', { name: 'Send me the link' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expectAccessibleInLooks(page);
  await page.getByLabel('Your email address').fill('nobody@example.com');
  await page.getByRole('button', { name: 'Send me the link' }).click();
  await expect(page.getByRole('heading', { name: 'Look at your email' })).toBeVisible();
  await expectAccessibleInLooks(page);
});
