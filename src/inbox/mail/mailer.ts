import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { Words } from './templates.ts';

export interface Message extends Words {
  /** One address, from a validated answer or the settings. */
  to: string;
  /** The same for every try, so that a mail program or server can see that two are one. */
  messageId: string;
  /** What it follows on: Message-IDs of what this person was sent before, oldest first. */
  references: readonly string[];
  /** Name of the file where mails become files, without its ending. */
  file: string;
  /** A meeting to enter into, change in or remove from a calendar (iTIP, RFC 5546). */
  calendar?: { method: 'REQUEST' | 'CANCEL'; content: string } | undefined;
}

/** Whose mail it is. */
export interface Sender {
  /** Name beside the address, e.g. the site's. */
  name: string;
  from: string;
  /** Where answers go; undefined where they go to `from`. */
  replyTo?: string | undefined;
  /** Where other servers return what they cannot deliver; undefined where that is `from`. */
  bounce?: string | undefined;
}

/** Hands a mail to whoever delivers it. */
export interface Mailer {
  /** @throws {MailRefused} when it was not taken */
  send(message: Message): Promise<void>;
}

/**
 * What a refusal is about. `recipient`: there is no such address, and there will be none. `mail`: this mail, at this moment. `outage`: no
 * mail goes out until a setting, the mail server or the network is right again.
 */
export type RefusalScope = 'recipient' | 'mail' | 'outage';

/** The mail was not taken. `message` names the reason by its codes; what the server wrote may hold the address. */
export class MailRefused extends Error {
  readonly scope: RefusalScope;

  constructor(reason: string, scope: RefusalScope) {
    super(reason);
    this.scope = scope;
  }
}

const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000, dnsTimeout: 10_000 };

/** A mail holds words only: nothing of it is read from a file or fetched. */
const closed = { disableFileAccess: true, disableUrlAccess: true };

/** @param url as `SMTP_URL` */
export function smtpMailer(url: string, sender: Sender): Mailer {
  const transport = createTransport({ url, ...timeouts, ...closed });
  return {
    async send(message) {
      try {
        await transport.sendMail(outgoing(message, sender));
      } catch (error) {
        throw refusal(error);
      }
    },
  };
}

/** Puts mails into a folder as files (`.eml`), which mail programs open. */
export function folderMailer(folder: string, sender: Sender): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return {
    async send(message) {
      const { message: written } = await transport.sendMail(outgoing(message, sender));
      const path = join(folder, `${message.file}.eml`);
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await writeFile(`${path}.part`, written as Buffer, { mode: 0o600 });
        await rename(`${path}.part`, path);
      } catch (error) {
        // A full disk, a folder of somebody else: no mail can be written until that is mended.
        throw new MailRefused((error as NodeJS.ErrnoException).code ?? 'unknown', 'outage');
      }
    },
  };
}

/** Addresses as objects: as texts they could name more than one recipient. */
function outgoing(message: Message, { name, from, replyTo, bounce }: Sender): SendMailOptions {
  const { to, messageId, references, subject, text, html, calendar } = message;
  const last = references.at(-1);
  return {
    subject,
    text,
    html,
    messageId,
    from: { name, address: from },
    to: { name: '', address: to },
    ...(replyTo === undefined ? {} : { replyTo: { name, address: replyTo } }),
    ...(last === undefined ? {} : { inReplyTo: last, references: [...references] }),
    envelope: { from: bounce ?? from, to: [to] },
    headers: { 'Auto-Submitted': 'auto-generated' },
    ...(calendar ? { icalEvent: { method: calendar.method, content: calendar.content, filename: 'meeting.ics' } } : {}),
    ...closed,
  };
}

interface SmtpError {
  code?: string;
  responseCode?: number;
  response?: string;
  /** What was being said to the server. */
  command?: string;
  rejectedErrors?: readonly SmtpError[];
}

function refusal(error: unknown): MailRefused {
  const caught = error as SmtpError;
  const { code, responseCode, command } = caught;
  const step = command === 'MAIL FROM' || command === 'DATA' ? `at ${command}` : undefined;
  const parts = [code, responseCode, enhancedOf(caught), step].filter((part) => part !== undefined);
  return new MailRefused(parts.join(' ') || 'unknown', scopeOf(caught.rejectedErrors?.[0] ?? caught));
}

/** "5.1.1" (RFC 3463), where the server says it. */
const enhancedOf = ({ response = '' }: SmtpError): string | undefined =>
  /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1];

/**
 * The address does not exist, is disabled or has moved. `5.1.7` and `5.1.8` are about the sender's address. Without such a code, a server
 * may mean by 550 and 553 that it takes no mail from us: then it says so in words.
 */
const isNoSuchAddress = (enhanced: string | undefined, { responseCode, response = '' }: SmtpError): boolean =>
  enhanced === undefined
    ? [550, 551, 553].includes(responseCode ?? 0) && !isOfSender(response)
    : /^5\.(1\.([0-6]|9|10)|2\.1)$/.test(enhanced) && !isOfSender(response);

/** Words of servers that refuse whoever sends, not whoever should get it; what they repeat of the address is left out. */
const isOfSender = (response: string): boolean =>
  /relay|rcpthosts|authenti|log ?in|credential|sender|denied|not permitted|block|spam|polic|reputation|listed|\b(spf|dkim|dmarc|helo|ehlo|starttls|tls|ip|ptr|dns|rate|quota|client)\b|too many|try again/i.test(
    response.replace(/\S+@\S+/g, ''),
  );

function scopeOf(error: SmtpError): RefusalScope {
  const { code, responseCode = 0, command } = error;
  const enhanced = enhancedOf(error);
  if (command === 'RCPT TO') {
    if (isNoSuchAddress(enhanced, error)) return 'recipient';
    if (/^[45]\.1\.[78]$/.test(enhanced ?? '')) return 'outage';
    // The mailbox is full, or strangers are to come again: it is this recipient's. Anything else would be said of any other too.
    const isOfMailbox = /^[45]\.[12]\./.test(enhanced ?? '') || responseCode === 552;
    const isForNow = responseCode >= 450 && responseCode < 500;
    return isOfMailbox || isForNow ? 'mail' : 'outage';
  }
  // The library itself finds the address unfit, e.g. for a server that takes no letters beyond ASCII.
  if (code === 'EENVELOPE' && command === 'API') return 'mail';
  return 'outage';
}
