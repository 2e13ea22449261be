import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page as BrowserPage } from '@playwright/test';
import ICAL from 'ical.js';
import sharp from 'sharp';
import { globSync } from 'tinyglobby';
import { expect, test } from '../support/test.ts';
import { folder, htmlOf, isArticle, type Page, pages, textOf } from '../support/site.ts';

const articles = pages.filter(isArticle);
const home = pages.find(({ path }) => path === '/')!;
const scheme = pages.find(({ path }) => path === '/peer-mentoring/')!;
const read = (file: string) => readFileSync(join(folder, file), 'utf8');
const origin = new URL(/<link rel="canonical" href="([^"]+)"/.exec(htmlOf(home))![1]!).origin;
const decode = (text: string) =>
  text.replaceAll('&#38;', '&').replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&');
/** Returns the text of some HTML without white space, which differs between renderings. */
const bare = (html: string) => decode(textOf(html)).replace(/\s+/g, '');
const property = (page: Page, name: string) =>
  decode(new RegExp(`<meta (?:property|name)="${name}" content="([^"]*)"`).exec(htmlOf(page))?.[1] ?? '');
const fileOf = (address: string) => join(folder, new URL(address).pathname.replace(/\/$/, '/index.html'));

/** Returns the structured data of a page by type. */
function said(page: Page): Map<string, Record<string, unknown>> {
  const scripts = [...htmlOf(page).matchAll(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/g)];
  const graphs = scripts.map(
    ([, json]) => JSON.parse(json!) as { '@context': string; '@graph': Record<string, unknown>[] },
  );
  expect(graphs.every((graph) => graph['@context'] === 'https://schema.org')).toBe(true);
  return new Map(graphs.flatMap((graph) => graph['@graph']).map((each) => [each['@type'] as string, each]));
}

/** Reads the feed. Throws when it is not well-formed. */
const feedItems = (page: BrowserPage) =>
  page.evaluate((xml) => {
    const feed = new DOMParser().parseFromString(xml, 'application/xml');
    if (feed.querySelector('parsererror')) throw new Error(feed.documentElement.textContent);
    const text = (item: Element, name: string) => item.getElementsByTagName(name)[0]?.textContent ?? '';
    return [...feed.querySelectorAll('item')].map((item) => {
      const content = new DOMParser().parseFromString(text(item, 'content:encoded'), 'text/html');
      return {
        title: text(item, 'title'),
        link: text(item, 'link'),
        guid: text(item, 'guid'),
        date: text(item, 'pubDate'),
        creator: text(item, 'dc:creator'),
        words: content.body.textContent.replace(/\s+/g, ''),
        addresses: [...content.querySelectorAll('[href], [src]')].map(
          (each) => each.getAttribute('href') ?? each.getAttribute('src')!,
        ),
        odd: content.querySelectorAll('script, style, svg, iframe, form, button, [onclick], [style], [class]').length,
      };
    });
  }, read('rss.xml'));

test.describe('the feed', () => {
  test('has every article once, newest first', async ({ page }) => {
    const items = await feedItems(page);
    expect(items.map(({ link }) => new URL(link).pathname).sort()).toEqual(articles.map(({ path }) => path).sort());
    expect(items.every(({ guid, link }) => guid === link)).toBe(true);
    const dates = items.map(({ date }) => Date.parse(date));
    expect(dates).toEqual(dates.toSorted((a, b) => b - a));
    expect(items.every(({ creator }) => creator !== '')).toBe(true);
  });

  test('has the full text of each article: every tip and the end', async ({ page }) => {
    for (const { link, words } of await feedItems(page)) {
      const html = htmlOf(articles.find(({ path }) => link.endsWith(path))!);
      const tips = [...html.matchAll(/data-tip[^>]*>[\s\S]*?<h3[^>]*>([\s\S]*?)<\/h3>\s*<p>([\s\S]*?)<\/p>/g)];
      expect(tips.length, link).toBe(html.match(/ data-tip/g)?.length ?? 0);
      for (const [, title, text] of tips) {
        expect(words, link).toContain(bare(title!));
        expect(words, link).toContain(bare(text!));
      }
      expect(words, link).toContain('Tryitnow');
    }
  });

  test('is plain HTML with full addresses', async ({ page }) => {
    const items = await feedItems(page);
    expect(items.filter(({ odd }) => odd > 0).map(({ link }) => link)).toEqual([]);
    const addresses = items.flatMap((item) => item.addresses);
    expect(addresses.length).toBeGreaterThan(20);
    expect(addresses.filter((address) => !/^(https?|mailto|tel):/.test(address))).toEqual([]);
    const missing = addresses.filter((address) => address.startsWith(origin) && !existsSync(fileOf(address)));
    expect(missing).toEqual([]);
  });

  test('states its own address, and pages with lists link to it, but not articles', () => {
    expect(read('rss.xml')).toContain(`<atom:link href="${origin}/rss.xml" rel="self" type="application/rss+xml"/>`);
    const named = pages.filter((page) => htmlOf(page).includes('type="application/rss+xml"')).map(({ path }) => path);
    expect(named).toEqual(expect.arrayContaining(['/', '/guidance/', '/tips/']));
    expect(named.filter((path) => articles.some((article) => article.path === path))).toEqual([]);
  });
});

test.describe('a shared link', () => {
  for (const page of pages.filter(({ path }) => path !== '/404.html'))
    test(`to ${page.path} shows its title, description and card`, async () => {
      expect(property(page, 'og:title').length).toBeGreaterThan(2);
      expect(property(page, 'og:description').length).toBeGreaterThan(19);
      expect(property(page, 'twitter:card')).toBe('summary_large_image');
      const picture = property(page, 'og:image');
      expect(new URL(picture).pathname).toBe(isArticle(page) ? `${page.path}card.png` : '/card.png');
      const { format, width, height } = await sharp(fileOf(picture)).metadata();
      expect({ format, width, height }).toEqual({ format: 'png', width: 1200, height: 630 });
    });

  test('has a different card for each article', () => {
    const cards = globSync('guidance/*/card.png', { cwd: folder }).map((file) =>
      readFileSync(join(folder, file), 'base64'),
    );
    expect(new Set(cards).size).toBe(articles.length);
  });
});

test.describe('structured data', () => {
  test('of every article has the properties that search engines recommend', () => {
    for (const page of articles) {
      const data = said(page);
      expect(data.get('Article'), page.path).toMatchObject({
        headline: property(page, 'og:title'),
        image: `${origin}${page.path}card.png`,
        datePublished: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
        dateModified: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
        author: { name: expect.stringMatching(/\w/) },
        publisher: { name: expect.stringMatching(/\w/) },
      });
      const trail = data.get('BreadcrumbList')!['itemListElement'] as {
        position: number;
        name: string;
        item?: string;
      }[];
      expect(trail.map(({ position }) => position)).toEqual([1, 2, 3]);
      expect(trail.slice(0, 2).every(({ item }) => existsSync(fileOf(item!)))).toBe(true);
      expect(trail[2]).toMatchObject({ name: property(page, 'og:title') });
    }
  });

  test('of the deadline matches the round on the page', () => {
    for (const page of [home, scheme]) {
      const event = said(page).get('Event')!;
      const closes = /data-closes="([^"]+)"/.exec(htmlOf(page))![1]!;
      expect(Date.parse(event['endDate'] as string)).toBe(Date.parse(closes));
      expect(event).toMatchObject({
        location: { '@type': 'VirtualLocation' },
        organizer: {},
        eventStatus: expect.anything(),
      });
    }
  });

  test('of the front page names the site and its organisation', () => {
    expect([...said(home).keys()]).toEqual(['WebSite', 'CollegeOrUniversity', 'Event']);
  });

  test('of a page’s questions matches the page', () => {
    const withQuestions = pages.filter((page) => said(page).has('FAQPage'));
    expect(withQuestions).toContain(scheme);
    for (const page of withQuestions) {
      const asked = said(page).get('FAQPage')!['mainEntity'] as { name: string; acceptedAnswer: { text: string } }[];
      // A tag becomes a space, also before a comma.
      const text = decode(textOf(htmlOf(page))).replaceAll(/ (?=[,.])/g, '');
      expect(asked.length, page.path).toBeGreaterThan(2);
      for (const { name, acceptedAnswer } of asked) {
        expect(text).toContain(name);
        expect(text).toContain(acceptedAnswer.text.slice(0, 30));
      }
    }
  });
});

test.describe('for programs', () => {
  test('every article has a version in plain Markdown', () => {
    for (const page of articles) {
      const twin = read(`${page.path.slice(1, -1)}.md`);
      expect(twin, page.path).toMatch(new RegExp(`^# ${property(page, 'og:title').replace(/[?.+()]/g, '\\$&')}\n`));
      expect(twin, page.path).not.toMatch(/^---$|<\/?[A-Za-z]|\]\(\//m);
      expect(twin.match(/^### Tip: /gm)?.length ?? 0, page.path).toBe(htmlOf(page).match(/ data-tip/g)?.length ?? 0);
    }
  });

  test('/llms.txt links to all of them, in the agreed format', () => {
    const text = read('llms.txt');
    expect(text).toMatch(/^# .+\n\n> .+\n\n/);
    const lines = text.split('\n').filter((line) => line.startsWith('- '));
    expect(lines.filter((line) => !/^- \[[^\]]+\]\(https?:\/\/[^)]+\): .+/.test(line))).toEqual([]);
    const twins = lines.flatMap((line) => /\((https?:[^)]+\.md)\)/.exec(line)?.[1] ?? []);
    expect(twins.map((twin) => new URL(twin).pathname.replace(/\.md$/, '/')).sort()).toEqual(
      articles.map(({ path }) => path).sort(),
    );
  });
});

test('the sitemap has the last review of each article', () => {
  const map = globSync('sitemap-[0-9]*.xml', { cwd: folder }).map(read).join('');
  for (const page of articles) {
    const reviewed = said(page).get('Article')!['dateModified'] as string;
    expect(map).toContain(`<loc>${origin}${page.path}</loc><lastmod>${reviewed}</lastmod>`);
  }
});

test('robots.txt closes only the inbox to search engines and names the sitemap', () => {
  const text = read('robots.txt');
  expect(text).toContain(`Sitemap: ${origin}/sitemap-index.xml`);
  expect(text).not.toMatch(/^Disallow: \/(?!f\/|inbox\/)/m);
});

test('the calendar has every round with its deadline', () => {
  const calendar = new ICAL.Component(ICAL.parse(read('dates.ics')) as unknown[]);
  const uids = calendar.getAllSubcomponents('vevent').map((event) => String(event.getFirstPropertyValue('uid')));
  for (const file of globSync('starter/content/rounds/*.yaml')) {
    const id = file.replace(/^.*\/|\.yaml$/g, '');
    expect(uids).toContain(`${id}-closes@${new URL(origin).hostname}`);
  }
});

test('old addresses redirect to pages in the files for every host', () => {
  const lines = read('_redirects').trim().split('\n');
  const served = JSON.parse(read('.host/redirects.json')) as Record<string, string>;
  expect(lines.length).toBeGreaterThan(0);
  expect(Object.entries(served).map(([from, to]) => `${from} ${to} 301`)).toEqual(lines);
  for (const [from, to] of Object.entries(served)) {
    expect(existsSync(fileOf(`${origin}${to}`)), to).toBe(true);
    expect(read('.host/nginx-server.conf')).toContain(`location = "${from}" { return 301 "${to}"; }`);
    expect(read('.host/Caddyfile')).toContain(`redir ${from} ${to} permanent`);
  }
});

test.describe('on a host that redirects nothing', () => {
  test.use({ expectedProblems: [/404 \(Not Found\)/] });
  for (const copied of ['/about/)', '/about/%3E,', '/about/%E2%80%9D', '/about.'])
    test(`the page for what is not there leads from ${copied} to the page that is meant`, async ({ page }) => {
      await page.route(`**${copied}`, (route) =>
        route.fulfill({ status: 404, contentType: 'text/html', path: join(folder, '404.html') }),
      );
      await page.goto(copied);
      await expect(page).toHaveURL('/about/');
    });
});
