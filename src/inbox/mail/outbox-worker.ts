import { randomUUID } from 'node:crypto';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { domainOf } from '#forms/formats/email.ts';
import { hour, minute, type Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { StoreUnavailable, type MailOutcome, type QueuedMail } from '../stores/store.ts';
import { digest, toApplicant, toTeam, type ComposedMail, type MailSource } from './compose.ts';
import { MailRefused, type Mailer, type Message } from './mailer.ts';
import { digestDay } from '../mail-hours.ts';

export interface OutboxContext {
  source: MailSource;
  mailer: Mailer;
  /** The team's address; undefined if the team wants no mail. */
  notify: string | undefined;
  clock: Clock;
  log: Log;
  /** Waits before the result of a mail is stored again; tests pass their own. */
  pause?: (ms: number) => Promise<void>;
}

/**
 * Milliseconds before the next try, after each failed one. The last wait repeats, because a mail is given up only if
 * its recipient does not exist.
 */
const waits = [minute, 5 * minute, 15 * minute, 30 * minute, hour, 2 * hour, 4 * hour, 6 * hour];

/** Milliseconds without any try after each failure that concerns all mail. The last wait repeats. */
const outageWaits = [minute, 2 * minute, 5 * minute, 10 * minute, 15 * minute];

/**
 * Milliseconds for which a process claims a mail. If the process ends after the mail server accepts it and before that
 * is stored, another process sends it again after this time with the same Message-ID.
 */
const claimMs = 30 * minute;
const everyMs = 5_000;
/** Milliseconds before the result of a mail is stored again. */
const settleMs = 1_000;
/** Tries to store the result after the server begins to stop. */
const lastSettles = 10;
const waitAfter = (pauses: readonly number[], tries: number) => pauses[Math.min(tries, pauses.length - 1)]!;

/** Sends the mails of the outbox at intervals until it is stopped. A failure of mail never fails the inbox. */
export function startOutboxWorker(context: OutboxContext): () => Promise<void> {
  const { source, clock, log } = context;
  let isEnding = false;
  let hasRetried = false;
  let round: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout;
  const work = async () => {
    // A start often follows a corrected setting.
    if (!hasRetried) await source.store.retryMail(clock().toISOString());
    hasRetried = true;
    await sendDueMail(context, () => isEnding);
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
 * Sends every mail that is due, one after the other; several processes on one database share them. After a failure that
 * concerns all mail it stops, and tries again after a pause: a wrong setting is one outage, not a failure of every
 * mail. Requests get a turn between the parts of each mail: SQLite never waits, so a whole mail would hold them up.
 */
export async function sendDueMail(context: OutboxContext, isEnding: () => boolean = () => false): Promise<void> {
  const { source, clock, notify } = context;
  if (notify !== undefined) await queueDigest(context);
  while (!isEnding()) {
    const now = clock();
    if (await isPaused(context, now)) return;
    const until = new Date(now.getTime() + claimMs).toISOString();
    const mail = await source.store.claimMail(now.toISOString(), until, newMessageId(source));
    await setImmediate();
    if (!mail || !(await deliver(context, mail, isEnding))) return;
    await setImmediate();
  }
}

const newMessageId = ({ sender }: MailSource) => `<${randomUUID()}@${domainOf(sender.from)}>`;

async function isPaused({ source }: OutboxContext, now: Date): Promise<boolean> {
  const outage = await source.store.mailOutage();
  if (!outage) return false;
  const left = Date.parse(outage.retryAt) - now.getTime();
  // A longer pause than any was set by a fast clock.
  return left > 0 && left <= waitAfter(outageWaits, Infinity);
}

async function queueDigest({ source, clock }: OutboxContext): Promise<void> {
  const now = clock();
  const today = digestDay(now);
  if (today === undefined) return;
  // It may have been sent before a restore of the same day.
  const restoredAt = await source.store.restoredAt();
  if (restoredAt === undefined || digestDay(new Date(restoredAt)) !== today)
    await source.store.queueDigest(today, now.toISOString());
}

/** Returns false if the next mail would fail too. */
async function deliver(context: OutboxContext, mail: QueuedMail, isEnding: () => boolean): Promise<boolean> {
  const { mailer, clock } = context;
  let message: Message | undefined;
  try {
    message = await write(context, mail);
  } catch (error) {
    return couldNotWrite(context, mail, error, isEnding);
  }
  if (!message) {
    await settle(context, mail, { failure: null, dueAt: null }, isEnding);
    return true;
  }
  await setImmediate();
  try {
    await mailer.send(message);
  } catch (error) {
    return wasRefused(context, mail, error, isEnding);
  }
  await setImmediate();
  await settle(context, mail, { sentAt: clock().toISOString() }, isEnding);
  await endOutage(context);
  return true;
}

/**
 * If the database was unreachable, the mail stays due. Any other error is a mistake in a template or the code: the mail
 * waits until it is mended, and the others go out.
 */
async function couldNotWrite(
  context: OutboxContext,
  mail: QueuedMail,
  error: unknown,
  isEnding: () => boolean,
): Promise<boolean> {
  const { log } = context;
  if (isOfDatabase(error)) {
    log.warn({ err: error }, 'the database could not be asked about a mail; it is tried again');
    await settle(context, mail, 'untried', isEnding);
    return false;
  }
  log.error({ err: error, kind: mail.kind }, 'a mail could not be written; it is tried again');
  await settle(context, mail, { failure: 'it could not be written', dueAt: nextTry(context, mail) }, isEnding);
  return true;
}

const isOfDatabase = (error: unknown): boolean =>
  error instanceof StoreUnavailable || (error as { code?: unknown }).code === 'ERR_SQLITE_ERROR';

async function wasRefused(
  context: OutboxContext,
  mail: QueuedMail,
  error: unknown,
  isEnding: () => boolean,
): Promise<boolean> {
  const { log } = context;
  // An unknown error is no reason to give a mail up.
  const { message: failure, scope } = error instanceof MailRefused ? error : new MailRefused('unknown', 'outage');
  if (!(error instanceof MailRefused)) log.error({ err: error, kind: mail.kind }, 'the mailer failed');
  const dueAt = scope === 'recipient' ? null : nextTry(context, mail);
  await settle(context, mail, { failure, dueAt }, isEnding);
  if (scope === 'outage') {
    await beginOutage(context, failure);
    return false;
  }
  log.warn({ kind: mail.kind, tries: mail.tries + 1, failure, dueAt }, 'a mail was not taken');
  // The server spoke about this recipient, so it can be reached and accepts our mail.
  await endOutage(context);
  return true;
}

const nextTry = ({ clock }: OutboxContext, { tries }: QueuedMail) =>
  new Date(clock().getTime() + waitAfter(waits, tries)).toISOString();

/** Stores the result of a mail, however long the database is unreachable; otherwise a sent mail would be sent again. */
async function settle(
  { source, log, pause = sleep }: OutboxContext,
  mail: QueuedMail,
  outcome: MailOutcome,
  isEnding: () => boolean,
): Promise<void> {
  for (let failed = 0, left = lastSettles; ; failed += 1) {
    try {
      await source.store.settleMail(mail, outcome);
      return;
    } catch (error) {
      if (isEnding() && (left -= 1) < 0) throw error;
      if (failed === 0)
        log.error({ err: error }, 'what became of a mail could not be stored; it is tried until it can');
      await pause(settleMs);
    }
  }
}

/** Logs all mails that fail for one reason once. */
async function beginOutage({ source, clock, log }: OutboxContext, failure: string): Promise<void> {
  const { store } = source;
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

async function endOutage({ source, clock, log }: OutboxContext): Promise<void> {
  const { store } = source;
  const outage = await store.mailOutage();
  if (!outage) return;
  await store.setMailOutage(undefined);
  await store.retryMail(clock().toISOString());
  log.info({ since: outage.since, failure: outage.failure }, 'mail goes out again');
}

/** Returns the mail as it is sent; undefined if there is no content or no recipient. */
async function write(context: OutboxContext, mail: QueuedMail): Promise<Message | undefined> {
  const composed = await composeMail(context, mail);
  return composed && { ...composed, kind: mail.kind, messageId: mail.messageId, file: fileOf(mail) };
}

async function composeMail(
  { source, notify, clock }: OutboxContext,
  mail: QueuedMail,
): Promise<ComposedMail | undefined> {
  const toNotify = (words: ComposedMail | undefined) =>
    words && notify !== undefined ? { ...words, to: notify } : undefined;
  if (/^digest\b/.test(mail.kind)) return toNotify(await digest(source, clock()));
  const submission = mail.name && (await source.store.find(mail.name));
  if (!submission) return undefined;
  return mail.kind === 'notice'
    ? toNotify(toTeam(source, mail, submission))
    : await toApplicant(source, mail, submission, clock());
}

/** Names every submission that the mail may have data of, so that erasing one erases the file. */
const fileOf = ({ kind, messageId, name, other }: QueuedMail): string =>
  [
    kind,
    messageId.replace(/^<|@.*$/g, ''),
    ...[other, name].flatMap((each) => (each ? [each.form, each.submissionId] : [])),
  ]
    .join('.')
    .replace(/[^\w.-]/g, '-');
