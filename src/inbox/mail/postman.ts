import { wallTime } from '#forms/zoned-time.ts';
import { hour, minute, type Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { QueuedMail } from '../store.ts';
import { subjectOf } from '../stores/deeds.ts';
import { digest, toApplicant, toTeam, type Office } from './compose.ts';
import { MailRefused, type Mailer } from './mailer.ts';
import type { Words } from './templates.ts';

interface Postman {
  office: Office;
  mailer: Mailer;
  /** Where the team reads; undefined when it wants no mail. */
  notify: string | undefined;
  clock: Clock;
  log: Log;
}

/** How long is waited after each failed try: ten tries, the last after more than a day. */
const waits = [minute, 5 * minute, 15 * minute, 30 * minute, hour, 2 * hour, 4 * hour, 8 * hour, 12 * hour];

/** How long a mail is left to the process that sends it; a mail server that is slow at every step takes less. */
const claimMs = 10 * minute;
const everyMs = 5_000;
/** In the site's zone, from when on the morning's mail is sent. */
const digestHour = 8;

/** Sends what waits in the outbox, now and then until it is told to end; a failure of mail is never one of the inbox. */
export function startPostman(postman: Postman): () => Promise<void> {
  let isEnding = false;
  let round: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout;
  const go = () => {
    round = sendDueMail(postman, () => isEnding).catch((error: unknown) => {
      postman.log.error({ err: error }, 'the outbox could not be worked through');
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

/** Sends every mail that is due, one after the other; several processes on one database share them. */
export async function sendDueMail(postman: Postman, isEnding: () => boolean = () => false): Promise<void> {
  const { office, clock, notify } = postman;
  if (notify !== undefined) await queueDigest(postman);
  while (!isEnding()) {
    const now = clock();
    const mail = await office.store.claimMail(now.toISOString(), new Date(now.getTime() + claimMs).toISOString());
    if (!mail) return;
    await deliver(postman, mail);
  }
}

async function queueDigest({ office, clock }: Postman): Promise<void> {
  const now = clock();
  const [today = '', time = ''] = wallTime(now).split('T');
  if (Number(time.slice(0, 2)) >= digestHour) await office.store.queueDigest(today, now.toISOString());
}

async function deliver(postman: Postman, mail: QueuedMail): Promise<void> {
  const { office, mailer, clock, log } = postman;
  const { store } = office;
  try {
    const written = await write(postman, mail);
    if (written) await mailer.send({ ...written, messageId: messageId(office, mail) });
    await store.settleMail(mail, written ? { sentAt: clock().toISOString() } : { failure: null, dueAt: null });
  } catch (error) {
    const failure = error instanceof MailRefused ? error.message : 'it could not be written';
    const isFinal = error instanceof MailRefused ? error.isFinal : true;
    const wait = isFinal ? undefined : waits[mail.tries];
    const dueAt = wait === undefined ? null : new Date(clock().getTime() + wait).toISOString();
    log.warn({ kind: mail.kind, tries: mail.tries + 1, failure, dueAt }, 'a mail was not sent');
    if (!(error instanceof MailRefused)) log.error({ err: error }, 'a mail could not be written');
    await store.settleMail(mail, { failure, dueAt });
  }
}

/** The mail in words and its address; undefined where there is nothing to tell, or nobody. */
async function write(
  { office, notify, clock }: Postman,
  mail: QueuedMail,
): Promise<(Words & { to: string }) | undefined> {
  const toNotify = (words: Words | undefined) => (words && notify !== undefined ? { ...words, to: notify } : undefined);
  if (mail.kind.startsWith('digest ')) return toNotify(await digest(office, clock()));
  const submission = mail.name && (await office.store.find(mail.name));
  if (!submission) return undefined;
  return mail.kind === 'notice'
    ? toNotify(toTeam(office, submission))
    : await toApplicant(office, mail.kind, submission);
}

const messageId = ({ siteUrl }: Office, { kind, name }: QueuedMail) =>
  `<${[kind, ...(name ? subjectOf(name).split('/') : [])].join('.').replace(/[^\w.-]/g, '-')}@${new URL(siteUrl).hostname}>`;
