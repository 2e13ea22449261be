import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Hono } from 'hono';
import { onTestFinished } from 'vitest';
import { siteFolder } from '#site-folder';
import { toRound, type Round } from '#forms/dates/deadline.ts';
import type { FormId } from '#forms/form.ts';
import { forms } from '#forms/registry.ts';
import type { AppEnv, Services } from '#inbox/env.ts';
import { createApp } from '#inbox/app.ts';
import { readConfig } from '#inbox/config.ts';
import { silentLog } from '#inbox/log.ts';
import { readTemplates } from '#inbox/mail/templates.ts';
import { readContentFiles, SiteContent } from '#inbox/site-content.ts';
import { createMetrics } from '#inbox/metrics.ts';
import { hourlyFolderOf } from '#inbox/services/backups.ts';
import { issueLink, linkPath, type WantedLink } from '#inbox/services/links.ts';
import { openInbox, type Inbox } from '#inbox/open-inbox.ts';
import { openSqliteStore } from '#inbox/stores/sqlite/store.ts';
import { postgresForTest } from './database.ts';
import { answersOf, urlEncoded, type PostedAnswers } from './answers.ts';
import { testLink } from './test-link.ts';

/** The instant of the tests' clock unless they move it: the round is open. */
export const openDay = '2027-01-15T12:00:00.000Z';

/** A member of staff who does something then. */
export const kim = { at: openDay, actor: 'staff:kim' };

export const round: Round = toRound('2026-27', {
  title: '2026/27',
  opens: '2026-10-05T09:00',
  closes: '2027-02-11T23:59',
  decisionBy: '2027-03-05',
  cycleStarts: '2027-03-15',
  cycleEnds: '2027-07-16',
  example: true,
});

/** The round as its file writes it. */
export const roundText = `title: 2026/27
opens: 2026-10-05T09:00
closes: 2027-02-11T23:59
decisionBy: 2027-03-05
cycleStarts: 2027-03-15
cycleEnds: 2027-07-16
example: true
`;

/** The site's own mail templates. */
export const templates = readTemplates(join(siteFolder, 'content/mail'));

/** Creates a folder that is removed after the test, or when `atEnd` says. */
export function temporaryFolder(atEnd: (end: () => void) => void = onTestFinished): string {
  const folder = mkdtempSync(join(tmpdir(), 'inbox-'));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The site's own mails, and the round. */
const contentFiles = new Map(
  [...readContentFiles(join(siteFolder, 'content'))].filter(([file]) => file.startsWith('mail/')),
);
contentFiles.set('rounds/2026-27.yaml', roundText);

export interface TestInbox extends Inbox {
  content: SiteContent;
  app: Hono<AppEnv>;
  folder: string;
  /** Path of the database with SQLite. */
  databasePath: string;
  keyFile: string;
  /** The value of `INBOX_DATABASE`. */
  database: string;
  clock: () => Date;
  setClock: (instant: string) => void;
  /** Returns the path of the page behind a secret link. */
  link: (wanted: WantedLink) => Promise<string>;
  /** Opens a page that needs no account. */
  open: (path: string) => Promise<{ status: number; page: string }>;
  /** Sends the form of such a page, as a browser does. */
  press: (path: string, fields?: PostedAnswers) => Promise<Response>;
  post(form: string, body: RequestInit['body'], headers?: Record<string, string>, peer?: string): Promise<Response>;
  /** Posts valid answers as a script does. */
  postJson(form: FormId, answers?: PostedAnswers, headers?: Record<string, string>, peer?: string): Promise<Response>;
  /** Posts valid answers as a browser without a script does. */
  postHtml(form: FormId, answers?: PostedAnswers, headers?: Record<string, string>): Promise<Response>;
}

let emptyDatabase: Promise<Buffer> | undefined;

/** Bytes of an empty SQLite database with its tables, made once for each file of tests: copying is faster than migrating. */
async function makeEmptyDatabase(): Promise<Buffer> {
  const path = join(temporaryFolder(), 'inbox.sqlite');
  const store = await openSqliteStore(path, testLink);
  await store.close();
  return readFileSync(path);
}

/** Opens an inbox with a database of its own; requests call its app without a socket. */
export async function openTestInbox(
  settings: Record<string, string> = {},
  services: Partial<Services> = {},
): Promise<TestInbox> {
  const folder = temporaryFolder();
  const databasePath = join(folder, 'data/inbox.sqlite');
  const keyFile = join(folder, 'keys/inbox.key');
  const postgres = await postgresForTest();
  const database = postgres ?? `file:${databasePath}`;
  if (postgres === undefined) {
    mkdirSync(dirname(databasePath), { recursive: true, mode: 0o700 });
    writeFileSync(databasePath, await (emptyDatabase ??= makeEmptyDatabase()));
  }
  const config = readConfig({
    INBOX_DATABASE: database,
    INBOX_KEY_FILE: keyFile,
    INBOX_RATE_LIMIT: 'off',
    ...settings,
  });
  const inbox = await openInbox(config);
  onTestFinished(() => inbox.store.close());
  let now = new Date(openDay);
  const clock = () => now;
  const content = new SiteContent({ ...inbox, clock, log: silentLog }, contentFiles);
  const app = createApp({
    ...inbox,
    config,
    forms,
    content,
    get rounds() {
      return content.rounds;
    },
    get templates() {
      return content.templates;
    },
    clock,
    log: silentLog,
    dist: join(folder, 'dist'),
    mailFolder: join(folder, 'data/mail'),
    metrics: createMetrics({ ...inbox, clock, backupFolder: hourlyFolderOf(config) }),
    isStopping: () => false,
    ...services,
  });
  const request = async (path: string, init: RequestInit = {}, peer = '192.0.2.1') =>
    app.request(`http://localhost:4321${path}`, init, env(peer));
  const post: TestInbox['post'] = (form, body, headers = {}, peer = '192.0.2.1') =>
    request(`/f/${form}`, { method: 'POST', body: body ?? null, headers }, peer);
  return {
    ...inbox,
    content,
    app,
    folder,
    databasePath,
    keyFile,
    database,
    clock,
    setClock: (instant) => (now = new Date(instant)),
    link: async (wanted) => linkPath((await issueLink({ ...inbox, clock }, wanted))!),
    open: async (path) => {
      const response = await request(path);
      return { status: response.status, page: await response.text() };
    },
    press: (path, fields = {}) =>
      request(path, {
        method: 'POST',
        body: urlEncoded(fields),
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      }),
    post,
    postJson: (form, answers = answersOf(form), headers = {}, peer = '192.0.2.1') =>
      post(
        form,
        JSON.stringify(answers),
        { 'Content-Type': 'application/json', Accept: 'application/json', ...headers },
        peer,
      ),
    postHtml: (form, answers = answersOf(form), headers = {}) =>
      post(form, urlEncoded(answers), {
        'Content-Type': 'application/x-www-form-urlencoded',
        Accept: 'text/html',
        ...headers,
      }),
  };
}

/** What the HTTP server passes to the app beside the request: here only the peer's address. */
const env = (peer: string) => ({ incoming: { socket: { remoteAddress: peer } } });

export interface JsonAnswer {
  ok?: boolean;
  next?: string;
  id?: string;
  error?: string;
  errors?: { code: string; field?: string; message: string }[];
}

export const json = async (response: Response): Promise<JsonAnswer> => (await response.json()) as JsonAnswer;

/** Returns how many submissions are stored. */
export const rows = async (inbox: TestInbox): Promise<number> => (await inbox.store.counts({})).all;
