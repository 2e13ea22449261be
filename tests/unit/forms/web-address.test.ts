import { describe, expect, test } from 'vitest';
import { longestAddress, readHttps } from '#forms/web-address.ts';

test.each([
  'https://example.com',
  'https://example.com/jobs?id=1&x=%20#top',
  'HTTPS://EXAMPLE.COM',
  'https://jobs.münchen.de/ä',
  'https://example.com:8443/',
])('%s is taken as it is written', (address) => {
  expect(readHttps(address)).toBe(address);
});

test.each([
  '',
  'example.com',
  'http://example.com',
  'ftp://example.com',
  'javascript:alert(1)',
  'javascript:https://example.com',
  'data:text/html,x',
  '//example.com',
  'https:example.com',
  'https://',
  'https://localhost',
  'https://user@example.com',
  'https://user:password@example.com',
  'https://example.com/a b',
  'https://example.com/"><script>',
  'https://exa<mple.com',
  'https:\\\\example.com',
  'see https://example.com',
])('"%s" is refused', (address) => {
  expect(readHttps(address)).toBeUndefined();
});

test('an address is at most 2,000 characters', () => {
  const start = 'https://example.com/';
  expect(readHttps(start + 'a'.repeat(longestAddress - start.length))).toBeDefined();
  expect(readHttps(start + 'a'.repeat(longestAddress - start.length + 1))).toBeUndefined();
});

describe('of one domain', () => {
  test.each([
    'https://linkedin.com/in/a',
    'https://www.linkedin.com/in/a',
    'https://uk.linkedin.com/in/a',
    'https://WWW.LinkedIn.com/in/a',
  ])('%s is taken', (address) => {
    expect(readHttps(address, 'linkedin.com')).toBe(address);
  });

  test.each([
    'https://example.com/linkedin.com',
    'https://notlinkedin.com/in/a',
    'https://linkedin.com.example.com/in/a',
    'https://linkedin.com@example.com/in/a',
    'https://example.com?linkedin.com',
    'http://www.linkedin.com/in/a',
  ])('%s is refused', (address) => {
    expect(readHttps(address, 'linkedin.com')).toBeUndefined();
  });
});
