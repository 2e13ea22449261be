import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { Words } from './templates.ts';

export interface Message extends Words {
  /** The event that it reports. */
  kind: string;
  /** One address, from a validated answer or the settings. */
  to: string;
  /** All addresses that the mail shows as its recipients, if the others get a copy of their own. */
  toAll?: readonly string[] | undefined;
  /** The same for every try, so that a mail program or server can recognise a copy. */
  messageId: string;
  /** Message-IDs of earlier mails to this person, oldest first. */
  references: readonly string[];
  /** Name of the file, without its ending, if mails are written as files. */
  file: string;
  /** A meeting to add to, change in or remove from a calendar, or a day to note (iTIP, RFC 5546). */
  calendar?: { method: 'REQUEST' | 'CANCEL' | 'PUBLISH'; content: string } | undefined;
}

export interface Sender {
  /** Display name beside the address, such as the site's. */
  name: string;
  from: string;
  /** Address for replies; undefined if they go to `from`. */
  replyTo?: string | undefined;
  /** Address for mail that cannot be delivered; undefined if it returns to `from`. */
  bounce?: string | undefined;
}

/** Passes a mail to a mail server or a folder. */
export interface Mailer {
  /** @throws {MailRefused} if it was not accepted */
  send(message: Message): Promise<void>;
}

/**
 * The scope of a refusal. `recipient`: the address does not exist and never will. `mail`: this mail, at this moment.
 * `outage`: no mail can go out until a setting, the mail server or the network is mended.
 */
export type RefusalScope = 'recipient' | 'mail' | 'outage';

/** The mail was not accepted. The message holds only codes, because the server's text may hold the address. */
export class MailRefused extends Error {
  readonly scope: RefusalScope;

  constructor(reason: string, scope: RefusalScope) {
    super(reason);
    this.scope = scope;
  }
}

const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000, dnsTimeout: 10_000 };

/** Prevents a mail from reading a file or fetching a URL. */
const noAccess = { disableFileAccess: true, disableUrlAccess: true };

/** @param url the value of `SMTP_URL` */
export function smtpMailer(url: string, sender: Sender): Mailer {
  const transport = createTransport({ url, ...timeouts, ...noAccess });
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

/** Writes mails into a folder as `.eml` files, which mail programs open. */
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
        // The disk may be full, or the folder another user's: no mail can be written until that is mended.
        throw new MailRefused((error as NodeJS.ErrnoException).code ?? 'unknown', 'outage');
      }
    },
  };
}

/** Passes addresses as objects; as text, one could name several recipients. */
function outgoing(message: Message, { name, from, replyTo, bounce }: Sender): SendMailOptions {
  const { to, toAll = [to], messageId, references, subject, text, html, calendar } = message;
  const last = references.at(-1);
  return {
    subject,
    text,
    html,
    messageId,
    from: { name, address: from },
    to: toAll.map((address) => ({ name: '', address })),
    ...(replyTo === undefined ? {} : { replyTo: { name, address: replyTo } }),
    ...(last === undefined ? {} : { inReplyTo: last, references: [...references] }),
    envelope: { from: bounce ?? from, to: [to] },
    headers: { 'Auto-Submitted': 'auto-generated' },
    ...(calendar ? { icalEvent: { method: calendar.method, content: calendar.content, filename: 'meeting.ics' } } : {}),
    ...noAccess,
  };
}

interface SmtpError {
  code?: string;
  /** The system's code, such as `ECONNREFUSED` or `CERT_HAS_EXPIRED`, behind a code of the library. */
  originalCode?: string;
  responseCode?: number;
  response?: string;
  /** The SMTP command that failed. */
  command?: string;
  rejectedErrors?: readonly SmtpError[];
}

function refusal(error: unknown): MailRefused {
  const caught = error as SmtpError;
  const { code, originalCode, responseCode, command } = caught;
  const step = command === 'MAIL FROM' || command === 'DATA' ? `at ${command}` : undefined;
  const parts = [code, originalCode, responseCode, enhancedOf(caught), step].filter((part) => part !== undefined);
  return new MailRefused(parts.join(' ') || 'unknown', scopeOf(caught.rejectedErrors?.[0] ?? caught));
}

/** Returns the enhanced status code, such as "5.1.1" (RFC 3463), if the server sent one. */
const enhancedOf = ({ response = '' }: SmtpError): string | undefined =>
  /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1];

/**
 * True if the address does not exist, is disabled or has moved. `5.1.7` and `5.1.8` are about the sender's address.
 * Without an enhanced code, 550 and 553 may mean that the server refuses the sender; then its text says so.
 */
const isNoSuchAddress = (enhanced: string | undefined, { responseCode, response = '' }: SmtpError): boolean =>
  enhanced === undefined
    ? [550, 551, 553].includes(responseCode ?? 0) && !isOfSender(response)
    : /^5\.(1\.([0-6]|9|10)|2\.1)$/.test(enhanced) && !isOfSender(response);

/** True if the server's text refuses the sender, not the recipient. The address that it repeats is left out. */
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
    // The mailbox is full or asks strangers to try later, so it concerns one recipient. Any other refusal would meet
    // every mail.
    const isOfMailbox = /^[45]\.[12]\./.test(enhanced ?? '') || responseCode === 552;
    const isForNow = responseCode >= 450 && responseCode < 500;
    return isOfMailbox || isForNow ? 'mail' : 'outage';
  }
  // The library itself refuses the address, for example because the server takes ASCII only.
  if (code === 'EENVELOPE' && command === 'API') return 'mail';
  return 'outage';
}
