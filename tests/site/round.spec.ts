/** The pages on which a coordinator matches a round and follows its pairs. */
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { toRound } from '#forms/dates/deadline.ts';
import { forms } from '#forms/registry.ts';
import { readConfig } from '#inbox/config.ts';
import { openInbox } from '#inbox/open-inbox.ts';
import { castOf } from '#inbox/rehearse/cast.ts';
import { hashed, password } from '../inbox/support/staff.ts';
import { expectFit } from '../support/control-size.ts';
import { startInbox } from '../support/inbox-process.ts';
import { coveredFocus } from '../support/keyboard.ts';
import { folder as siteFolder } from '../support/site.ts';
import { expect, type Start, test as base } from '../support/test.ts';

const by = { at: '2027-01-15T12:00:00.000Z', actor: 'staff:kim' };
const round = toRound('2026-27', {
  ...{ title: 'Winter 2027', opens: '2026-10-05T09:00', closes: '2027-02-11T23:59', decisionBy: '2027-03-05' },
  ...{ cycleStarts: '2027-03-15', cycleEnds: '2027-07-16', example: true },
});

/** An inbox with pairs of which some give reason to worry, and a proposal for the others that is not published. */
const startRound: Start<{ origin: string; cookie: string }> = async (atEnd) => {
  const folder = mkdtempSync(join(tmpdir(), 'mentoring-round-'));
  const start = () => startInbox(folder, { SITE_FOLDER: siteFolder, HOST: 'localhost' }, atEnd);
  const config = readConfig({
    INBOX_DATABASE: `file:${folder}/data/inbox.sqlite`,
    INBOX_KEY_FILE: `${folder}/keys/inbox.key`,
  });
  const people = castOf('pages', { mentees: 16, mentors: 12, questions: 0 }, forms, round);
  const first = await start();
  for (const { form, submissionId, answers } of people) {
    const response = await fetch(new URL(`/f/${form.id}`, first.address), {
      method: 'POST',
      headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...answers, submission_id: submissionId, elapsed: '90000' }),
    });
    if (!response.ok) throw new Error(await response.text());
  }
  const exit = once(first.process, 'exit');
  first.process.kill('SIGTERM');
  await exit;
  const { store } = await openInbox(config);
  await store.addStaff({ name: 'kim', role: 'admin', password: hashed, createdAt: by.at, disabledAt: null });
  const named = (form: 'mentee' | 'mentor') =>
    people.flatMap((person) => (person.form.id === form ? [{ form, submissionId: person.submissionId }] : []));
  const [mentees, mentors] = [named('mentee'), named('mentor')];
  await store.change(mentors, { status: 'eligible' }, by);
  for (const index of [0, 1, 2]) await store.match({ mentee: mentees[index]!, mentor: mentors[index]! }, 1, false, by);
  const sides = ['mentee', 'mentor'] as const;
  const matches = await store.matches();
  await store.askCheckIns(
    matches.flatMap(({ seq }) => sides.map((side) => ({ match: seq, kind: 'start' as const, side }))),
    by,
  );
  for (const [index, { seq }] of (await store.checkIns({ round: round.id })).entries())
    await store.answerCheckIn(seq, index < 3 ? { met: 'no', well: 'no' } : { met: 'yes' }, undefined, by);
  // The clock of the server goes back from here, so that staff are told of it.
  await store.seeClock('2027-02-20T12:00:00.000Z');
  await store.close();
  const { address } = await start();
  const post = (path: string, fields: Record<string, string>, headers = {}) =>
    fetch(new URL(path, address), {
      method: 'POST',
      headers: { Origin: address.origin, ...headers },
      body: new URLSearchParams(fields),
      redirect: 'manual',
    });
  const login = await post('/inbox/login/', { name: 'kim', password });
  const session = login.headers.get('set-cookie')!.split(';')[0]!;
  await post('/inbox/match/2026-27/', { act: 'propose', after: '' }, { Cookie: session });
  return { origin: address.origin, cookie: session.split('=')[1]! };
};

const test = base.extend<{ staff: Awaited<ReturnType<typeof startRound>> }>({
  staff: async ({ oncePerWorker }, use) => use(await oncePerWorker(startRound)),
  baseURL: ({ staff }, use) => use(staff.origin),
});

// In one worker, which starts the server once.
test.describe.configure({ mode: 'default' });

test.beforeEach(async ({ context, staff: { origin, cookie } }) => {
  await context.addCookies([{ name: 'session', value: cookie, url: origin }]);
});

const bench = '/inbox/match/2026-27/';
const pages: Record<string, (page: Page) => Promise<unknown>> = {
  'the overview': (page) => page.goto('/inbox/overview/'),
  'the rounds': (page) => page.goto('/inbox/match/'),
  'the bench': (page) => page.goto(bench),
  'one mentee’s mentors': async (page) => {
    await page.goto(bench);
    await page
      .getByRole('link', { name: /^Change .*’s mentor$/ })
      .first()
      .click();
    await expect(page.getByRole('heading', { name: /^A mentor for/ })).toBeVisible();
  },
  publishing: (page) => page.goto(`${bench}publish/`),
  'the mentors asked': (page) => page.goto(`${bench}asked/`),
  'the pairs': async (page) => {
    await page.goto(`${bench}pairs/`);
    await expect(page.getByRole('button', { name: /^Dealt with/ }).first()).toBeVisible();
  },
  'the end': (page) => page.goto(`${bench}end/`),
  'the report': (page) => page.goto('/inbox/report/'),
  'a mail to a group': (page) => page.goto('/inbox/mail/?form=mentee'),
  'the imports': (page) => page.goto('/inbox/import/'),
};

test('every page of a round is accessible and fits the screen, on a phone and on a desktop', async ({ page }) => {
  test.slow();
  for (const [name, open] of Object.entries(pages)) await test.step(name, () => expectFit(page, open));
});

test('a coordinator stays where they are among the pairs, and notes a worry as dealt with, by keyboard', async ({
  page,
}) => {
  await page.goto(`${bench}pairs/`);
  await page
    .getByRole('button', { name: /^Dealt with/ })
    .first()
    .focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status')).toContainText('Noted as dealt with.');
  await expect(page.getByText(/dealt with by kim/).first()).toBeVisible();
  await page.goto(`${bench}?show=weak`);
  await page
    .getByRole('button', { name: /^Lock / })
    .first()
    .click();
  await expect(page).toHaveURL(/\?show=weak#pairs$/);
  await expect(page.getByRole('link', { name: /^The weakest/ })).toHaveAttribute('aria-current', 'page');
});

test('the way to publish stands above the pairs on a phone, and beside them on a desktop', async ({ page }) => {
  await page.goto(bench);
  const boxOf = async (name: string) => (await page.getByRole('heading', { name, exact: true }).boundingBox())!;
  await page.setViewportSize({ width: 390, height: 844 });
  expect((await boxOf('Publish')).y).toBeLessThan((await boxOf('Pairs')).y - 100);
  await page.setViewportSize({ width: 1280, height: 844 });
  const [publish, pairs] = [await boxOf('Publish'), await boxOf('Pairs')];
  expect(publish.x).toBeGreaterThan(pairs.x + pairs.width);
  expect(publish.y).toBeLessThan(pairs.y);
});

test('the box that every “Match now” reads stays in sight and covers no focused element, on a phone', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 700 });
  await pages['one mentee’s mentors']!(page);
  const list = page.locator('form', { has: page.getByRole('list') });
  const box = list.getByLabel('When matched now: introduce the two by email');
  const matchNow = list.getByRole('button', { name: /^Match now with / });
  const count = await matchNow.count();
  expect(count).toBeGreaterThan(3);
  await box.focus();
  for (let stops = 0; !(await matchNow.last().evaluate((button) => button === document.activeElement)); stops += 1) {
    expect(stops).toBeLessThan(4 * count);
    await page.keyboard.press('Tab');
    expect(await coveredFocus(page)).toBeUndefined();
  }
  await expect(box).toBeInViewport({ ratio: 1 });
  while (!(await box.evaluate((input) => input === document.activeElement))) {
    await page.keyboard.press('Shift+Tab');
    expect(await coveredFocus(page)).toBeUndefined();
  }
});

test('a notice on the overview stands apart from what follows it', async ({ page }) => {
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 844 });
    await page.goto('/inbox/overview/');
    const notice = (await page.getByRole('region', { name: 'Is the server’s clock right?' }).boundingBox())!;
    for (const name of ['To do', 'Is the server’s clock right?']) {
      const heading = (await page.getByRole('heading', { name }).boundingBox())!;
      const from = name === 'To do' ? notice.y + notice.height : notice.y;
      // Between 16 and 48 pixels: neither against the notice's edge nor adrift.
      expect(heading.y - from, `${name} at ${width}`).toBeGreaterThanOrEqual(16);
      expect(heading.y - from, `${name} at ${width}`).toBeLessThanOrEqual(48);
    }
  }
});
