import type { Page } from '@playwright/test';
import { TOTP } from 'otpauth';
import { expectAccessible, expectAccessibleInLooks, expectNoOverflow } from '../support/axe.ts';
import { expectFit } from '../support/control-size.ts';
import { coveredFocus } from '../support/keyboard.ts';
import { test } from '../support/staff-inbox.ts';
import { expect } from '../support/test.ts';

/** The pages by subject: each subject is opened in one tab. */
const pages: Record<string, Record<string, (page: Page) => Promise<unknown>>> = {
  'the lists': {
    'the login': (page) => page.goto('/inbox/login/'),
    'the list': (page) => page.goto('/inbox/'),
    'an empty list': (page) => page.goto('/inbox/?q=nobody'),
    'the list by name, with more to choose from': (page) => page.goto('/inbox/?order=name&sector=publishing'),
    'the overview': async (page) => {
      await page.goto('/inbox/');
      await page.getByRole('link', { name: 'Overview' }).click();
      await page.getByText('As a table').click();
    },
    'the meetings': (page) => page.goto('/inbox/meetings/'),
    'the questions to ask mentors': (page) => page.goto('/inbox/questions/'),
    'a page that does not exist': (page) => page.goto('/inbox/ask/none/'),
  },
  'the submissions': {
    'a submission': async (page) => {
      await page.goto('/inbox/');
      await page.getByRole('link', { name: /^Zoë/ }).first().click();
      await expect(page.getByRole('heading', { name: 'Work on it' })).toBeVisible();
    },
    'a suspect': async (page) => {
      await page.goto('/inbox/?status=suspect');
      await page.getByRole('link', { name: 'Kit Example' }).first().click();
    },
    'a mentee who needs a mentor': async (page) => {
      await page.goto('/inbox/?form=mentee&q=ada');
      await page.getByRole('link', { name: 'Ada Example' }).first().click();
      await expect(page.getByRole('link', { name: 'Find a mentor on the bench' })).toBeVisible();
    },
    'a mentor': async (page) => {
      await page.goto('/inbox/?form=mentor&q=ada');
      await page.getByRole('link', { name: 'Ada Example' }).first().click();
      await expect(page.getByRole('heading', { name: 'Mentees' })).toBeVisible();
    },
    'a question with a meeting': async (page) => {
      await page.goto('/inbox/?form=ask&status=booked');
      await page.getByRole('link', { name: 'Grace Example' }).first().click();
      await expect(page.getByText('Wednesday 20 January 2027 at 14:00')).toBeVisible();
    },
    'the bench with a proposal': async (page) => {
      await page.goto('/inbox/?form=mentor&q=ada');
      await page.getByRole('link', { name: 'Ada Example' }).first().click();
      await page.getByLabel('Status').selectOption('eligible');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.goto('/inbox/match/2026-27/');
      await page.getByRole('button', { name: /^Propose/ }).click();
      await expect(page.getByRole('button', { name: 'Lock them' })).toBeVisible();
    },
  },
  'the dates, texts and imports': {
    'the dates of rounds': (page) => page.goto('/inbox/rounds/'),
    'the dates of a round': (page) => page.goto('/inbox/rounds/2026-27/'),
    'a round to add, with errors': async (page) => {
      await page.goto('/inbox/rounds/new/');
      await page.getByRole('button', { name: 'See what it would do' }).click();
      await expect(page.getByRole('alert')).toBeVisible();
    },
    'what a change of dates would do': async (page) => {
      await page.goto('/inbox/rounds/2026-27/');
      await page.getByLabel('Applications close').fill('2027-02-18T17:00');
      await page.getByRole('button', { name: 'See what it would do' }).click();
      await expect(page.getByRole('heading', { name: 'Whom it concerns' })).toBeVisible();
    },
    'the texts of mails': (page) => page.goto('/inbox/texts/'),
    'the text of a mail, with an error': async (page) => {
      await page.goto('/inbox/texts/receipt-mentee/');
      await page.getByRole('textbox', { name: 'Mail', exact: true }).fill('Dear {{nmae}}');
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(page.getByRole('alert')).toBeVisible();
    },
    'the text of a mail': (page) => page.goto('/inbox/texts/receipt-mentee/'),
    'the imports': (page) => page.goto('/inbox/import/'),
    'an import that was looked at': async (page) => {
      await page.goto('/inbox/import/');
      const row = {
        ...{
          'Full name': 'Zoë Example',
          'Email address': 'zoe@example.org',
          'Job title': 'Editor',
          Organisation: 'Self',
        },
        ...{ Sectors: 'Law', experienceBand: '6-10', alumnus: 'no', programmes: 'peer-mentoring', capacity: '1' },
        ...{
          focus: 'confidence',
          bio: 'I edit novels. '.repeat(8),
          mode: 'online',
          windows: 'weekend',
          conflict: 'no',
        },
        'End date': '2027-03-01',
      };
      const csv = [Object.keys(row), Object.values(row)].map((cells) => cells.join(';')).join('\n');
      await page
        .getByLabel('The file', { exact: true })
        .setInputFiles({ name: 'mentors.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
      await page.getByLabel(/^Everybody in the file/).check();
      await page.getByRole('button', { name: 'Look at it' }).click();
      await page.getByText('All answers').click();
      await expect(page.getByText('This mentor would not be matched.')).toBeVisible();
    },
  },
  'the accounts and people': {
    'the audit': (page) => page.goto('/inbox/audit/'),
    'the staff': (page) => page.goto('/inbox/staff/'),
    'the account': (page) => page.goto('/inbox/account/'),
    'the account with an error': async (page) => {
      await page.goto('/inbox/account/');
      await page.getByLabel('Password now').fill('wrong');
      await page.getByLabel('New password', { exact: true }).fill('short');
      await page.getByLabel('New password again').fill('short');
      await page.getByRole('button', { name: 'Change password' }).click();
      await expect(page.getByRole('alert')).toBeVisible();
    },
    'one person’s data': async (page) => {
      await page.goto('/inbox/?form=mentee&q=zoe');
      await page.getByRole('link', { name: /^Zoë/ }).first().click();
      await page.getByRole('button', { name: 'All that is held of this person' }).click();
      await expect(page.getByRole('heading', { name: /^Held under s1234567/ })).toBeVisible();
    },
    'one person with an invalid address': async (page) => {
      await page.goto('/inbox/person/');
      await page.getByLabel('Their email address').fill('zoe');
      await page.getByRole('button', { name: 'Show what is held' }).click();
      await expect(page.getByRole('alert')).toBeVisible();
    },
    'the page that confirms erasing, with an error': async (page) => {
      await page.goto('/inbox/person/');
      await page.getByLabel('Their email address').fill('s1234567@my.northbridge.example');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Erase it: see what will go' }).click();
      await page.getByRole('button', { name: 'Erase', exact: true }).click();
      await expect(page.getByRole('alert')).toBeVisible();
    },
    'what will be erased': (page) => page.goto('/inbox/retention/'),
  },
};

test.use({ expectedProblems: [/404 \(Not Found\)|422 \(Unprocessable/] });

for (const [subject, all] of Object.entries(pages))
  test(`${subject} of the inbox are accessible and fit the screen, on a phone and on a desktop`, async ({ page }) => {
    test.slow();
    for (const [name, open] of Object.entries(all)) await test.step(name, () => expectFit(page, open));
  });

test('the numbers of a proposal stand on one line, however long the words above them', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await pages['the submissions']!['the bench with a proposal']!(page);
  const rows = await page
    .locator('.totals dd')
    .evaluateAll((all) =>
      all.map((number) =>
        [number.parentElement!, number].map((each) => Math.round(each.getBoundingClientRect().bottom)),
      ),
    );
  expect(rows.length).toBeGreaterThan(4);
  expect(new Set(rows.map(([box, number]) => box! - number!)).size).toBe(1);
});

test('the numbers of a proposal and the pairs below end on one line', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await pages['the submissions']!['the bench with a proposal']!(page);
  const right = (selector: string) =>
    page
      .locator(selector)
      .last()
      .evaluate((box) => Math.round(box.getBoundingClientRect().right));
  expect(await right('.totals > div')).toBe(await right('.pairs'));
});

test('the bench begins on one line in both columns, with a proposal and without', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  const tops = () =>
    page
      .locator('.cols > :nth-child(-n + 2)')
      .evaluateAll((columns) =>
        columns.map((column) => Math.round(column.firstElementChild!.getBoundingClientRect().top)),
      );
  await page.goto('/inbox/match/2026-27/');
  expect(new Set(await tops()).size).toBe(1);
  await pages['the submissions']!['the bench with a proposal']!(page);
  expect(new Set(await tops()).size).toBe(1);
  await page.getByRole('link', { name: /^Change Ada/ }).click();
  await expect(page.getByRole('heading', { name: 'What mentors see' })).toBeVisible();
  expect(new Set(await tops()).size).toBe(1);
});

test('the lines of an answer stay together beside a long question', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto('/inbox/?form=mentee&q=grace');
  await page.getByRole('link', { name: 'Grace Example' }).first().click();
  const gaps = await page
    .locator('.answers dd + dd')
    .evaluateAll((all) =>
      all.map((line) => line.getBoundingClientRect().top - line.previousElementSibling!.getBoundingClientRect().bottom),
    );
  expect(gaps.length).toBeGreaterThan(0);
  expect(Math.max(...gaps)).toBeLessThan(1);
});

test('the menu marks the part of the inbox to which a page belongs', async ({ page }) => {
  const marked = page.getByRole('navigation', { name: 'Inbox' }).locator('[aria-current]');
  for (const [path, words, how] of [
    ['/inbox/', 'Inbox', 'page'],
    ['/inbox/overview/', 'Overview', 'page'],
    ['/inbox/match/2026-27/', 'Matching', 'true'],
    ['/inbox/match/2026-27/pairs/', 'Matching', 'true'],
  ] as const) {
    await page.goto(path);
    await expect(marked).toHaveText(words);
    await expect(marked).toHaveAttribute('aria-current', how);
  }
});

test('the heads of a chart’s table with three columns keep their words whole on a phone', async ({ page }) => {
  // The third column counts mentors on whom nobody has decided.
  await page.goto('/inbox/?form=mentor&q=ada');
  await page.getByRole('link', { name: 'Ada Example' }).first().click();
  await page.getByLabel('Status').selectOption('new');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  for (const width of [320, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto('/inbox/overview/');
    const heads = page.locator('.of-3 thead th');
    await expect(heads).not.toHaveCount(0);
    const broken = await heads.evaluateAll((all) =>
      all.flatMap((head) => {
        const walker = document.createTreeWalker(head, NodeFilter.SHOW_TEXT);
        const range = document.createRange();
        const found: string[] = [];
        for (let node = walker.nextNode(); node; node = walker.nextNode())
          for (const { index, 0: word } of node.textContent!.matchAll(/\S+/g)) {
            range.setStart(node, index);
            range.setEnd(node, index + word.length);
            if (range.getClientRects().length > 1) found.push(word);
          }
        return found;
      }),
    );
    expect(broken, `${width} px`).toEqual([]);
    await expectNoOverflow(page);
  }
});

test('a chart’s key is on one line with the first word of its name, also on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 900 });
  await page.goto('/inbox/overview/');
  const heads = page.getByRole('columnheader').filter({ has: page.locator('svg') });
  await expect(heads).not.toHaveCount(0);
  const distances = await heads.evaluateAll((all) =>
    all.map((head) => {
      const range = document.createRange();
      range.selectNodeContents(head);
      const lines = [...range.getClientRects()].filter(({ height }) => height > 12).map(({ top }) => top);
      return Math.abs(head.querySelector('svg')!.getBoundingClientRect().top - Math.min(...lines));
    }),
  );
  expect(Math.max(...distances)).toBeLessThan(12);
});

test('an officer works through submissions by keyboard, without a mouse or a script', async ({ page }) => {
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

test('an officer returns to the row of the list by keyboard', async ({ page }) => {
  await page.goto('/inbox/?form=mentor&order=name');
  await page.getByRole('link', { name: 'Grace Example' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Back to the inbox' }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/inbox\/\?form=mentor&order=name#/);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Grace Example' })).toBeFocused();
});

test('an officer matches one mentee with a mentor on the bench, and both pages show the match', async ({ page }) => {
  await page.goto('/inbox/?form=mentor&q=ada');
  await page.getByRole('link', { name: 'Ada Example' }).first().click();
  await page.getByLabel('Status').selectOption('eligible');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.goto('/inbox/?form=mentee&q=ada');
  await page.getByRole('link', { name: 'Ada Example' }).first().click();
  await page.getByRole('link', { name: 'Find a mentor on the bench' }).click();
  const bench = page.url();
  await page.getByLabel('When matched now: introduce the two by email').first().press('Enter');
  await page.getByLabel('When matched now: introduce the two by email').first().uncheck();
  expect(page.url()).toBe(bench);
  await expectAccessibleInLooks(page);
  await page.getByRole('button', { name: 'Match now with Ada Example' }).click();
  await expect(page.getByText('Matched. Nobody is told by email.')).toBeVisible();
  await expectAccessible(page);
  await page.locator('#match ~ p').getByRole('link', { name: 'Ada Example' }).click();
  await expect(page.getByText('1 of 1 place taken.')).toBeVisible();
  await page.goto('/inbox/overview/');
  await expect(page.getByText(/1 of \d+ mentees? of Winter 2027 has a mentor/)).toBeVisible();
});

test.describe('an officer who has selected a row of a long list', () => {
  test.use({ viewport: { width: 390, height: 700 } });
  const reach = (page: Page) => page.getByRole('link', { name: 'Change the ticked ones' });

  test('reaches the form below the list with one link, on a phone', async ({ page }) => {
    await page.goto('/inbox/?form=mentor');
    await expect(reach(page)).toBeHidden();
    await page.getByRole('checkbox', { name: /^Tick Ada Example/ }).check();
    await expect(reach(page)).toBeInViewport({ ratio: 1 });
    await expect(reach(page)).toHaveAttribute('accesskey', 'c');
    await expectAccessibleInLooks(page);
    await reach(page).click();
    const form = page.getByRole('group', { name: 'Change the ticked ones' });
    await expect(form).toBeInViewport({ ratio: 1 });
    await page.keyboard.press('Tab');
    await expect(page.getByRole('checkbox', { name: /^All \d+ on this page/ })).toBeFocused();
    await form.getByLabel('Assign to').selectOption('kim');
    await form.getByRole('button', { name: 'Change' }).click();
    await expect(page.getByText('1 assigned to kim.')).toBeVisible();
  });

  test('sees every focused element when moving forwards and back by keyboard', async ({ page }) => {
    await page.goto('/inbox/');
    await page
      .getByRole('checkbox', { name: /^Tick / })
      .first()
      .check();
    await page.getByLabel('Order').focus();
    for (const key of ['Tab', 'Shift+Tab'])
      for (let count = 0; count < 35; count += 1) {
        await page.keyboard.press(key);
        expect(await coveredFocus(page)).toBeUndefined();
      }
  });
});

test('a colleague sets up a phone, and logs in with its code', async ({ page, context, inbox: { origin, lee } }) => {
  test.slow();
  await context.clearCookies();
  const logInAsLee = async () => {
    await page.goto('/inbox/login/');
    await page.getByLabel('Name').fill('lee');
    await page.getByLabel('Password').fill(lee);
    await page.getByRole('button', { name: 'Log in' }).click();
  };
  await logInAsLee();
  await page.getByRole('link', { name: 'Your account: lee' }).click();
  const setUp = page.locator('form', { has: page.getByRole('button', { name: 'Set it up' }) });
  await setUp.getByLabel('Password').fill(lee);
  await setUp.getByRole('button').click();
  await expect(page.getByRole('img', { name: 'A code to scan' })).toBeVisible();
  await expectAccessible(page);
  await expectNoOverflow(page);
  const secret = (await page.locator('.letters').textContent())!.replaceAll(/\s/g, '');
  // The server's clock is set to a fixed instant.
  const now = async () => Date.parse((await fetch(`${origin}/healthz`)).headers.get('date')!);
  await page.getByRole('textbox', { name: 'Code' }).fill(new TOTP({ secret }).generate({ timestamp: await now() }));
  await page.getByRole('button', { name: 'Turn it on' }).click();
  const recovery = page.getByRole('listitem').getByText(/^[a-z2-9]{5}-[a-z2-9]{5}$/);
  await expect(recovery).toHaveCount(8);
  await expectAccessible(page);
  const code = (await recovery.first().textContent())!;
  await page.getByRole('button', { name: 'Log out' }).click();
  await logInAsLee();
  await expect(page.getByRole('heading', { name: 'Enter your code' })).toBeVisible();
  await expectAccessible(page);
  await page.goto('/inbox/');
  await expect(page).toHaveURL(/login/);
  await page.goto('/inbox/login/code/');
  await page.getByRole('textbox', { name: 'Code' }).fill(code);
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page.getByRole('heading', { name: 'Inbox' })).toBeVisible();
});
