import { describe, expect, it } from 'vitest';
import { addressAt, baseOf, readSiteUrl } from '#src/address.ts';

describe('the address of a site', () => {
  it.each([
    ['https://example.org', 'https://example.org', ''],
    ['https://example.org/', 'https://example.org', ''],
    ['https://example.org/mentoring/', 'https://example.org/mentoring', '/mentoring'],
    ['https://example.org/mentoring', 'https://example.org/mentoring', '/mentoring'],
    ['http://localhost:4321/a/b.c/', 'http://localhost:4321/a/b.c', '/a/b.c'],
  ])('is read from %s', (written, url, base) => {
    expect([readSiteUrl(written), baseOf(written)]).toEqual([url, base]);
  });

  it.each([
    'example.org/mentoring/',
    'ftp://example.org/',
    'https://ada@example.org/',
    'https://ada:secret@example.org/',
    'https://example.org/?a',
    'https://example.org/mentoring/#a',
    'https://example.org/a b/',
    'https://example.org/a//b/',
    'https://example.org/.hidden/',
    'https://example.org/a;b/',
    'https://example.org/é/',
  ])('is not read from %s', (written) => {
    expect(readSiteUrl(written)).toBeUndefined();
  });

  it.each([
    'https://example.org/mentoring',
    'https://example.org/mentoring/',
    new URL('https://example.org/mentoring/'),
  ])('is put before each path, with its base: %s', (site) => {
    expect(addressAt(site, '/guidance/#x').href).toBe('https://example.org/mentoring/guidance/#x');
    expect(addressAt(site, '/').href).toBe('https://example.org/mentoring/');
  });
});
