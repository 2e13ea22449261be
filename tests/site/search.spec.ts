import { readFileSync } from 'node:fs';
import { siteFolder } from '#site-folder';
import type { BrowserContext, Locator, Page } from '@playwright/test';
import { parse } from 'yaml';
import { readQueries } from '../../bench/search/queries.ts';
import harmWeights from '../../src/search/query/harm-weights.json' with { type: 'json' };
import { supportMatcher, type SupportSource } from '../../src/search/query/support.ts';
import { expectAccessible } from '../support/axe.ts';
import { htmlOf, pages, scriptNamed } from '../support/site.ts';
import { expect, hold, test } from '../support/test.ts';

const box = (page: Page) => page.getByRole('combobox', { name: 'Search guidance and tips' });
const field = (page: Page) => page.getByLabel('Search guidance and tips');
const options = (page: Page) => page.getByRole('listbox').getByRole('option');
const results = (page: Page) => page.locator('#search-results > li');
const status = (page: Page) => page.locator('#search-status');

/** Opens the results page with a query, or types it there. */
async function searchFor(page: Page, query: string): Promise<void> {
  if (new URL(page.url()).pathname === '/search/') await field(page).fill(query);
  else await page.goto(`/search/?q=${encodeURIComponent(query)}`);
  await expect(status(page)).toHaveAttribute('data-query', query);
}

test.describe('the search box in the header', () => {
  test('loads nothing before it is used, shows nothing before someone types, then suggests tips and all results', async ({
    page,
  }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto('/guidance/smart-goals/');
    await page.waitForLoadState('networkidle');
    expect(asked.filter((path) => /pagefind|search|worker|preact/.test(path))).toEqual([]);
    await page.keyboard.press('Control+k');
    await expect(field(page)).toBeFocused();
    await expect.poll(() => asked.filter((path) => path === '/pagefind/pagefind.js').length).toBe(1);
    await expect(box(page)).toHaveAttribute('aria-expanded', 'false');
    await expect(status(page)).toHaveText('');
    await field(page).pressSequentially('nervous about video call');
    await expect(options(page).first()).toHaveAttribute('href', '/guidance/virtual-mentoring/#home-advantage');
    await expect(box(page)).toHaveAttribute('aria-expanded', 'true');
    await expect(status(page)).toHaveText(/^\d+ results?$/);
    await expect(status(page)).toHaveAttribute('data-query', 'nervous about video call');
    const places = await results(page)
      .getByRole('option')
      .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).pathname));
    expect(places.filter((place) => place.startsWith('/search/'))).toEqual([]);
    await expect(options(page).last()).toHaveText('All results for “nervous about video call”');
    await expectAccessible(page);
  });

  test('with Save-Data loads nothing of the index before the first key press', async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
    });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto('/guidance/');
    await field(page).focus();
    await expect(box(page)).toBeVisible();
    await page.waitForLoadState('networkidle');
    expect(asked.filter((path) => path.startsWith('/pagefind/'))).toEqual([]);
    await field(page).pressSequentially('cv');
    await expect(options(page).first()).toBeVisible();
  });

  test('says that it searches while the network is slow, then answers', async ({ page, context }) => {
    const release = await hold(context, '**/pagefind/vocabulary.*');
    await page.goto('/guidance/');
    await field(page).pressSequentially('listening');
    await expect(status(page)).toHaveText('Searching…');
    release();
    await expect(status(page)).toHaveText(/^\d+ results?$/);
    await expect(options(page).first()).toBeVisible();
  });

  test('works with the arrow keys, Home, End, Enter and Escape', async ({ page }) => {
    await page.goto('/guidance/');
    await field(page).pressSequentially('time zones');
    await expect(options(page).last()).toHaveText('All results for “time zones”');
    const last = (await options(page).count()) - 1;
    const isActive = async (index: number) => {
      await expect(options(page).nth(index)).toHaveAttribute('aria-selected', 'true');
      await expect(box(page)).toHaveAttribute(
        'aria-activedescendant',
        (await options(page).nth(index).getAttribute('id'))!,
      );
    };
    await page.keyboard.press('ArrowDown');
    await isActive(0);
    await page.keyboard.press('End');
    await isActive(last);
    await page.keyboard.press('Home');
    await isActive(0);
    await page.keyboard.press('ArrowUp');
    await expect(box(page)).not.toHaveAttribute('aria-activedescendant');
    await page.keyboard.press('Escape');
    await expect(box(page)).toHaveAttribute('aria-expanded', 'false');
    await expect(box(page)).toHaveValue('time zones');
    await page.keyboard.press('ArrowDown');
    const place = (await options(page).first().getAttribute('href'))!;
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${place}`);
  });

  test('keeps the selection when newer suggestions come, and clears it when someone types on', async ({ page }) => {
    await page.goto('/guidance/');
    await field(page).pressSequentially('time zone');
    await expect(options(page).last()).toHaveText('All results for “time zone”');
    const place = (await options(page).first().getAttribute('href'))!;
    await page.keyboard.press('s');
    // Before the pause ends after which it searches again.
    await page.keyboard.press('ArrowDown');
    await expect(options(page).last()).toHaveText('All results for “time zones”');
    const chosen = page.locator('#suggestions [aria-selected=true]');
    await expect(chosen).toHaveAttribute('href', place);
    await expect(box(page)).toHaveAttribute('aria-activedescendant', (await chosen.getAttribute('id'))!);
    await page.keyboard.type(' ');
    await expect(box(page)).not.toHaveAttribute('aria-activedescendant');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/search/?q=time+zones*');
    await expect(results(page).first().getByRole('link').first()).toHaveAttribute('href', /time-zones/);
  });

  test('announces help first, and shows no tips, for a query about danger', async ({ page }) => {
    await page.goto('/guidance/');
    await field(page).pressSequentially('scared of my mentor');
    const lead = 'Treated badly, or made uncomfortable? It is not your fault. See whom to tell.';
    await expect(status(page)).toHaveText(lead);
    await expect(options(page)).toHaveText([lead]);
    await expect(page.getByText(/No results|No page mentions/)).toBeHidden();
    await expectAccessible(page);
    await page.keyboard.press('ArrowDown');
    await expect(box(page)).toHaveAttribute('aria-activedescendant', 'suggestion-behaviour');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/search/?q=scared%20of%20my%20mentor');
    await expect(page.getByRole('region', { name: 'It is not your fault' })).toBeVisible();
  });
});

test('closes the help to its lead above the results where a query may be ordinary', async ({ page }) => {
  const source = parse(readFileSync(`${siteFolder}/content/support.yaml`, 'utf8')) as SupportSource;
  const read = supportMatcher(source, harmWeights);
  const { q: query } = (await readQueries('bench/queries.regression.jsonl')).find(({ q }) => {
    const { kinds, isSure } = read(q);
    return kinds.join() === 'behaviour' && !isSure;
  })!;
  await page.goto('/guidance/');
  await field(page).pressSequentially(query);
  const lead = source.leads.behaviour;
  await expect(options(page).first()).toHaveText(lead);
  await expect(results(page).first()).toBeVisible();
  const told = new RegExp(`^${lead.replaceAll('?', String.raw`\?`)} .*result`);
  await expect(status(page)).toHaveText(told);
  await searchFor(page, query);
  const help = page.getByRole('region', { name: 'It is not your fault' });
  await expect(status(page)).toHaveText(told);
  await expect(results(page).first()).toBeVisible();
  await expect(help.getByRole('link').first()).toBeHidden();
  await expectAccessible(page);
  await help.getByText(lead).click();
  await expect(help.getByRole('link').first()).toBeVisible();
  await expect(results(page).first()).toBeVisible();
  // A query that tells of harm for sure opens the box; after another, the box is closed again.
  await searchFor(page, 'scared of my mentor');
  await expect(help.getByText(lead)).toBeHidden();
  await expect(help.getByRole('link').first()).toBeVisible();
  await expect(results(page)).toHaveCount(0);
  await searchFor(page, 'time zones');
  await expect(help).toBeHidden();
  await searchFor(page, query);
  await expect(help.getByRole('link').first()).toBeHidden();
  // Nor does the box that a query before has opened stay open.
  await searchFor(page, 'scared of my mentor');
  await expect(help.getByRole('link').first()).toBeVisible();
  await searchFor(page, query);
  await expect(results(page).first()).toBeVisible();
  await expect(help.getByRole('link').first()).toBeHidden();
});

test.describe('a followed result', () => {
  test('moves the focus to the heading of the tip and marks the words, but not on a later visit', async ({ page }) => {
    await searchFor(page, 'nervous about video call');
    await results(page).first().getByRole('link').first().click();
    await page.waitForURL('**/guidance/virtual-mentoring/#home-advantage');
    await expect(page.locator('#home-advantage-title')).toBeFocused();
    expect(await page.evaluate(() => CSS.highlights.get('search')!.size)).toBeGreaterThan(1);
    await page.goto('/guidance/smart-goals/');
    await page.goto('/guidance/virtual-mentoring/#home-advantage');
    expect(await page.evaluate(() => CSS.highlights.has('search'))).toBe(false);
  });
});

test.describe('the results page', () => {
  test('answers from its address, and says that it searches while the network is slow', async ({ page, context }) => {
    const release = await hold(context, '**/pagefind/vocabulary.*');
    await page.goto('/search/?q=what+to+write+in+the+first+message');
    await expect(status(page)).toHaveText('Searching…');
    release();
    await expect(results(page).first().getByRole('link').first()).toHaveAttribute(
      'href',
      /^\/guidance\/first-message\//,
    );
    await expect(status(page)).toHaveText(/^\d+ results?$/);
    await expect(field(page)).toHaveValue('what to write in the first message');
    await expectAccessible(page);
    // The short title that lists give an article.
    await searchFor(page, 'ending well');
    await expect(results(page).first().getByRole('link').first()).toHaveAttribute('href', /ending-well/);
  });

  test('asks for all that finds pages before its own script is there, and for what reads queries beside the index', async ({
    page,
    context,
  }) => {
    const asked = new Set<string>();
    page.on('request', (request) => asked.add(request.url().replace(new URL(request.url()).origin, '')));
    const release = await hold(context, /\/_astro\/search\.astro/);
    await page.goto('/search/?q=first+message', { waitUntil: 'commit' });
    const first = (await page.locator('script[data-first]').getAttribute('data-first'))!.split(' ');
    expect(first.join(' ')).toMatch(/worker.*pagefind\.js.*wasm.*vocabulary/);
    await expect.poll(() => first.filter((address) => !asked.has(address))).toEqual([]);
    release();
    await expect(results(page).first()).toBeVisible();
    const later = [...asked].filter((address) => /\.js|\/pagefind\//.test(address) && !first.includes(address));
    expect(later.filter((address) => !/\/pagefind\/(index|fragment)\//.test(address))).toEqual([
      expect.stringMatching(/\/_astro\/reading-/),
    ]);
  });

  test('says what to type and shows other ways before a query', async ({ page }) => {
    await page.goto('/search/');
    await expect(page.getByText('Type what is on your mind in your own words')).toBeVisible();
    await expect(page.getByRole('main').getByRole('link', { name: 'Trust and boundaries' })).toBeVisible();
    await expect(status(page)).toHaveText('');
    await expectAccessible(page);
  });

  test('answers a question about the schemes above the results, with the date of the round', async ({ page }) => {
    await searchFor(page, 'when is the deadlne');
    const answer = page.getByRole('region', { name: 'Answer' });
    await expect(answer).toContainText(/close(s|d)? at 11\.59pm/);
    await expect(answer.getByRole('link')).toHaveAttribute('href', /\/peer-mentoring\/#dates$/);
    await expect(status(page)).toContainText('One answer');
    await expectAccessible(page);
    await searchFor(page, 'nervous');
    await expect(answer).toHaveCount(0);
  });

  test('says which words no page has, alone or together with the rest, and shows other ways when it finds nothing', async ({
    page,
  }) => {
    await searchFor(page, 'parking permit');
    await expect(page.getByRole('region', { name: 'Answer' })).toContainText('only about mentoring');
    await searchFor(page, 'agenda permit');
    await expect(page.getByText('None of the first pages has agenda together')).toBeVisible();
    await expect(results(page).first()).toBeVisible();
    await searchFor(page, 'skydiving zoom');
    await expect(status(page)).toHaveText('No page answers “skydiving zoom”.');
    await expect(page.getByText('No page mentions skydiving.')).toBeVisible();
    await expect(page.getByRole('link', { name: 'how to reach them' })).toHaveAttribute('href', '/contact/');
    await expect(results(page)).toHaveCount(0);
    await page.getByRole('button', { name: 'Show the nearest pages' }).click();
    await expect(results(page).first()).toBeVisible();
    await searchFor(page, 'zxqvkw blorptang');
    await expect(status(page)).toHaveText('No results for “zxqvkw blorptang”.');
    await expect(page.getByRole('link', { name: 'look through every tip on one page' })).toHaveAttribute(
      'href',
      '/tips/',
    );
    await expect(field(page)).toHaveValue('zxqvkw blorptang');
  });

  test('narrows by audience and says so in its address', async ({ page }) => {
    await searchFor(page, 'first steps as a mentor');
    await page.getByRole('radio', { name: 'Mentors' }).check();
    await expect(page).toHaveURL(/audience=mentor/);
    await expect(results(page).first().getByRole('link').first()).toHaveAttribute('href', /mentor-first-steps/);
    await page.reload();
    await expect(page.getByRole('radio', { name: 'Mentors' })).toBeChecked();
    await expect(results(page).first().getByRole('link').first()).toHaveAttribute('href', /mentor-first-steps/);
  });

  test('folds what narrows the results on a phone, unless the address narrows them', async ({ page }) => {
    const narrow = page.locator('summary', { hasText: 'Narrow the results' });
    const mentors = page.getByRole('radio', { name: 'Mentors' });
    await page.setViewportSize({ width: 390, height: 800 });
    await searchFor(page, 'nodding');
    await expect(mentors).toBeHidden();
    // The number of results stands in the upper half.
    expect((await status(page).boundingBox())!.y).toBeLessThan(400);
    await narrow.click();
    await mentors.check();
    await page.reload();
    await expect(mentors).toBeVisible();
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto('/search/?q=nervous');
    await expect(mentors).toBeVisible();
    await expect(narrow).toBeHidden();
  });

  const danger = (page: Page) => page.getByRole('region', { name: 'You do not have to deal with this alone' });
  const behaviour = (page: Page) => page.getByRole('region', { name: 'It is not your fault, and you can tell us' });

  test('corrects no correct English word, finds quoted words only where they follow each other, and offers the words as typed', async ({
    page,
  }) => {
    for (const query of ['student discount', 'overdue book', 'printer']) {
      await searchFor(page, query);
      await expect(page.getByText('Search instead for')).toBeHidden();
    }
    await searchFor(page, '"stay in touch"');
    const excerpts = await results(page).allInnerTexts();
    expect(excerpts.length).toBeGreaterThan(0);
    await searchFor(page, '"touch in stay"');
    await expect(results(page)).toHaveCount(0);
    await searchFor(page, 'mentorng agreemnt');
    await expect(page.getByText('Showing results for mentoring agreement')).toBeVisible();
    await page.getByRole('link', { name: 'mentorng agreemnt' }).click();
    await expect(page).toHaveURL(/exact=1/);
    await expect(page.getByText('Showing results for mentoring agreement')).toBeHidden();
  });

  test('shows whom to call, or to tell, in place of tips, but not to someone who says a word of danger for emphasis', async ({
    page,
  }) => {
    await searchFor(page, 'i want to end it all');
    await expect(danger(page)).toBeVisible();
    await expect(behaviour(page)).toBeHidden();
    await expect(danger(page).getByRole('link', { name: '911' }).first()).toHaveAttribute('href', 'tel:911');
    await expect(results(page)).toHaveCount(0);
    const whoHelps = page.getByText(/^In danger or distress\? Get help now\.\s*Treated badly\? What you can do\.$/);
    await expect(whoHelps).toBeHidden();
    await expect(page.getByLabel('Topic')).toBeHidden();
    await expect(page.getByText(/No results|No page mentions|Try fewer/)).toBeHidden();
    await expect(status(page)).toHaveText('In danger, or struggling? See who can help now.');
    await expectAccessible(page);
    for (const query of ['dying to know what to ask my mentor', 'killer questions', 'dead nervous before a call']) {
      await searchFor(page, query);
      await expect(status(page)).toHaveText(/^\d+ results?$/);
      await expect(danger(page)).toBeHidden();
      // No search knows every way to ask for help.
      await expect(whoHelps).toBeVisible();
      await expect(page.getByLabel('Topic')).toBeVisible();
      await expect(results(page).first()).toBeVisible();
      await expect(page.getByText('No page mentions')).toBeHidden();
    }
    await searchFor(page, 'my mentor is racist');
    await expect(behaviour(page)).toBeVisible();
    await expect(danger(page)).toBeHidden();
    await expect(behaviour(page).getByRole('link', { name: 'Write to the team' })).toHaveAttribute(
      'href',
      '/contact/?topic=something-is-wrong',
    );
    await expect(results(page)).toHaveCount(0);
    await expect(page.getByText(/No results|No page mentions|Try fewer/)).toBeHidden();
    await page.getByRole('button', { name: 'Show pages with these words' }).click();
    await expect(results(page).first()).toBeVisible();
    await expect(behaviour(page)).toBeVisible();
  });

  test('reads what fits a query straight after what to do in danger, and opens the likelier of two boxes', async ({
    page,
  }) => {
    const headings = (of: Locator) => of.getByRole('heading').allInnerTexts();
    await searchFor(page, 'i was raped');
    expect((await headings(danger(page))).slice(1, 3)).toEqual([
      'In danger now, you or someone else?',
      'Has someone hurt you, or made you afraid?',
    ]);
    await searchFor(page, 'my partner checks my phone');
    expect((await headings(danger(page))).slice(1, 3)).toEqual([
      'In danger now, you or someone else?',
      'Is a partner or your family hurting or controlling you?',
    ]);
    await searchFor(page, 'i cant pay my rent and have no food');
    expect((await headings(danger(page))).slice(1, 3)).toEqual([
      'In danger now, you or someone else?',
      'No money for food or rent, or nowhere to stay?',
    ]);
    await searchFor(page, 'i want to kill myself');
    expect((await headings(danger(page))).slice(1)).toEqual([
      'In danger now, you or someone else?',
      'Struggling, or thinking about ending your life?',
      'Is a partner or your family hurting or controlling you?',
      'Has someone hurt you, or made you afraid?',
      'No money for food or rent, or nowhere to stay?',
      'Worried about somebody else?',
    ]);
    await expectAccessible(page);
    // Whether somebody is in danger may be in doubt, so that help stands first in a line.
    await searchFor(page, 'my mentee sent me a picture of himself naked');
    const lead = danger(page).getByText('In danger, or struggling? See who can help now.');
    await expect(lead).toBeVisible();
    await expect(danger(page).getByRole('heading').first()).toBeHidden();
    await expect(behaviour(page).getByRole('link', { name: '911' })).toBeVisible();
    expect((await lead.boundingBox())!.y).toBeLessThan((await behaviour(page).boundingBox())!.y);
    await lead.click();
    await expect(danger(page).getByRole('link', { name: '911' }).first()).toBeVisible();
    await expectAccessible(page);
  });

  test('shows help even when the index cannot be read', async ({ page, context }) => {
    await context.route('**/pagefind/**', (route) => route.fulfill({ status: 204 }));
    await searchFor(page, 'suicidal');
    await expect(danger(page)).toBeVisible();
    await expect(page.getByText('could not be loaded')).toBeHidden();
  });

  test('writes the query into its address, and sends it nowhere', async ({ page }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(`${request.url()} ${request.postData() ?? ''}`));
    await page.goto('/search/');
    await field(page).pressSequentially('confidentiality');
    await expect(status(page)).toHaveAttribute('data-query', 'confidentiality');
    await expect(page).toHaveURL(/\/search\/\?q=confidentiality$/);
    await results(page).first().getByRole('link').first().click();
    await page.waitForURL('**/guidance/**');
    expect(asked.filter((request) => request.includes('confidentiality') && !request.includes('/guidance/'))).toEqual(
      [],
    );
  });

  test('shows more results on request', async ({ page }) => {
    await searchFor(page, 'mentor');
    const before = await results(page).count();
    await page.getByRole('button', { name: 'Show more results' }).click();
    await expect.poll(() => results(page).count()).toBeGreaterThan(before);
    await expect(results(page).nth(before).getByRole('link').first()).toBeFocused();
  });
});

test.describe('with a script that fails to load at first', () => {
  test.use({ expectedProblems: [/ERR_FAILED|Failed to load/] });

  test('the box loads its script again when it is used again', async ({ page, context }) => {
    let refused = 0;
    await context.route(scriptNamed('search-box'), (route) => ((refused += 1) <= 2 ? route.abort() : route.continue()));
    await page.goto('/guidance/smart-goals/');
    await field(page).focus();
    await expect.poll(() => refused).toBe(2);
    await field(page).blur();
    await field(page).pressSequentially('cv');
    await expect(options(page).first()).toBeVisible();
  });

  /** Fails the first loads of the search's worker, and the page's early reading of it. Returns the number of failed loads so far. */
  async function refuseWorker(context: BrowserContext, times: number): Promise<() => number> {
    let refused = 0;
    await context.route('**/_astro/worker-*.js', (route) => {
      if (route.request().resourceType() === 'fetch') return route.abort();
      return refused < times ? ((refused += 1), route.abort()) : route.continue();
    });
    return () => refused;
  }

  test('the search starts another worker', async ({ page, context }) => {
    const refused = await refuseWorker(context, 1);
    await searchFor(page, 'smart goals');
    await expect(results(page).first()).toBeVisible();
    expect(refused()).toBe(1);
  });

  test('the search starts another worker when the first cannot load what reads queries', async ({ page, context }) => {
    let refused = 0;
    await context.route('**/_astro/reading-*.js', (route) => ((refused += 1) === 1 ? route.abort() : route.continue()));
    await searchFor(page, 'my mentor keeps touching me');
    await expect(page.getByRole('region', { name: 'It is not your fault' })).toBeVisible();
    expect(refused).toBe(2);
  });

  test('the search says so when two workers cannot be loaded, and tries again', async ({ page, context }) => {
    await refuseWorker(context, 2);
    await searchFor(page, 'smart goals');
    await expect(status(page)).toHaveText('The search could not be loaded.');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(results(page).first()).toBeVisible();
  });

  test('the filters load their script again when they are used again', async ({ page, context }) => {
    let refused = 0;
    await context.route(scriptNamed('filters'), (route) => ((refused += 1) <= 2 ? route.abort() : route.continue()));
    await page.goto('/guidance/');
    await page.getByRole('radio', { name: 'Everyone' }).focus();
    await expect.poll(() => refused).toBe(2);
    await page.getByRole('radio', { name: 'Mentors' }).check();
    await expect(page.locator('[data-filters] [role=status]')).toHaveText(/^\d+ articles$/);
  });
});

test.describe('with an index that cannot be read', () => {
  test.use({ expectedProblems: [/ERR_FAILED|Failed to load/] });

  test('says so and shows the way to the tips', async ({ page, context }) => {
    await context.route('**/pagefind/**', (route) => route.abort());
    await searchFor(page, 'smart goals');
    await expect(status(page)).toHaveText('The search could not be loaded.');
    await expect(page.getByRole('link', { name: 'look through every tip on one page' })).toBeVisible();
    await context.unroute('**/pagefind/**');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(results(page).first()).toBeVisible();
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the box leads to a page that says so and shows the way to the tips', async ({ page }) => {
    await page.goto('/guidance/');
    await page.getByRole('searchbox', { name: 'Search guidance and tips' }).fill('smart goals');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/search/?q=smart+goals');
    await expect(page.getByText('needs JavaScript')).toBeVisible();
    await expect(page.getByRole('link', { name: 'What you can do' })).toHaveAttribute(
      'href',
      '/guidance/how-i-am-treated/',
    );
    await expect(page.getByText(/You can apply for Winter 2027 from/).first()).toBeVisible();
    await expect(page.getByRole('link', { name: 'Apply for a mentor' }).last()).toHaveAttribute(
      'href',
      '/peer-mentoring/apply/',
    );
    await page.getByRole('link', { name: 'Get help now' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('You do not have to deal with this alone');
    await page.goBack();
    await page.getByRole('link', { name: 'Look through every tip on one page' }).click();
    await page.waitForURL('**/tips/');
  });
});

test('no excerpt has the words of a button', async ({ page }) => {
  const found = await page.evaluate((all) => {
    const documents = all.map((html) => new DOMParser().parseFromString(html, 'text/html'));
    const searched = documents.flatMap((each) => [...each.querySelectorAll('main[data-pagefind-body]')]);
    const buttons = searched.flatMap((main) => [...main.querySelectorAll('button:not([data-pagefind-ignore] *)')]);
    return { searched: searched.length, buttons: buttons.map((button) => button.textContent) };
  }, pages.map(htmlOf));
  expect(found.searched).toBeGreaterThan(20);
  expect(found.buttons).toEqual([]);
});
