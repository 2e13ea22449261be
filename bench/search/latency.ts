import { chromium, type Browser } from '@playwright/test';
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { brotliCompressSync } from 'node:zlib';
import { cacheControl } from '../../src/headers.ts';
import { browserForTests, isRoot } from '../../tests/support/browser.ts';
import { median } from '../support/table.ts';

/** A network and a processor, slowed down. */
interface Link {
  name: string;
  /** Wait before each answer (ms). */
  wait: number;
  /** Bytes a second that all answers share. */
  bytesPerSecond: number;
  /** The processor of the page's main thread is this many times slower. */
  slowdown: number;
}

const links: readonly Link[] = [
  { name: 'not slowed', wait: 0, bytesPerSecond: Infinity, slowdown: 1 },
  { name: '150 ms, 1.6 Mbit/s, processor ÷ 4', wait: 150, bytesPerSecond: 200_000, slowdown: 4 },
];

/** One file that the page asked for. Times are in ms from the first request. */
interface Sent {
  path: string;
  from: number;
  to: number;
  bytes: number;
}

/** A page of results and what shows that the first one is there. */
interface SearchedPage {
  name: string;
  root: string;
  path: string;
  firstResult: string;
}

const PIECE = 4096;
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.txt': 'text/plain',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
const compressible = new Set(['.html', '.js', '.css', '.json', '.txt', '.svg']);

/** File → its bytes as a host sends them. */
const bodies = new Map<string, Buffer>();

async function bodyOf(file: string): Promise<Buffer> {
  const known = bodies.get(file);
  if (known) return known;
  const content = await readFile(file);
  const body = compressible.has(extname(file)) ? brotliCompressSync(content) : content;
  bodies.set(file, body);
  return body;
}

/** Serves a folder over a slow link, and notes what was sent. */
async function serveSlowly(root: string, link: Link) {
  const sent: Sent[] = [];
  let start = 0;
  let free = 0;
  const since = () => performance.now() - start;
  async function send(body: Buffer, response: ServerResponse): Promise<void> {
    for (let at = 0; at < body.length; at += PIECE) {
      const piece = body.subarray(at, at + PIECE);
      free = Math.max(free, performance.now()) + (1000 * piece.length) / link.bytesPerSecond;
      if (free > performance.now()) await pause(free - performance.now());
      response.write(piece);
    }
    response.end();
  }
  const server = createServer((request, response) => {
    void (async () => {
      if (sent.length === 0) start = performance.now();
      const { pathname } = new URL(request.url!, 'http://localhost');
      const file = join(root, pathname.endsWith('/') ? `${pathname}index.html` : pathname);
      const entry: Sent = { path: pathname, from: since(), to: 0, bytes: 0 };
      sent.push(entry);
      await pause(link.wait);
      if (!existsSync(file) || !(await stat(file)).isFile()) {
        response.writeHead(404).end();
        return;
      }
      const body = await bodyOf(file);
      response.writeHead(200, {
        'Content-Type': types[extname(file)] ?? 'application/octet-stream',
        'Cache-Control': cacheControl(pathname),
        ETag: `"${body.length}"`,
        ...(compressible.has(extname(file)) && { 'Content-Encoding': 'br' }),
      });
      await send(body, response);
      entry.to = since();
      entry.bytes = body.length;
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    sent,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Returns the time (ms) from opening a page of results to its first one, in a new browser context, and what was sent until then. */
async function open(browser: Browser, { root, path, firstResult }: SearchedPage, link: Link) {
  const server = await serveSlowly(root, link);
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: link.slowdown });
    await page.addInitScript((selector) => {
      const note = () => {
        if (!document.querySelector(selector)) return;
        observer.disconnect();
        document.documentElement.dataset['firstResult'] = String(performance.now());
      };
      const observer = new MutationObserver(note);
      observer.observe(document, { childList: true, subtree: true });
    }, firstResult);
    await page.goto(server.origin + path, { waitUntil: 'commit' });
    const shown = page.locator('html[data-first-result]');
    await shown.waitFor({ state: 'attached', timeout: 30_000 });
    const milliseconds = Number(await shown.getAttribute('data-first-result'));
    return { milliseconds, sent: server.sent.filter(({ to }) => to > 0) };
  } finally {
    await context.close();
    server.stop();
  }
}

const query = 'nervous before a call';

/**
 * Prints the time from opening a page of results to the first one, and the files that were read until then, beside the page that plain Pagefind
 * brings, over each link. Returns the worst ratio of the two times, and the ratio of the bytes that were read.
 * @param dist the built site
 * @param plain a folder with plain Pagefind's index of it, and its own page at `/`
 */
export async function compareLatency(
  dist: string,
  plain: string,
  runs: number,
): Promise<{ time: number; bytes: number }> {
  const asked = encodeURIComponent(query);
  const pages: readonly SearchedPage[] = [
    { name: 'ours', root: dist, path: `/search/?q=${asked}`, firstResult: '#search-results > li' },
    { name: 'plain Pagefind', root: plain, path: `/?q=${asked}`, firstResult: '.pagefind-ui__result-link' },
  ];
  const browser = await chromium.launch({
    executablePath: browserForTests()!,
    args: [...(isRoot() ? ['--no-sandbox'] : []), '--disable-dev-shm-usage'],
  });
  const worst = { time: 0, bytes: 0 };
  try {
    for (const link of links) {
      const times = new Map<string, number>();
      const sizes = new Map<string, number>();
      for (const page of pages) {
        const opened = [];
        // The first one compresses the files, and is not counted.
        await open(browser, page, { ...link, wait: 0, bytesPerSecond: Infinity });
        for (let run = 0; run < runs; run += 1) opened.push(await open(browser, page, link));
        const middle = median(opened.map(({ milliseconds }) => milliseconds));
        times.set(page.name, middle);
        const { sent } = opened.at(-1)!;
        const bytes = sent.reduce((sum, file) => sum + file.bytes, 0);
        sizes.set(page.name, bytes);
        console.log(
          `\n${page.name}, ${link.name}: first result after ${middle.toFixed(0)} ms (median of ${runs}); ${sent.length} files, ${(bytes / 1000).toFixed(0)} kB`,
        );
        for (const { path, from, to, bytes: size } of sent)
          console.log(
            `  ${from.toFixed(0).padStart(6)} – ${to.toFixed(0).padStart(5)} ms  ${String(size).padStart(6)}  ${path}`,
          );
      }
      const ratio = times.get('ours')! / times.get('plain Pagefind')!;
      worst.time = Math.max(worst.time, ratio);
      worst.bytes = Math.max(worst.bytes, sizes.get('ours')! / sizes.get('plain Pagefind')!);
      console.log(`\n${link.name}: ${ratio.toFixed(2)} × the time of plain Pagefind’s own page`);
    }
  } finally {
    await browser.close();
  }
  return worst;
}

/** Pagefind's own page of results, as its documentation shows it (pagefind.app: Using the default UI). */
export const plainPage = `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Search</title>
<link href="/pagefind/pagefind-ui.css" rel="stylesheet"><script src="/pagefind/pagefind-ui.js"></script></head>
<body><div id="search"></div><script>
const ui = new PagefindUI({ element: '#search', showSubResults: true });
ui.triggerSearch(new URLSearchParams(location.search).get('q'));
</script></body></html>`;
