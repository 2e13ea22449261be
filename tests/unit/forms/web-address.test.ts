import { describe, expect, test } from 'vitest';
import { longestAddress, readHttps } from '#forms/formats/web-address.ts';

test.each([
  'https://example.com',
  'https://example.com/jobs?id=1&x=%20#top',
  'https://jobs.münchen.de/ä',
  'https://example.com:8443/',
])('%s is accepted unchanged', (address) => {
  expect(readHttps(address)).toBe(address);
});

test.each([
  ['HTTPS://EXAMPLE.COM', 'https://EXAMPLE.COM'],
  ['http://example.com/a', 'https://example.com/a'],
  ['example.com', 'https://example.com'],
  ['//example.com', 'https://example.com'],
  ['https:\\\\example.com\\jobs', 'https://example.com/jobs'],
  ['https:example.com', 'https://example.com'],
  ['see https://example.com', 'https://example.com'],
  ['linkedin.com/in/ada', 'https://linkedin.com/in/ada'],
  ['www.bbc.co.uk/careers?x=1#top', 'https://www.bbc.co.uk/careers?x=1#top'],
  ['<https://example.com/jobs>', 'https://example.com/jobs'],
  ['\u200Bhttps://example.com\u200B', 'https://example.com'],
  ['ｈｔｔｐｓ：／／ｅｘａｍｐｌｅ．ｃｏｍ／ａ', 'https://example.com/a'],
  ['https://example.com/（株）', 'https://example.com/（株）'],
  ['münchen.de/jobs', 'https://münchen.de/jobs'],
  ['example.com:8443/x', 'https://example.com:8443/x'],
  ['link:https://example.com', 'https://example.com'],
  ['link:example.com/a:b', 'https://example.com/a:b'],
])('%s is read as %s', (typed, address) => {
  expect(readHttps(typed)).toBe(address);
  expect(readHttps(address)).toBe(address);
});

test.each([
  '',
  'ftp://example.com',
  'javascript:alert(1)',
  'ada@example.com',
  'jobs',
  'example.com/a b',
  'javascript:alert(1)//example.com',
  'data:text/html,x',
  'https://',
  'https://localhost',
  'https://user@example.com',
  'https://user:password@example.com',
  'https://example.com/a b',
  'https://example.com/"><script>',
  'https://exa<mple.com',
])('"%s" is refused', (address) => {
  expect(readHttps(address)).toBeUndefined();
});

test('an address is at most 2,000 characters', () => {
  const start = 'https://example.com/';
  expect(readHttps(start + 'a'.repeat(longestAddress - start.length))).toBeDefined();
  expect(readHttps(start + 'a'.repeat(longestAddress - start.length + 1))).toBeUndefined();
});

const linkedin = { domain: 'linkedin.com', short: /^in\//, start: 'https://www.linkedin.com/in/', path: /\/in\/./ };

describe('an address of one domain', () => {
  test.each([
    'https://linkedin.com/in/a',
    'https://www.linkedin.com/in/a',
    'https://uk.linkedin.com/in/a',
    'https://WWW.LinkedIn.com/in/a',
  ])('%s is accepted', (address) => {
    expect(readHttps(address, linkedin)).toBe(address);
  });

  test.each([
    'https://example.com/linkedin.com',
    'https://notlinkedin.com/in/a',
    'https://linkedin.com/company/a',
    'https://linkedin.com.example.com/in/a',
    'https://linkedin.com@example.com/in/a',
    'https://example.com?linkedin.com',
  ])('%s is refused', (address) => {
    expect(readHttps(address, linkedin)).toBeUndefined();
  });
});
