import { describe, expect, it } from 'vitest';
import { answersOf } from './support/answers.ts';
import { openSite } from './support/built-site.ts';
import type { TestInbox } from './support/inbox.ts';

const always =
  'content-security-policy x-content-type-options referrer-policy permissions-policy cross-origin-opener-policy cross-origin-embedder-policy cross-origin-resource-policy x-frame-options'.split(
    ' ',
  );

const kinds: [string, (inbox: TestInbox) => Promise<Response>][] = [
  ['a page', async ({ app }) => app.request('/')],
  ['a file', async ({ app }) => app.request('/robots.txt')],
  ['"not modified"', async ({ app }) => app.request('/', { headers: { 'If-None-Match': '*' } })],
  ['a redirect', async ({ app }) => app.request('/about')],
  ['"not found"', async ({ app }) => app.request('/nothing')],
  ['a method that is not allowed', async ({ app }) => app.request('/', { method: 'PUT' })],
  ['health', async ({ app }) => app.request('/healthz')],
  ['readiness', async ({ app }) => app.request('/readyz')],
  ['the login page', async ({ app }) => app.request('/inbox/login/')],
  ['the way to the login page', async ({ app }) => app.request('/inbox/')],
  ['the style sheet of staff pages', async ({ app }) => app.request('/inbox/style.css')],
  ['a staff page that is not there', async ({ app }) => app.request('/inbox/nothing')],
  ['a refused login', async ({ app }) => app.request('/inbox/login/', { method: 'POST' })],
  ['a stored submission, JSON', (inbox) => inbox.postJson('ask')],
  ['a stored submission, HTML', (inbox) => inbox.postHtml('ask')],
  ['field errors, JSON', (inbox) => inbox.postJson('ask', answersOf('ask', { email: '' }))],
  ['field errors, HTML', (inbox) => inbox.postHtml('ask', answersOf('ask', { email: '' }))],
  ['an unknown form', (inbox) => inbox.post('nothing', 'a=b')],
  ['a wrong type', (inbox) => inbox.post('ask', 'a=b', { 'Content-Type': 'text/plain' })],
  ['a blocked origin', (inbox) => inbox.postJson('ask', answersOf('ask'), { Origin: 'https://evil.example' })],
  [
    'a preflight',
    async ({ app }) => app.request('/f/ask', { method: 'OPTIONS', headers: { Origin: 'http://localhost' } }),
  ],
  ['a form asked for with GET', async ({ app }) => app.request('/f/ask')],
  [
    'an unexpected failure',
    (inbox) => {
      inbox.store.accept = () => Promise.reject(new Error('unexpected'));
      return inbox.postJson('ask');
    },
  ],
];

describe('the security headers', () => {
  it.each(kinds)('are on %s', async (_, ask) => {
    const response = await ask(await openSite());
    expect(always.filter((name) => response.headers.get(name) === null)).toEqual([]);
    expect(response.headers.get('strict-transport-security')).toBeNull();
    const policy = response.headers.get('content-security-policy') ?? '';
    for (const part of [
      "default-src 'none'",
      "base-uri 'none'",
      "object-src 'none'",
      "frame-ancestors 'none'",
      "form-action 'self'",
      "require-trusted-types-for 'script'",
    ]) {
      expect(policy).toContain(part);
    }
  });

  it.each(kinds)('keep browsers on TLS on %s, if the site is on TLS', async (_, ask) => {
    const response = await ask(await openSite({ SITE_URL: 'https://mentoring.example' }));
    expect(response.headers.get('strict-transport-security')).toMatch(/^max-age=\d{8,}; includeSubDomains$/);
  });

  it('do not include the subdomains of the host', async () => {
    const inbox = await openSite({ SITE_URL: 'https://example.org/mentoring' });
    const asked = ['/mentoring/', '/mentoring/inbox/login/', '/mentoring/f/ask', '/mentoring/healthz', '/elsewhere/'];
    for (const path of asked) {
      const { headers } = await inbox.app.request(path);
      expect(headers.get('strict-transport-security'), path).toMatch(/^max-age=\d{8,}$/);
    }
  });

  it('forbid caching of forms’ answers and staff pages, and give each request an id', async () => {
    const inbox = await openSite();
    const responses = [
      await inbox.postJson('ask'),
      await inbox.postHtml('ask', {}),
      await inbox.app.request('/inbox/'),
      await inbox.app.request('/f/ask'),
    ];
    for (const { headers } of responses) {
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
    }
    expect(new Set(responses.map(({ headers }) => headers.get('x-request-id'))).size).toBe(responses.length);
  });
});
