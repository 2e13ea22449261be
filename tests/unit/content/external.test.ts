import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { externalLinks } from '../../../src/commands/content/external.ts';
import { read } from '../../../src/commands/content/files.ts';
import { type VisitResult, isOffline, visit, visitAll } from '../../../src/commands/content/visit.ts';

describe('external addresses', () => {
  it('are collected once from texts, sources and facts, with all places', () => {
    const article = read(
      'content/guidance/a/index.mdx',
      `---
title: A
sources: [{ title: B, by: C, url: https://example.org/b }]
---

See [the rules](https://example.org/b) and [the form](/contact/), or [write](mailto:a@example.org).
`,
    );
    const fact = read('content/facts/f.yaml', 'source: { title: D, url: https://example.org/d }');
    expect(externalLinks([article, fact])).toEqual([
      {
        url: 'https://example.org/b',
        places: ['content/guidance/a/index.mdx, sources', 'content/guidance/a/index.mdx, line 6'],
      },
      { url: 'https://example.org/d', places: ['content/facts/f.yaml, source'] },
    ]);
  });
});

describe('a visit', () => {
  let server: Server;
  let base: string;
  let busy = 1;
  const asked: string[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      const go = (status: number, location?: string) => response.writeHead(status, location ? { location } : {}).end();
      if (request.url === '/moved') return go(301, '/fine');
      if (request.url === '/for-now') return go(302, '/fine');
      if (request.url === '/round') return go(301, '/round');
      if (request.url === '/gone') return go(410);
      if (request.url === '/shy') return go(403);
      if (request.url === '/only-get') return go(request.method === 'GET' ? 200 : 405);
      if (request.url === '/busy') return go(busy-- > 0 ? 503 : 200);
      if (request.url === '/never') return go(503);
      if (request.url === '/slow') return undefined;
      return go(request.url === '/fine' ? 200 : 404);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it('requests only the headers of a page', async () => {
    expect(await visit(`${base}/fine`)).toEqual({ state: 'fine' });
    expect(asked).toEqual(['HEAD /fine']);
  });

  it('sends GET when HEAD is refused', async () => {
    expect(await visit(`${base}/only-get`)).toEqual({ state: 'fine' });
  });

  it('distinguishes a permanent from a temporary redirect', async () => {
    expect(await visit(`${base}/moved`)).toEqual({ state: 'moved', to: `${base}/fine` });
    expect(await visit(`${base}/for-now`)).toEqual({ state: 'fine' });
  });

  it('reports a missing page as broken', async () => {
    expect(await visit(`${base}/none`)).toEqual({ state: 'broken', why: 'it answers 404 (no such page)' });
    expect(await visit(`${base}/gone`)).toEqual({ state: 'broken', why: 'it answers 410 (no such page)' });
    expect(await visit(`${base}/round`)).toEqual({ state: 'broken', why: 'it leads on more than 8 times' });
  });

  it('does not report a page as broken that refuses programs or is busy', async () => {
    expect(await visit(`${base}/shy`)).toEqual({ state: 'unknown', why: 'it answers 403 to programs' });
    expect(await visit(`${base}/never`, { retries: 0 })).toMatchObject({ state: 'unknown' });
  });

  it('tries again when a server is busy', async () => {
    expect(await visit(`${base}/busy`)).toEqual({ state: 'fine' });
  });

  it('reports when no server responds', async () => {
    expect(await visit(`${base}/slow`, { retries: 0, timeout: 200 })).toEqual({
      state: 'broken',
      why: 'it does not answer in time',
      noResponse: true,
    });
    expect(await visit('http://127.0.0.1:9/', { retries: 0 })).toMatchObject({ state: 'broken' });
    expect(await visit('http://no-such-site.invalid/', { retries: 0 })).toEqual({
      state: 'broken',
      why: 'there is no such site',
      noResponse: true,
    });
  });
});

describe('visits to many addresses', () => {
  const silent: VisitResult = { state: 'broken', why: 'it does not answer in time', noResponse: true };
  const urls = ['https://a.example/1', 'https://a.example/2', 'https://b.example/1', 'https://b.example/2'];

  it('request a site that does not respond once, and any other for every page', async () => {
    const asked: string[] = [];
    const answers = await visitAll(urls, (url) => {
      asked.push(url);
      return Promise.resolve(url.includes('a.example') ? silent : { state: 'fine' });
    });
    expect(asked.sort()).toEqual(['https://a.example/1', 'https://b.example/1', 'https://b.example/2']);
    expect(answers.get('https://a.example/2')).toEqual(silent);
    expect(isOffline(answers)).toBe(false);
  });

  it('distinguish a machine without a network from sites that are gone', async () => {
    expect(isOffline(await visitAll(urls, () => Promise.resolve(silent)))).toBe(true);
    expect(isOffline(await visitAll(urls, () => Promise.resolve({ state: 'broken', why: 'it answers 404' })))).toBe(
      false,
    );
    expect(isOffline(new Map())).toBe(false);
  });
});
