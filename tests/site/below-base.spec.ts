/** The site below a base path of its host: navigation, search, forms, staff pages and mail. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { base, belowSettings } from '../support/below.ts';
import { fillForm, formPaths, openForm, reference, sendLabels, steps } from '../support/forms.ts';
import { instant } from '../support/instant.ts';
import { expect, type Start, test as inRehearsal } from '../support/test.ts';
import { addKim, password, startWorkerInbox, type WorkerInbox } from '../support/worker-inbox.ts';

const site = process.env['BELOW_SITE_FOLDER'];

const start: Start<WorkerInbox> = async (atEnd) => {
  const server = await startWorkerInbox({ ...belowSettings, CLOCK: instant, SITE_FOLDER: site! }, atEnd);
  await addKim(server.config);
  return server;
};

const test = inRehearsal.extend<{ server: WorkerInbox }>({
  server: async ({ oncePerWorker }, use) => use(await oncePerWorker(start)),
  baseURL: ({ server }, use) => use(server.origin),
});

test.skip(site === undefined, 'needs BELOW_SITE_FOLDER, the site built with the settings of tests/support/below.ts');

test('the root of the host leads to the site, and its menu, lists and articles link to each other', async ({
  page,
}) => {
  await page.goto('/');
  await expect(page).toHaveURL(`${base}/`);
  const menu = page.getByRole('navigation', { name: 'Main' });
  await menu.getByRole('link', { name: 'Guidance' }).click();
  await expect(page).toHaveURL(`${base}/guidance/`);
  await expect(menu.getByRole('link', { name: 'Guidance' })).toHaveAttribute('aria-current', 'page');
  await page.locator('main .rows a').first().click();
  await expect(page).toHaveURL(new RegExp(`${base}/guidance/[^/]+/$`));
  await expect(menu.getByRole('link', { name: 'Guidance' })).toHaveAttribute('aria-current', 'true');
  await page.locator('.prose a[href^="/"]').first().click();
  await expect(page).toHaveURL(new RegExp(`${base}/`));
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.locator('a.brand').click();
  await expect(page).toHaveURL(`${base}/`);
});

test('no page links, posts or fetches outside the base', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  for (const path of [
    '/',
    '/guidance/virtual-mentoring/',
    '/search/?q=cv',
    '/tools/meeting-times/',
    '/tips/',
    '/sent/',
  ]) {
    await page.goto(base + path);
    await page.waitForLoadState('networkidle');
    const written = await page
      .locator('[href^="/"], [src^="/"], [action^="/"]')
      .evaluateAll((all) =>
        all.map((each) => (each.getAttribute('href') ?? each.getAttribute('src') ?? each.getAttribute('action'))!),
      );
    expect(written.length).toBeGreaterThan(10);
    expect(written.filter((to) => !/^\/mentoring\/(?!mentoring\/)/.test(to))).toEqual([]);
  }
  expect(asked.filter((path) => !path.startsWith(`${base}/`))).toEqual([]);
});

test('an unknown address shows the site’s 404 page, and an old address redirects', async ({ request }) => {
  const old = await request.get(`${base}/faq`, { maxRedirects: 0 });
  expect(old.headers()['location']).toMatch(/^\/mentoring\/peer-mentoring\/#/);
  for (const file of ['rss.xml', 'dates.ics', 'robots.txt', 'llms.txt', 'sitemap-index.xml', 'card.png'])
    expect((await request.get(`${base}/${file}`)).status(), file).toBe(200);
  expect((await request.get('/rss.xml')).status()).toBe(404);
  const missing = await request.get(`${base}/no-such-page/`);
  expect(missing.status()).toBe(404);
  expect(await missing.text()).toContain(`href="${base}/guidance/"`);
});

test('feeds, the sitemap, calendars and Markdown articles have full addresses below the base', () => {
  const files = globSync(['*.{xml,ics,txt}', 'guidance/*.md'], { cwd: site! });
  expect(files.length).toBeGreaterThan(6);
  for (const file of files) {
    const text = readFileSync(join(site!, file), 'utf8').replace(/\r\n /g, '');
    const paths = [...text.matchAll(/http:\/\/localhost:4321([^\s<"')&]*)/g)].map(([, path]) => path!);
    expect(paths.length, file).toBeGreaterThan(0);
    expect(
      paths.filter((path) => !/^\/mentoring\/(?!mentoring\/)/.test(path)),
      file,
    ).toEqual([]);
  }
});

test('the keyboard leads from the search box to a tip', async ({ page }) => {
  await page.goto(`${base}/guidance/smart-goals/`);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('nervous about video call');
  const first = page.getByRole('listbox').getByRole('option').first();
  await expect(first).toHaveAttribute('href', `${base}/guidance/virtual-mentoring/#home-advantage`);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${base}/guidance/virtual-mentoring/#home-advantage`);
  await expect.poll(() => page.evaluate(() => CSS.highlights.size)).toBeGreaterThan(0);
});

test('the search page gives the same results as the site without a base', async ({ page }) => {
  await page.goto(`${base}/search/?q=${encodeURIComponent('nervous about video call')}`);
  const first = page.locator('#search-results > li').first().getByRole('link').first();
  await expect(first).toHaveAttribute('href', `${base}/guidance/virtual-mentoring/#home-advantage`);
  const files = (await page.locator('script[data-first]').getAttribute('data-first'))!.split(' ');
  expect(files.filter((address) => !address.startsWith(`${base}/`))).toEqual([]);
  await page.goto(`${base}/search/?q=xqzzv`);
  await page.getByRole('link', { name: 'look through every tip on one page' }).click();
  await expect(page).toHaveURL(`${base}/tips/`);
});

test('a form of several steps is sent and confirmed', async ({ page }) => {
  await openForm(page, 'mentee', '', base);
  await fillForm(page, 'mentee');
  await page.getByRole('button', { name: sendLabels.mentee }).click();
  await reference(page);
  expect(new URL(page.url()).pathname).toBe(`${base}/sent/`);
});

test('the exit page links within the site', async ({ page }) => {
  await openForm(page, 'mentee', '', base);
  await page.getByLabel('Neither').check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('link', { name: 'Ask the Mentoring Office' }).click();
  await expect(page).toHaveURL(`${base}/contact/`);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false, expectedProblems: [/the server responded with a status of 422/] });

  test('a form returns with its errors, then is sent and confirmed', async ({ page }) => {
    await page.goto(base + formPaths.ask);
    for (const fill of steps.ask) await fill(page);
    await page.getByLabel('Full name').fill('');
    await page.getByRole('button', { name: sendLabels.ask }).click();
    await expect(page.locator('[data-error-summary]')).toContainText('Enter your full name');
    await page.getByLabel('Full name').fill('Ada Example');
    await page.getByRole('button', { name: sendLabels.ask }).click();
    await page.waitForURL(`**${base}/sent/?ref=*`);
  });

  test('staff log in, read a submission and log out, and the applicant withdraws it by the link in a mail', async ({
    page,
    server,
  }) => {
    await page.goto(base + formPaths.ask);
    for (const fill of steps.ask) await fill(page);
    await page.getByRole('button', { name: sendLabels.ask }).click();
    await page.waitForURL(`**${base}/sent/?ref=*`);
    const reference = new URL(page.url()).searchParams.get('ref')!;

    await page.goto(`${base}/inbox/overview/`);
    await expect(page).toHaveURL(`${base}/inbox/login/`);
    await page.getByLabel('Name').fill('kim');
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Log in' }).click();
    await expect(page).toHaveURL(`${base}/inbox/`);
    await page.getByRole('link', { name: 'Ada Example' }).first().click();
    await expect(page).toHaveURL(new RegExp(`${base}/inbox/ask/[^/]+/`));
    const [cookie] = await page.context().cookies();
    expect(cookie).toMatchObject({ name: 'session', path: `${base}/` });
    await page.getByRole('button', { name: 'Log out' }).click();
    await expect(page).toHaveURL(`${base}/inbox/login/`);

    const mails = () =>
      globSync('**/*.eml', { cwd: server.mails, absolute: true }).map((file) =>
        readFileSync(file, 'utf8').replace(/=\r?\n/g, ''),
      );
    const pathsIn = (mail: string) =>
      (mail.match(/http:\/\/localhost:4321[^\s<>"]*/g) ?? []).map((link) => new URL(link).pathname);
    // Other tests of this process have mails in the folder, too.
    const own = () =>
      mails()
        .filter((mail) => mail.includes(reference))
        .flatMap(pathsIn)
        .find((path) => path.startsWith(`${base}/my/`));
    await expect.poll(own).toBeDefined();
    expect(
      mails()
        .flatMap(pathsIn)
        .filter((path) => !path.startsWith(`${base}/`)),
    ).toEqual([]);
    await page.goto(own()!);
    await page.getByRole('link', { name: /^Withdraw/ }).click();
    await page.getByRole('checkbox', { name: /^Yes, withdraw/ }).check();
    await page.getByRole('button', { name: /^Withdraw/ }).click();
    await expect(page.getByRole('heading', { name: 'This question is closed' })).toBeVisible();
  });
});
