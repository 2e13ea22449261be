import { dirname, resolve } from 'node:path';
import { BlockList, isIP } from 'node:net';
import type { FormId } from '#forms/form.ts';
import { site } from '#site';
import { baseOf, readSiteUrl, siteUrlForm } from '#src/address.ts';
import { parseRateLimit, type RateLimit } from './rate-limit.ts';
import { usualRetentionDays } from './retention-days.ts';
import { rehearsalClock, systemClock, type Clock } from './clock.ts';
import { SettingsReader } from './settings.ts';

export type Database = SqliteDatabase | { kind: 'postgres'; url: string };

interface SqliteDatabase {
  kind: 'sqlite';
  path: string;
  /** True if nothing in it is of worth after the process ends: its commits do not wait for the disk. */
  isThrowAway?: boolean;
}

export type LogLevel = (typeof logLevels)[number];
const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** All settings from the environment, read once at start. */
export interface Config {
  host: string;
  port: number;
  /** The site's public address without a final slash. */
  siteUrl: string;
  /** Its path, before every address; '' for a site at the root of its host. */
  base: string;
  /** True if the public address is https: cookies are `Secure` and HSTS is sent. */
  tls: boolean;
  /** Origin of hosted forms; undefined if forms are posted to this server. */
  hostedForms?: string;
  database: Database;
  keyFile: string;
  /** Other origins whose pages may post to the forms, such as `https://example.org`. */
  allowedOrigins: ReadonlySet<string>;
  /** Proxies whose X-Forwarded-For is trusted. */
  trustedProxies: BlockList;
  /** Empty if rate limits are off. */
  rateLimits: readonly RateLimit[];
  retentionDays: Readonly<Record<FormId, number>>;
  smtpUrl?: string;
  mailFrom?: string;
  mailNotify?: string;
  /** Address to which other servers return mail that they cannot deliver. */
  mailBounce?: string;
  /** Token with which other machines may read `/metrics`. */
  metricsToken?: string;
  logLevel: LogLevel;
  clock: Clock;
  /** True if the clock is not the machine's: the site's pages use its instant too. */
  isRehearsal: boolean;
  production: boolean;
}

/** Settings that cannot be used. The message names every one on a line of its own. */
export class ConfigError extends Error {}

/** A hundred years. */
const mostRetentionDays = 100 * 365;

/**
 * @param environment usually `process.env`
 * @throws {ConfigError} with every problem found
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const read = new SettingsReader(environment);
  const port = read.whole('PORT', 4321, 0, 65535);
  const siteUrl = read.read('SITE_URL', defaultSiteUrl(port), readSiteUrl, siteUrlForm);
  const production = read.text('NODE_ENV') === 'production';
  const endpoint = read.read('PUBLIC_FORMS_ENDPOINT', siteUrl, httpUrl, 'an address like https://formspree.io');
  const config: Config = {
    host: read.text('HOST') ?? 'localhost',
    port,
    siteUrl,
    base: baseOf(siteUrl),
    tls: siteUrl.startsWith('https:'),
    ...(originOf(endpoint) === originOf(siteUrl) ? {} : { hostedForms: originOf(endpoint) }),
    database: read.read<Database>(
      'INBOX_DATABASE',
      file('data/inbox.sqlite'),
      parseDatabase,
      `file:<path> or postgres://user:password@host/database${encoded}`,
    ),
    keyFile: resolve(read.text('INBOX_KEY_FILE') ?? 'keys/inbox.key'),
    allowedOrigins: new Set(
      read.read('INBOX_ALLOWED_ORIGINS', [], origins, 'origins like https://example.org, separated by commas'),
    ),
    trustedProxies: read.read(
      'INBOX_TRUSTED_PROXIES',
      new BlockList(),
      proxies,
      'addresses or networks like 10.0.0.0/8, separated by commas',
    ),
    rateLimits: read.read(
      'INBOX_RATE_LIMIT',
      parseRateLimit('400/min,800/h') ?? [],
      parseRateLimit,
      'like 20/min,200/h, or off',
    ),
    retentionDays: {
      mentee: read.whole('INBOX_RETENTION_DAYS_MENTEE', usualRetentionDays.mentee, 1, mostRetentionDays),
      mentor: read.whole('INBOX_RETENTION_DAYS_MENTOR', usualRetentionDays.mentor, 1, mostRetentionDays),
      ask: read.whole('INBOX_RETENTION_DAYS_ASK', usualRetentionDays.ask, 1, mostRetentionDays),
      contact: read.whole('INBOX_RETENTION_DAYS_CONTACT', usualRetentionDays.contact, 1, mostRetentionDays),
    },
    ...optional(
      'smtpUrl',
      read.read('SMTP_URL', undefined, smtpUrl, `an address like smtp://user:password@mail.example.org:587${encoded}`),
    ),
    ...optional('mailFrom', read.read('MAIL_FROM', undefined, oneAddress, 'one e-mail address')),
    ...optional('mailNotify', read.read('MAIL_NOTIFY', undefined, oneAddress, 'one e-mail address')),
    ...optional('mailBounce', read.read('MAIL_BOUNCE', undefined, oneAddress, 'one e-mail address')),
    ...optional(
      'metricsToken',
      read.read('METRICS_TOKEN', undefined, longToken, 'a secret of 16 letters, digits or dashes, or more'),
    ),
    logLevel: read.read('LOG_LEVEL', 'info', logLevel, `one of ${logLevels.join(', ')}`),
    clock: read.read('CLOCK', systemClock, clock, 'an ISO instant like 2027-02-11T23:58:00Z'),
    isRehearsal: read.text('CLOCK') !== undefined,
    production,
  };
  check(config, read);
  if (read.problems.length > 0) throw new ConfigError(describe(read.problems));
  return config;
}

function check(config: Config, read: SettingsReader): void {
  if (config.production && read.text('CLOCK') !== undefined) {
    read.problem(
      'CLOCK',
      'is set, but it is for tests and rehearsal only; unset it, or do not run with NODE_ENV=production.',
    );
  }
  const { database, keyFile } = config;
  if (database.kind === 'sqlite' && dirname(database.path) === dirname(keyFile)) {
    read.problem(
      'INBOX_KEY_FILE',
      `is in the same folder as the database (${dirname(keyFile)}); a copy of that folder would hold both the answers and the key to them. Choose another folder.`,
    );
  }
  if (config.smtpUrl && !config.mailFrom)
    read.problem('MAIL_FROM', 'is not set, but SMTP_URL is; mail needs a sender.');
}

function describe(problems: readonly string[]): string {
  const count = problems.length === 1 ? 'One setting needs' : `${problems.length} settings need`;
  return [`${count} attention:`, ...problems.map((problem) => `  ${problem}`)].join('\n');
}

const optional = <K extends string, V>(key: K, value: V | undefined) =>
  (value === undefined ? {} : { [key]: value }) as Partial<Record<K, V>>;

const originOf = (url: string) => new URL(url).origin;

/** Returns the site's own address, unless it is the local one and another port is set. */
function defaultSiteUrl(port: number): string {
  const url = new URL(site.url);
  if (url.hostname === 'localhost') url.port = String(port);
  return url.href.replace(/\/+$/, '');
}

function httpUrl(value: string): string | undefined {
  const url = URL.parse(value);
  return url && /^https?:$/.test(url.protocol) ? url.href.replace(/\/+$/, '') : undefined;
}

function smtpUrl(value: string): string | undefined {
  const url = URL.parse(value);
  return url && /^smtps?:$/.test(url.protocol) && url.hostname !== '' && isWhole(url) ? value : undefined;
}

const encoded = '; in user and password write each of # / ? @ : % as its code, which is %23 %2F %3F %40 %3A %25';

/** False if an unescaped character of the password ended it early. */
function isWhole({ username, password, pathname, search, hash }: URL): boolean {
  try {
    for (const part of [username, password, pathname]) decodeURIComponent(part);
  } catch {
    return false;
  }
  return hash === '' && !`${pathname}${search}`.includes('@');
}

const file = (path: string): Database => ({ kind: 'sqlite', path: resolve(path) });

/** Parses `file:<path>` or `postgres://…`; returns undefined for any other text. */
export function parseDatabase(value: string): Database | undefined {
  if (/^postgres(ql)?:\/\//.test(value)) {
    const url = URL.parse(value);
    return url && isWhole(url) ? { kind: 'postgres', url: value } : undefined;
  }
  const path = /^file:(?:\/\/)?(.+)$/.exec(value)?.[1];
  return path === undefined ? undefined : file(path);
}

const list = (value: string) =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

function origins(value: string): string[] | undefined {
  const parsed = list(value).map((item) => {
    const url = URL.parse(item);
    return url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/` ? url.origin : undefined;
  });
  return parsed.every((origin) => origin !== undefined) ? parsed : undefined;
}

function proxies(value: string): BlockList | undefined {
  const trusted = new BlockList();
  for (const item of list(value)) {
    const [address = '', prefix] = item.split('/');
    const version = isIP(address);
    if (version === 0) return undefined;
    const bits = version === 4 ? 32 : 128;
    const length = prefix === undefined ? bits : Number(prefix);
    if (!/^\d+$/.test(prefix ?? '0') || length > bits) return undefined;
    trusted.addSubnet(address, length, version === 4 ? 'ipv4' : 'ipv6');
  }
  return trusted;
}

const oneAddress = (value: string) => (/^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;"]+$/.test(value) ? value : undefined);

const longToken = (value: string) => (/^[\w.~+/=-]{16,}$/.test(value) ? value : undefined);

const logLevel = (value: string) => logLevels.find((level) => level === value);

function clock(value: string): Clock | undefined {
  const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(value)
    ? new Date(value)
    : new Date(Number.NaN);
  return Number.isNaN(instant.getTime()) ? undefined : rehearsalClock(instant);
}
