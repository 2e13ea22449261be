import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { test, expect } from '@playwright/test';
import { hasRounds } from '#forms/scheme-paths.ts';
import { folder, htmlOf, pages } from '../support/site.ts';

/** Dead links are not tested here, as the build fails on them (src/build/links/dead-links.ts). */
interface Link {
  from: string;
  to: URL;
}

const withoutCode = (html: string) => html.replace(/<(script|style)\b([^>]*)>[\s\S]*?<\/\1>/g, '<$1$2></$1>');
const htmlByPath = new Map(pages.map((page) => [page.path, withoutCode(htmlOf(page))]));
const home = htmlByPath.get('/')!;
const origin = new URL(/<link rel="canonical" href="([^"]+)"/.exec(home)![1]!).origin;

const decode = (text: string) => text.replaceAll('&quot;', '"').replaceAll('&amp;', '&').replaceAll('&#38;', '&');

/** Returns the addresses in a page: links, pictures, scripts, forms, and the absolute ones of its head. */
function linksOf(from: string, html: string): Link[] {
  const found = [...html.matchAll(/\s(?:href|src|action|content)="((?:https?:|\/|#|\.|\?)[^"]*)"/g)].map(
    ([, to]) => to!,
  );
  const sets = [...html.matchAll(/\ssrcset="([^"]+)"/g)].flatMap(([, set]) =>
    set!.split(',').map((each) => each.trim().split(' ')[0]!),
  );
  return [...found, ...sets].map((to) => ({ from, to: new URL(decode(to), new URL(from, origin)) }));
}

const links = [...htmlByPath].flatMap(([path, html]) => linksOf(path, html));
const own = links.filter(({ to }) => to.origin === origin);

const fileOf = ({ pathname }: URL) =>
  join(folder, decodeURI(pathname.endsWith('/') ? `${pathname}index.html` : pathname));

test.describe('links', () => {
  test('to other sites are encrypted', () => {
    expect(
      links
        .filter(({ to }) => to.origin !== origin && to.protocol !== 'https:')
        .map(({ from, to }) => `${from} → ${to.href}`),
    ).toEqual([]);
  });

  test('reach every page from the home page', () => {
    const reached = new Set(['/']);
    for (const path of reached)
      for (const { from, to } of own) if (from === path && htmlByPath.has(to.pathname)) reached.add(to.pathname);
    const onPurpose = ['/404.html', '/sent/'];
    expect(pages.map(({ path }) => path).filter((path) => !reached.has(path) && !onPurpose.includes(path))).toEqual([]);
  });

  test('in feeds, the sitemap, calendars and robots.txt lead to files that exist', () => {
    const files = globSync('*.{xml,ics,txt}', { cwd: folder });
    expect(files).toEqual(
      expect.arrayContaining(['rss.xml', 'robots.txt', 'sitemap-index.xml', ...(hasRounds ? ['dates.ics'] : [])]),
    );
    const missing = files.flatMap((file) => {
      const text = decode(readFileSync(join(folder, file), 'utf8'));
      const addresses = [...text.matchAll(new RegExp(`${origin}[^\\s<"')]*`, 'g'))].map(
        ([address]) => new URL(address),
      );
      return addresses.filter((to) => !existsSync(fileOf(to))).map((to) => `${file} → ${to.pathname}`);
    });
    expect(missing).toEqual([]);
  });

  test('in the sitemap name every page that search engines may list, and no other', () => {
    const maps = globSync('sitemap-[0-9]*.xml', { cwd: folder }).map((file) =>
      readFileSync(join(folder, file), 'utf8'),
    );
    const listed = maps.flatMap((map) =>
      [...map.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => new URL(address!).pathname),
    );
    const indexable = pages.filter(
      (page) => !/<meta name="robots" content="[^"]*noindex/.test(htmlOf(page)) && page.path !== '/404.html',
    );
    expect(listed.sort()).toEqual(indexable.map(({ path }) => path).sort());
  });
});
