import { readFile } from 'node:fs/promises';
import { cityOf } from '#forms/dates/zoned-time.ts';
import { site } from '#site';
import { fillUpTo, openForm } from '../support/forms.ts';
import { scriptNamed } from '../support/site.ts';
import { expect, hold, test } from '../support/test.ts';

const sheet = '/tools/smart-goal/';
const wish = 'To stop going blank in interviews\n<b>second line</b>';

test('a tool takes as long on its own page as on its card', async ({ page }) => {
  await page.goto('/tools/');
  const card = page.locator('.tile', { has: page.getByText(/^\d+ minutes$/) }).first();
  const minutes = await card.getByText(/^\d+ minutes$/).innerText();
  await card.getByRole('link').click();
  await expect(page.locator('.meta')).toContainText(minutes);
});

test.describe('a sheet', () => {
  test('stores its text in this tab, through a reload and Back, and passes nothing to the next tab or the address', async ({
    page,
    context,
  }) => {
    await page.goto(sheet);
    await page.getByLabel('What I want').fill(wish);
    await expect(page.getByRole('status').filter({ hasText: 'Kept in this tab' })).toBeVisible();
    await page.reload();
    await expect(page.getByLabel('What I want')).toHaveValue(wish);
    await page.goto('/tools/meeting-log/');
    await page.getByLabel('What I learned').fill('Another sheet');
    await page.goto(sheet);
    await expect(page.getByLabel('What I want')).toHaveValue(wish);
    await page.getByLabel('What I want').press('Enter');
    expect(new URL(page.url()).search).toBe('');
    const next = await context.newPage();
    await next.goto(sheet);
    await expect(next.getByLabel('What I want')).toHaveValue('');
    expect(await next.evaluate(() => localStorage.length)).toBe(0);
  });

  test('never overwrites text typed before its script loads', async ({ page }) => {
    await page.goto(sheet);
    await page.getByLabel('What I want').fill(wish);
    await page.getByLabel('By which day?').fill('Friday');
    const release = await hold(page, scriptNamed('Sheet'));
    await page.reload({ waitUntil: 'commit' });
    await page.getByLabel('By which day?').fill('Monday');
    release();
    await expect(page.getByRole('button', { name: 'Clear' })).toBeVisible();
    await expect(page.getByLabel('By which day?')).toHaveValue('Monday');
    await expect(page.getByLabel('What I want')).toHaveValue(wish);
  });

  test('is copied and saved as text', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(sheet);
    await page.getByLabel('What I want').fill(wish);
    const text = `One goal, made SMART\n\nTHE WISH\n\nWhat I want, just as it comes\n${wish}\n`;
    await page.getByRole('button', { name: 'Copy as text' }).click();
    await expect(page.getByText('Copied.')).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as a file' }).click();
    expect((await download).suggestedFilename()).toBe('smart-goal.txt');
    expect(await readFile(await (await download).path(), 'utf8')).toBe(text);
  });

  test('is cleared and restored by the same button', async ({ page }) => {
    await page.goto(sheet);
    await page.getByLabel('What I want').fill(wish);
    await page.getByRole('button', { name: 'Clear' }).click();
    await expect(page.getByLabel('What I want')).toHaveValue('');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByLabel('What I want')).toHaveValue(wish);
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByLabel('What I want').fill('Something else');
    await page.reload();
    await expect(page.getByLabel('What I want')).toHaveValue('Something else');
    await expect(page.getByRole('button', { name: 'Clear' })).toBeVisible();
  });

  test('says so when the browser stores nothing', async ({ page }) => {
    await page.addInitScript(() =>
      Object.defineProperty(window, 'sessionStorage', {
        get: () => {
          throw new DOMException('blocked', 'SecurityError');
        },
      }),
    );
    await page.goto(sheet);
    await page.getByLabel('What I want').fill(wish);
    await expect(page.getByText('Copy, save or print it before you leave.')).toBeVisible();
  });

  test('prints every word, with its address and without the buttons', async ({ page }) => {
    await page.goto(sheet);
    const box = page.getByLabel('What exactly will I do?');
    await box.fill('A long answer. '.repeat(60));
    await page.emulateMedia({ media: 'print' });
    expect(await box.evaluate((area) => area.scrollHeight - area.clientHeight)).toBeLessThanOrEqual(1);
    await expect(page.getByText('/tools/smart-goal/')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a sheet can be filled in, and Enter does not send it', async ({ page }) => {
    await page.goto(sheet);
    await page.getByLabel('By which day?').fill('Friday');
    await page.getByLabel('By which day?').press('Enter');
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe(sheet);
    await expect(page.getByRole('button', { name: 'Copy as text' })).toHaveCount(0);
  });

  test('the page of meeting times leads to its article instead', async ({ page }) => {
    await page.goto('/tools/meeting-times/');
    await expect(page.getByText('needs JavaScript')).toBeVisible();
    await expect(page.getByLabel('Where the other person lives')).toBeHidden();
    await expect(page.getByRole('link', { name: 'Meet your mentor across time zones' })).toBeVisible();
  });
});

test.describe('meeting times', () => {
  test.use({ timezoneId: 'Europe/London' });

  test('shows both times to copy, the next clock change and the hours for both', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto('/tools/meeting-times/');
    await page.getByLabel('Where the other person lives').fill('Singapore');
    await page.getByLabel('Day of the meeting').fill('2027-03-24');
    await page.getByLabel('Time in London').fill('10:00');
    const said = page.getByRole('status').filter({ hasText: 'Wednesday 24 March' });
    await expect(said).toContainText('Wednesday 24 March, 10am in London, is 6pm in Singapore.');
    await expect(said).toContainText('On Sunday 28 March the clocks in London go forward.');
    const [above, below] = [await page.getByLabel('Time in London').boundingBox(), await said.boundingBox()];
    expect(below!.y - above!.y - above!.height, 'between the last question and its answer').toBeGreaterThan(16);
    const table = page.getByRole('table', { name: 'Hours between 8am and 9pm for both of you' });
    await expect(table.getByRole('row')).toHaveText([
      /London.*Singapore/,
      ...['8am4pm', '9am5pm', '10am6pm', '11am7pm', 'midday8pm'],
    ]);
    await page.getByRole('button', { name: 'Copy both times' }).click();
    await expect(page.getByText('Copied.')).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      'Wednesday 24\u00a0March, 10am in London, is 6pm in Singapore.',
    );
    // What was copied is no longer what stands there.
    await page.getByLabel('Time in London').fill('11:00');
    await expect(page.getByText('Copied.')).toBeHidden();
  });

  test('works from either side: the reader is asked where they are', async ({ page }) => {
    await page.goto('/tools/meeting-times/');
    await page.getByLabel('Where you are').fill('Delhi, India');
    await page.getByLabel('Where the other person lives').fill('UK');
    await page.getByLabel('Day of the meeting in Kolkata').fill('2027-01-21');
    await page.getByLabel('Time in Kolkata').fill('18:30');
    await expect(page.getByText('Thursday 21 January, 6.30pm in Kolkata, is 1pm in London.')).toBeVisible();
  });

  test.describe('on a device elsewhere', () => {
    // As Chrome still names it.
    test.use({ timezoneId: 'Asia/Calcutta' });
    test('begins in the zone of the device', async ({ page }) => {
      await page.goto('/tools/meeting-times/');
      await expect(page.getByLabel('Where you are')).toHaveValue('Calcutta');
      await expect(page.getByLabel('Time in Calcutta')).toBeVisible();
    });

    test('a form offers the zone of the device, and keeps the one that stands there', async ({ page }) => {
      await openForm(page, 'mentor');
      await fillUpTo(page, 'mentor', 2);
      await expect(page.getByLabel('Time zone')).toHaveValue(cityOf(site.timeZone));
      await page.getByRole('button', { name: 'Use Calcutta' }).click();
      await expect(page.getByText('We read this as Kolkata time.')).toBeVisible();
      await expect(page.getByLabel('Time zone')).toHaveValue('Calcutta');
      await expect(page.getByRole('button', { name: 'Use Calcutta' })).toHaveCount(0);
    });
  });

  test.describe('on a device in a zone whose city has a namesake elsewhere', () => {
    test.use({ timezoneId: 'America/Argentina/Cordoba' });
    test('a form offers a name that is read', async ({ page }) => {
      await openForm(page, 'mentor');
      await fillUpTo(page, 'mentor', 2);
      await page.getByRole('button', { name: 'Use Cordoba' }).click();
      await expect(page.getByText('We read this as Buenos Aires time.')).toBeVisible();
      await expect(page.getByRole('button', { name: 'Use Cordoba' })).toHaveCount(0);
    });
  });

  test.describe('whose names do not load at first', () => {
    test.use({ expectedProblems: [/ERR_FAILED/] });
    test('says so while a place is typed, and reads it once they load', async ({ page }) => {
      await page.route(scriptNamed('time-zones'), (route) => route.abort());
      await page.goto('/tools/meeting-times/');
      const there = page.getByLabel('Where the other person lives');
      const failed = page.getByText('The names of places did not load.');
      await there.focus();
      await expect(failed).toBeVisible();
      await there.fill('Toky');
      await expect(failed).toBeVisible();
      await page.unroute(scriptNamed('time-zones'));
      await there.press('o');
      await expect(page.getByRole('table')).toBeVisible();
      await expect(failed).toHaveCount(0);
    });
  });

  test('starts with today, says what is wrong with a place, and shows nothing while a control is empty', async ({
    page,
  }) => {
    await page.goto('/tools/meeting-times/');
    await expect(page.getByLabel('Day of the meeting')).toHaveValue(/^\d{4}-\d{2}-\d{2}$/);
    await expect(page.locator('[data-suits]')).toBeHidden();
    const [here, there] = [page.getByLabel('Where you are'), page.getByLabel('Where the other person lives')];
    await there.fill('Atlantis');
    await here.fill('Brazil');
    await expect(page.locator('[data-times] .found p')).toHaveText([/^Enter .* Brazil has/, /^Enter .* “Atlantis”\.$/]);
    await here.fill('London');
    await there.fill('Tokyo');
    await expect(page.getByRole('table')).toBeVisible();
    await page.getByLabel('Time in London').fill('');
    await expect(page.getByRole('table')).toHaveCount(0);
  });
});

test('each article that a tool names links to it at its end', async ({ page }) => {
  await page.goto('/tools/');
  const links = page.locator('main .tile a');
  expect(await links.count()).toBeGreaterThan(3);
  await page.goto('/guidance/recording-and-reflecting/');
  await page.getByRole('navigation', { name: 'Read next' }).getByRole('link', { name: 'Log of one meeting' }).click();
  await expect(page).toHaveURL('/tools/meeting-log/');
});
