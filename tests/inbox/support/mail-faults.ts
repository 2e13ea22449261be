/** Faults between the outbox and a mail server, for the tests and for `npm run bench -- faults`. */
import { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';
import { forms } from '#forms/registry.ts';
import { parseDatabase } from '#inbox/config.ts';
import { silentLog } from '#inbox/log.ts';
import { smtpMailer, type Mailer, type Message } from '#inbox/mail/mailer.ts';
import { sendDueMail, type OutboxContext } from '#inbox/mail/outbox-worker.ts';
import type { Inbox } from '#inbox/open-inbox.ts';
import { StoreUnavailable, type Store } from '#inbox/stores/store.ts';
import { freePort } from '../../support/free-port.ts';
import { alarmsIn, fakeLog } from './fake-log.ts';
import { openDay, round, templates } from './inbox.ts';
import { smtpDouble, type CapturedMail, type Refuse } from './smtp-double.ts';

export const sender = { name: 'Example Mentoring', from: 'mentoring@example.ac.uk' };

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Returns an outbox whose clock stands still until it is moved. */
export function outboxOf(inbox: Inbox, mailer: Mailer, changes: Partial<OutboxContext> = {}) {
  const time = { now: Date.parse(openDay) };
  const outbox: OutboxContext = {
    source: { ...inbox, rounds: [round], forms, templates, siteUrl: 'https://mentoring.example.ac.uk', sender },
    mailer,
    notify: undefined,
    clock: () => new Date(time.now),
    log: silentLog,
    ...changes,
  };
  return { outbox, time };
}

/** Locks the outbox as another process may. Returns a function that unlocks it. */
export async function lockOutbox(database: string): Promise<() => Promise<void>> {
  const parsed = parseDatabase(database)!;
  if (parsed.kind === 'sqlite') {
    const other = new DatabaseSync(parsed.path);
    other.exec('BEGIN IMMEDIATE');
    return () => {
      other.exec('ROLLBACK');
      other.close();
      return Promise.resolve();
    };
  }
  const client = new Client({ connectionString: parsed.url });
  await client.connect();
  await client.query('BEGIN; LOCK TABLE outbox IN ACCESS EXCLUSIVE MODE');
  return () => client.end();
}

/** The steps of a mail at which the database may be unreachable. */
export const mailSteps = ['claimMail', 'find', 'mailThread', 'settleMail', 'mailOutage'] as const;
export type MailStep = (typeof mailSteps)[number];

/** Locks the outbox just before the first call of a step, and sends until nothing waits. Returns what was sent. */
export async function sendWhileLocked(
  inbox: Inbox,
  database: string,
  step: MailStep,
  ms: number,
): Promise<{ sent: Message[]; waiting: number; failed: number }> {
  const sent: Message[] = [];
  const mailer: Mailer = { send: (message) => Promise.resolve(void sent.push(message)) };
  let ended: Promise<void> | undefined;
  const store = before(inbox.store, step, async () => {
    if (ended) return;
    ended = Promise.resolve();
    const end = await lockOutbox(database);
    ended = sleep(ms).then(end);
  });
  const { outbox, time } = outboxOf({ ...inbox, store }, mailer, { pause: () => sleep(100) });
  for (let rounds = 0; rounds < 400; rounds += 1) {
    // The server retries a failure every few seconds.
    await sendDueMail(outbox).catch(() => undefined);
    time.now += 5_000;
    if (ended && (await isDone(inbox.store))) break;
    await sleep(50);
  }
  await ended;
  return { sent, ...(await inbox.store.mailCounts()) };
}

const isDone = (store: Store) =>
  store.mailCounts().then(
    ({ waiting }) => waiting === 0,
    () => false,
  );

/**
 * Makes the database unreachable for a time of the moved clock from the first call of a step, and sends until nothing
 * waits.
 */
export async function sendWhileAway(
  inbox: Inbox,
  step: MailStep,
  ms: number,
): Promise<{ sent: Message[]; waiting: number; failed: number }> {
  const sent: Message[] = [];
  const mailer: Mailer = { send: (message) => Promise.resolve(void sent.push(message)) };
  let until: number | undefined;
  const guard = () => {
    if (time.now < (until ?? 0)) throw new StoreUnavailable('The database is away.');
    return Promise.resolve();
  };
  const away = mailSteps.reduce(
    (store, each) =>
      before(store, each, () => {
        if (each === step) until ??= time.now + ms;
        return guard();
      }),
    inbox.store,
  );
  const { outbox, time } = outboxOf({ ...inbox, store: away }, mailer, {
    pause: (waited) => Promise.resolve(void (time.now += waited)),
  });
  for (let rounds = 0; rounds < 2_000 && (rounds === 0 || !(await isDone(inbox.store))); rounds += 1) {
    await sendDueMail(outbox).catch(() => undefined);
    time.now += 5_000;
  }
  return { sent, ...(await inbox.store.mailCounts()) };
}

/** Returns the store with work done before each call of one method. */
const before = (store: Store, step: MailStep, work: () => Promise<void>): Store => ({
  ...store,
  [step]: async (...parameters: never[]) => {
    await work();
    return (store[step] as (...given: never[]) => unknown)(...parameters);
  },
});

interface WrongSetting {
  name: string;
  /** The wrong address of the mail server, if the address is the fault. */
  url?: (right: string) => string | Promise<string>;
  refuse?: Refuse;
}

const at =
  (start: string, answer: string): Refuse =>
  (line) =>
    line.startsWith(start) ? answer : undefined;

/** Wrong settings of the mail server, or a server that accepts nothing from us. */
export const wrongSettings: readonly WrongSetting[] = [
  { name: 'STARTTLS is wanted', refuse: at('MAIL', '530 5.7.0 Must issue a STARTTLS command first') },
  { name: 'login is wanted', refuse: at('MAIL', '530 5.7.1 Authentication required') },
  { name: 'the sender is refused', refuse: at('MAIL', '550 sender rejected') },
  { name: 'the sender is not ours', refuse: at('MAIL', '553 5.7.1 Sender address rejected: not owned by user') },
  { name: 'relaying is denied', refuse: at('RCPT', '554 5.7.1 Relay access denied') },
  { name: 'relaying is denied with 550', refuse: at('RCPT', '550 Relaying denied') },
  {
    name: 'relaying is denied with 553',
    refuse: at('RCPT', '553 sorry, that domain is not in my list of allowed rcpthosts'),
  },
  { name: 'the sender is blocked', refuse: at('RCPT', '550 5.7.1 Client host [192.0.2.1] blocked using a list') },
  { name: 'the sender’s domain is wrong', refuse: at('RCPT', '550 5.1.8 Sender domain not found') },
  { name: 'the message is refused', refuse: at('mail', '554 5.7.1 Message refused by policy (DKIM)') },
  { name: 'the host is refused', refuse: at('greeting', '554 5.7.1 no service for you') },
  { name: 'the server is busy', refuse: at('greeting', '421 4.3.2 come back later') },
  {
    name: 'the password is wrong',
    url: (right) => right.replace('//', '//user:wrong@'),
    refuse: (line) =>
      line.startsWith('EHLO')
        ? '250-double\r\n250 AUTH PLAIN LOGIN'
        : line.startsWith('AUTH')
          ? '535 5.7.8 Authentication credentials invalid'
          : undefined,
  },
  { name: 'nothing listens', url: async () => `smtp://127.0.0.1:${String(await freePort())}` },
  { name: 'there is no such host', url: () => 'smtp://mail.invalid:25' },
  { name: 'TLS is not spoken', url: (right) => right.replace('smtp:', 'smtps:') },
];

interface Outcome {
  mails: readonly CapturedMail[];
  /** Mails given up while the setting was wrong. */
  failed: number;
  /** How often the log reported it. */
  alarms: number;
  outage: boolean;
}

/** Sends with a wrong setting for a day of the moved clock, then with the right one. */
export async function sendWithWrongSetting(
  inbox: Inbox,
  { url: wrong = (right) => right, refuse }: WrongSetting,
  atEnd: (end: () => void) => void,
): Promise<Outcome> {
  let isWrong = true;
  const { url, mails } = await smtpDouble(atEnd, (line) => (isWrong ? refuse?.(line) : undefined));
  const { log, said } = fakeLog();
  const { outbox, time } = outboxOf(inbox, smtpMailer(await wrong(url), sender), { log });
  for (let hours = 0; hours < 24; hours += 1, time.now += 3_600_000) await sendDueMail(outbox);
  const { failed } = await inbox.store.mailCounts();
  const outage = (await inbox.store.mailOutage()) !== undefined;
  isWrong = false;
  await inbox.store.retryMail(new Date(time.now).toISOString());
  await sendDueMail({ ...outbox, mailer: smtpMailer(url, sender) });
  return { mails, failed, alarms: alarmsIn(said), outage };
}

/** Returns the Message-ID of a received mail. */
export const messageIdOf = ({ raw }: CapturedMail): string => /^Message-ID: (\S+)/im.exec(raw)?.[1] ?? '';
