import { randomUUID } from 'node:crypto';
import { wallTime } from '#forms/zoned-time.ts';
import { hour, minute, type Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { StoreUnavailable, type MailOutcome, type QueuedMail } from '../stores/types/store.ts';
import { digest, toApplicant, toTeam, type Letter, type Office } from './compose.ts';
import { MailRefused, type Mailer, type Message } from './mailer.ts';
import { domainOf } from './sender-of.ts';

export interface Postman {
  office: Office;
  mailer: Mailer;
  /** Where the team reads; undefined when it wants no mail. */
  notify: string | undefined;
  clock: Clock;
  log: Log;
  /** Waits before what became of a mail is written again; tests hand in their own. */
  pause?: (ms: number) => Promise<void>;
}

/** How long a mail waits after each failed try; the last pause repeats, for a mail is given up only where its recipient does not exist. */
const waits = [minute, 5 * minute, 15 * minute, 30 * minute, hour, 2 * hour, 4 * hour, 6 * hour];

/** How long nothing is tried after each failure that is not about one mail; the last pause repeats. */
const outageWaits = [minute, 2 * minute, 5 * minute, 10 * minute, 15 * minute];

/**
 * How long a mail is left to the process that sends it. A process that ends between the mail server's yes and the mark of it leaves the mail
 * to another one after this time, which sends it a second time, under the same Message-ID.
 */
const claimMs = 30 * minute;
const everyMs = 5_000;
/** How long is waited before what became of a mail is written again. */
const settleMs = 1_000;
/** How often that is done once the server stops. */
const lastSettles = 10;
/** In the site's zone, from when on the morning's mail is sent. */
const digestHour = 8;

const waitAfter = (pauses: readonly number[], tries: number) => pauses[Math.min(tries, pauses.length - 1)]!;

/** Sends what waits in the outbox, now and then until it is told to end; a failure of mail is never one of the inbox. */
export function startPostman(postman: Postman): () => Promise<void> {
  const { office, clock, log } = postman;
  let isEnding = false;
  let hasRetried = false;
  let round: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout;
  const work = async () => {
    // A start often follows a setting that was mended.
    if (!hasRetried) await office.store.retryMail(clock().toISOString());
    hasRetried = true;
    await sendDueMail(postman, () => isEnding);
  };
  const go = () => {
    round = work().catch((error: unknown) => {
      log.error({ err: error }, 'the outbox could not be worked through; it is tried again');
    });
    void round.finally(() => {
      if (!isEnding) timer = setTimeout(go, everyMs);
    });
  };
  timer = setTimeout(go, 0);
  return async () => {
    isEnding = true;
    clearTimeout(timer);
    await round;
  };
}

/**
 * Sends every mail that is due, one after the other; several processes on one database share them. After a failure that is not about one
 * mail it stops, and tries the next one after a pause: a wrong setting is one outage, not a failure of every mail.
 */
export async function sendDueMail(postman: Postman, isEnding: () => boolean = () => false): Promise<void> {
  const { office, clock, notify } = postman;
  if (notify !== undefined) await queueDigest(postman);
  while (!isEnding()) {
    const now = clock();
    if (await isPaused(postman, now)) return;
    const until = new Date(now.getTime() + claimMs).toISOString();
    const mail = await office.store.claimMail(now.toISOString(), until, newMessageId(office));
    if (!mail || !(await deliver(postman, mail, isEnding))) return;
  }
}

const newMessageId = ({ sender }: Office) => `<${randomUUID()}@${domainOf(sender.from)}>`;

async function isPaused({ office }: Postman, now: Date): Promise<boolean> {
  const outage = await office.store.mailOutage();
  if (!outage) return false;
  const left = Date.parse(outage.retryAt) - now.getTime();
  // A pause that ends later than any would was set by a clock that went ahead.
  return left > 0 && left <= waitAfter(outageWaits, Infinity);
}

async function queueDigest({ office, clock }: Postman): Promise<void> {
  const now = clock();
  const [today = '', time = ''] = wallTime(now).split('T');
  if (Number(time.slice(0, 2)) >= digestHour) await office.store.queueDigest(today, now.toISOString());
}

/** Gives false where the next mail has no better chance. */
async function deliver(postman: Postman, mail: QueuedMail, isEnding: () => boolean): Promise<boolean> {
  const { mailer, clock } = postman;
  let message: Message | undefined;
  try {
    message = await write(postman, mail);
  } catch (error) {
    return couldNotWrite(postman, mail, error, isEnding);
  }
  if (!message) {
    await settle(postman, mail, { failure: null, dueAt: null }, isEnding);
    return true;
  }
  try {
    await mailer.send(message);
  } catch (error) {
    return wasRefused(postman, mail, error, isEnding);
  }
  await settle(postman, mail, { sentAt: clock().toISOString() }, isEnding);
  await endOutage(postman);
  return true;
}

/**
 * A database that was away for a moment says nothing of the mail, which stays due. Anything else is a mistake in our own words or code: the
 * mail waits for it to be mended, and holds up no other.
 */
async function couldNotWrite(
  postman: Postman,
  mail: QueuedMail,
  error: unknown,
  isEnding: () => boolean,
): Promise<boolean> {
  const { log } = postman;
  if (isOfDatabase(error)) {
    log.warn({ err: error }, 'the database could not be asked about a mail; it is tried again');
    await settle(postman, mail, 'untried', isEnding);
    return false;
  }
  log.error({ err: error, kind: mail.kind }, 'a mail could not be written; it is tried again');
  await settle(postman, mail, { failure: 'it could not be written', dueAt: nextTry(postman, mail) }, isEnding);
  return true;
}

const isOfDatabase = (error: unknown): boolean =>
  error instanceof StoreUnavailable || (error as { code?: unknown }).code === 'ERR_SQLITE_ERROR';

async function wasRefused(
  postman: Postman,
  mail: QueuedMail,
  error: unknown,
  isEnding: () => boolean,
): Promise<boolean> {
  const { log } = postman;
  // What the mailer does not know is no reason to give a mail up.
  const { message: failure, scope } = error instanceof MailRefused ? error : new MailRefused('unknown', 'outage');
  if (!(error instanceof MailRefused)) log.error({ err: error, kind: mail.kind }, 'the mailer failed');
  const dueAt = scope === 'recipient' ? null : nextTry(postman, mail);
  await settle(postman, mail, { failure, dueAt }, isEnding);
  if (scope === 'outage') {
    await beginOutage(postman, failure);
    return false;
  }
  log.warn({ kind: mail.kind, tries: mail.tries + 1, failure, dueAt }, 'a mail was not taken');
  // The server spoke of this recipient: so it can be reached, and takes our mail.
  await endOutage(postman);
  return true;
}

const nextTry = ({ clock }: Postman, { tries }: QueuedMail) =>
  new Date(clock().getTime() + waitAfter(waits, tries)).toISOString();

/** Keeps what became of a mail, however long the database is away: else what was sent would be sent again. */
async function settle(
  { office, log, pause = sleep }: Postman,
  mail: QueuedMail,
  outcome: MailOutcome,
  isEnding: () => boolean,
): Promise<void> {
  for (let failed = 0, left = lastSettles; ; failed += 1) {
    try {
      await office.store.settleMail(mail, outcome);
      return;
    } catch (error) {
      if (isEnding() && (left -= 1) < 0) throw error;
      if (failed === 0)
        log.error({ err: error }, 'what became of a mail could not be stored; it is tried until it can');
      await pause(settleMs);
    }
  }
}

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** One entry in the log for all that fails alike. */
async function beginOutage({ office, clock, log }: Postman, failure: string): Promise<void> {
  const { store } = office;
  const now = clock();
  const before = await store.mailOutage();
  const tries = before?.tries ?? 0;
  const retryAt = new Date(now.getTime() + waitAfter(outageWaits, tries)).toISOString();
  await store.setMailOutage({ since: before?.since ?? now.toISOString(), failure, tries: tries + 1, retryAt });
  if (before?.failure !== failure)
    log.error(
      { failure },
      'no mail goes out: all of it waits, and is tried again. See "When no mail goes out" in docs/running.md',
    );
}

async function endOutage({ office, clock, log }: Postman): Promise<void> {
  const { store } = office;
  const outage = await store.mailOutage();
  if (!outage) return;
  await store.setMailOutage(undefined);
  await store.retryMail(clock().toISOString());
  log.info({ since: outage.since, failure: outage.failure }, 'mail goes out again');
}

/** The mail as it goes out; undefined where there is nothing to tell, or nobody. */
async function write(postman: Postman, mail: QueuedMail): Promise<Message | undefined> {
  const letter = await letterFor(postman, mail);
  return letter && { ...letter, messageId: mail.messageId, file: fileOf(mail) };
}

async function letterFor({ office, notify, clock }: Postman, mail: QueuedMail): Promise<Letter | undefined> {
  const toNotify = (words: Letter | undefined) =>
    words && notify !== undefined ? { ...words, to: notify } : undefined;
  if (/^digest\b/.test(mail.kind)) return toNotify(await digest(office, clock()));
  const submission = mail.name && (await office.store.find(mail.name));
  if (!submission) return undefined;
  return mail.kind === 'notice'
    ? toNotify(toTeam(office, submission))
    : await toApplicant(office, mail, submission, clock());
}

/** Names every submission whose data may be in it, so that it goes with them. */
const fileOf = ({ kind, messageId, name, other }: QueuedMail): string =>
  [
    kind,
    messageId.replace(/^<|@.*$/g, ''),
    ...[other, name].flatMap((each) => (each ? [each.form, each.submissionId] : [])),
  ]
    .join('.')
    .replace(/[^\w.-]/g, '-');
