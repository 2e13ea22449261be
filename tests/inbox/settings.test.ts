import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '#inbox/config.ts';
import { readRounds } from '#inbox/rounds.ts';
import { clientAddress, clientNetwork } from '#inbox/server/client-address.ts';
import { temporaryFolder } from './support/inbox.ts';

describe('settings', () => {
  it('are all optional', () => {
    const config = readConfig({});
    expect(config).toMatchObject({
      host: 'localhost',
      port: 4321,
      siteUrl: 'http://localhost:4321',
      tls: false,
      logLevel: 'info',
    });
    expect(config.database).toEqual({ kind: 'sqlite', path: resolve('data/inbox.sqlite') });
    expect(config.keyFile).toBe(resolve('keys/inbox.key'));
    expect(config.rateLimits).toEqual([
      { points: 400, seconds: 60 },
      { points: 800, seconds: 3600 },
    ]);
    expect(config.hostedForms).toBeUndefined();
  });

  it('put the port into the site’s own address', () => {
    expect(readConfig({ PORT: '8080' }).siteUrl).toBe('http://localhost:8080');
    expect(readConfig({ PORT: '8080', SITE_URL: 'https://mentoring.example/' })).toMatchObject({
      siteUrl: 'https://mentoring.example',
      tls: true,
    });
  });

  it('report every problem at once, in words', () => {
    const read = () =>
      readConfig({
        PORT: '99999',
        SITE_URL: 'mentoring',
        INBOX_DATABASE: 'mysql://x',
        INBOX_ALLOWED_ORIGINS: 'https://a.example/path',
        INBOX_TRUSTED_PROXIES: '10.0.0.0/40',
        INBOX_RATE_LIMIT: 'many',
        INBOX_RETENTION_DAYS_ASK: '-1',
        SMTP_URL: 'mail.example',
        MAIL_FROM: 'a@b.example, c@d.example',
        LOG_LEVEL: 'loud',
        CLOCK: 'tomorrow',
      });
    expect(read).toThrow(
      /^11 settings need attention:\n {2}PORT is not usable; it must be a whole number from 0 to 65535\./,
    );
    for (const name of 'SITE_URL INBOX_DATABASE INBOX_ALLOWED_ORIGINS INBOX_TRUSTED_PROXIES INBOX_RATE_LIMIT INBOX_RETENTION_DAYS_ASK SMTP_URL MAIL_FROM LOG_LEVEL CLOCK'.split(
      ' ',
    )) {
      expect(read).toThrow(`\n  ${name} is `);
    }
  });

  const secret = 'hunter2secret';
  it.each(
    [
      ['METRICS_TOKEN', [`${secret} x`, `${secret}é`, 'short']],
      ...(['smtp', 'postgres'] as const).map((scheme): [string, string[]] => [
        scheme === 'smtp' ? 'SMTP_URL' : 'INBOX_DATABASE',
        [
          ...['#', '/', '?', '%', '%zz', '/@', '#@', '?@'].map((sign) => `${scheme}://ada:1${sign}${secret}@host/x`),
          `${scheme}://ada:${secret}/1@host/x`,
          `${scheme}://ada:${secret}@host:port/x`,
          `${scheme}//ada:${secret}@host/x`,
          `http://ada:${secret}@host/x`,
          `ada:${secret}@host`,
          secret,
        ],
      ]),
      ...['PORT', 'SITE_URL', 'INBOX_ALLOWED_ORIGINS', 'INBOX_TRUSTED_PROXIES', 'INBOX_RATE_LIMIT'].map(
        (name): [string, string[]] => [name, [secret]],
      ),
      ...['INBOX_RETENTION_DAYS_ASK', 'MAIL_FROM', 'MAIL_NOTIFY', 'LOG_LEVEL', 'CLOCK'].map(
        (name): [string, string[]] => [name, [secret]],
      ),
    ].flatMap(([name, values]) => (values as string[]).map((value): [string, string] => [name as string, value])),
  )('name %s without its value when it is %s', (name, value) => {
    let said = '';
    try {
      readConfig({ MAIL_FROM: 'a@b.example', [name]: value });
    } catch (error) {
      said = (error as Error).message;
    }
    expect(said).toContain(`${name} is not usable`);
    expect(said).not.toContain(value);
    expect(said).not.toContain(secret);
  });

  it.each([
    'postgres://ada:p%23%2F%3F%40%25@host:5432/inbox?sslmode=verify-full',
    'postgres:///inbox?host=/var/run/postgresql',
    'postgresql://ada@host/inbox',
  ])('accept the database %s', (INBOX_DATABASE) => {
    expect(readConfig({ INBOX_DATABASE }).database).toEqual({ kind: 'postgres', url: INBOX_DATABASE });
  });

  it('refuse another clock in production', () => {
    expect(readConfig({ CLOCK: '2027-02-11T23:58:00Z' }).clock().toISOString()).toMatch(/^2027-02-11T23:58:00/);
    expect(() => readConfig({ CLOCK: '2027-02-11T23:58:00Z', NODE_ENV: 'production' })).toThrow('CLOCK is set');
  });

  it('recognise hosted forms by their endpoint', () => {
    expect(readConfig({ PUBLIC_FORMS_ENDPOINT: 'https://formspree.io' }).hostedForms).toBe('https://formspree.io');
  });
});

describe('a client', () => {
  const { trustedProxies: trusted } = readConfig({ INBOX_TRUSTED_PROXIES: '10.0.0.0/8, 2001:db8:ff::/48, 127.0.0.1' });

  it.each([
    ['192.0.2.1', undefined, '192.0.2.1'],
    ['192.0.2.1', '198.51.100.1', '192.0.2.1'],
    ['10.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['::ffff:10.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['10.0.0.1', '203.0.113.9, 198.51.100.1, 10.9.9.9', '198.51.100.1'],
    ['10.0.0.1', 'nonsense', '10.0.0.1'],
    ['10.0.0.1', '', '10.0.0.1'],
    ['2001:db8:ff::1', '[2001:db8:1::1]:443', '2001:db8:1::1'],
    ['10.0.0.1', '198.51.100.1:4711', '198.51.100.1'],
    ['10.0.0.1', '::ffff:198.51.100.1', '198.51.100.1'],
    ['10.0.0.1', '::FFFF:c633:6401', '198.51.100.1'],
    ['10.0.0.1', '\t198.51.100.1 ,10.9.9.9 ', '198.51.100.1'],
    ['10.0.0.1', '127.0.0.1, 198.51.100.1', '198.51.100.1'],
    ['10.0.0.1', '198.51.100.1, , 10.9.9.9', '10.9.9.9'],
    ['10.0.0.1', '198.51.100.1, "203.0.113.9"', '10.0.0.1'],
    [undefined, '198.51.100.1', 'unknown'],
  ])('behind %s with X-Forwarded-For %s is %s', (peer, forwarded, address) => {
    expect(clientAddress(peer, forwarded, trusted)).toBe(address);
  });

  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['unknown', 'unknown'],
  ])('at %s counts as %s', (address, network) => {
    expect(clientNetwork(address)).toBe(network);
  });
});

describe('rounds', () => {
  it('are read from a folder, at the instants of the site’s zone', () => {
    const round = readRounds('starter/content/rounds').find(({ id }) => id === '2026-autumn');
    expect(round).toMatchObject({ title: 'Fall 2026', closesAt: '2026-09-12T04:00:00.000Z' });
  });

  it('that cannot be used are all named', () => {
    const folder = join(temporaryFolder(), 'rounds');
    mkdirSync(folder);
    writeFileSync(join(folder, 'a.yaml'), 'title: 2026/27\nopens: in autumn');
    writeFileSync(
      join(folder, 'b.yaml'),
      'title: 2026/27\nopens: 2026-10-05T09:00\ncloses: 2026-10-04T09:00\ndecisionBy: 2027-03-05\ncycleStarts: 2027-03-15\ncycleEnds: 2027-07-16\n',
    );
    expect(() => readRounds(folder)).toThrow(
      /a\.yaml: opens must be a time in .*; closes must be a time in .*; decisionBy must be a day .*\n.*b\.yaml: The round b closes/,
    );
  });
});
