import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { FormId } from '#forms/form.ts';
import { runCommand } from '#inbox/cli/run.ts';
import { readConfig } from '#inbox/config.ts';
import { PassThrough } from 'node:stream';
import { answersOf } from '../inbox/support/answers.ts';
import { expectAccessible, expectNoOverflow } from '../support/axe.ts';
import { startInbox } from '../support/inbox-process.ts';
import { folder } from '../support/site.ts';
import { expect, test as base } from '../support/test.ts';

const password = 'correct horse battery';

interface Inbox {
  origin: string;
  /** Of an officer's session: logging in is throttled. */
  cookie: string;
}

/** An inbox with applications of every kind and an admin kim, started once for each worker. */
const test = base.extend<object, { inbox: Inbox }>({
  inbox: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from its parameter's pattern.
    async ({}, use) => {
      const ends: (() => void)[] = [];
      const state = mkdtempSync(join(tmpdir(), 'mentoring-test-'));
      const settings = {
        INBOX_DATABASE: `file:${join(state, 'data/inbox.sqlite')}`,
        INBOX_KEY_FILE: join(state, 'keys/inbox.key'),
        CLOCK: '2027-01-15T12:00:00Z',
        SITE_FOLDER: folder,
        HOST: 'localhost',
      };
      const { address } = await startInbox(state, settings, (end) => ends.push(end));
      const input = new PassThrough();
      input.end(`${password}\n`);
      const terminal = { input, output: new PassThrough(), errors: new PassThrough() };
      await runCommand(['staff', 'add', 'kim', '--role', 'admin', '--password'], readConfig(settings), terminal);
      for (let count = 0; count < 4; count += 1)
        for (const form of ['mentee', 'mentor', 'ask'] as const) await send(address.origin, form, count);
      await use({ origin: address.origin, cookie: await logIn(address.origin) });
      for (const end of ends) end();
    },
    { scope: 'worker' },
  ],
  baseURL: ({ inbox }, use) => use(inbox.origin),
});

async function send(origin: string, form: FormId, count: number): Promise<void> {
  const answers = answersOf(form, {
    fullName: ['Ada Example', 'Grace Example', 'Zoë Example-With-A-Very-Long-Double-Barrelled-Name', 'Kit Example'][
      count
    ]!,
    ...(count === 3 ? { _gotcha: 'x' } : {}),
  });
  const response = await fetch(`${origin}/f/${form}`, {
    method: 'POST',
    body: JSON.stringify(answers),
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
  });
  if (!response.ok) throw new Error(await response.text());
}

async function logIn(origin: string): Promise<string> {
  const response = await fetch(`${origin}/inbox/login/`, {
    method: 'POST',
    body: new URLSearchParams({ name: 'kim', password }),
    headers: { Origin: origin, 'Sec-Fetch-Site': 'same-origin' },
    redirect: 'manual',
  });
  return response.headers.get('set-cookie')!.split(';')[0]!.split('=')[1]!;
}

test.beforeEach(async ({ context, inbox: { origin, cookie } }) => {
  await context.addCookies([{ name: 'session', value: cookie, url: origin }]);
});

const pages: Record<string, (page: Page) => Promise<unknown>> = {
  'the login': (page) => page.goto('/inbox/login/'),
  'the list': (page) => page.goto('/inbox/'),
  'a list of nothing': (page) => page.goto('/inbox/?q=nobody'),
  'a submission': async (page) => {
    await page.goto('/inbox/');
    await page.getByRole('link', { name: /^Zoë/ }).first().click();
    await expect(page.getByRole('heading', { name: 'Work on it' })).toBeVisible();
  },
  'a suspect': async (page) => {
    await page.goto('/inbox/?status=suspect');
    await page.getByRole('link', { name: 'Kit Example' }).first().click();
  },
  'the overview': async (page) => {
    await page.goto('/inbox/');
    await page.getByRole('link', { name: 'Overview' }).click();
    await page.getByText('As a table').click();
  },
  'what will be erased': (page) => page.goto('/inbox/retention/'),
  'a page that is not there': (page) => page.goto('/inbox/ask/none/'),
};

test.use({ expectedProblems: [/404 \(Not Found\)/] });

for (const { look, colorScheme, width } of [
  { look: 'light, 1,280 px', colorScheme: 'light', width: 1280 },
  { look: 'dark, 320 px', colorScheme: 'dark', width: 320 },
] as const) {
  test.describe(look, () => {
    test.use({ colorScheme, viewport: { width, height: 900 } });
    for (const [name, reach] of Object.entries(pages)) {
      test(`${name} of the inbox is accessible and fits`, async ({ page }) => {
        await reach(page);
        await expectAccessible(page);
        await expectNoOverflow(page);
      });
    }
  });
}

test('an officer sorts what came in by keyboard, without a mouse or a script', async ({ page }) => {
  const { keyboard } = page;
  await page.goto('/inbox/next/');
  const first = new URL(page.url()).pathname;
  await page.getByLabel('Note').focus();
  await keyboard.type('Good aims.');
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await expect(page.getByText('Saved.')).toBeVisible();
  await expect(page.getByText('Good aims.')).toBeVisible();
  await page.getByRole('link', { name: 'Next unread' }).focus();
  await keyboard.press('Enter');
  await expect(page).not.toHaveURL((url) => url.pathname === first);
  await expect(page.getByText('Unread', { exact: true })).toHaveCount(0);
});
