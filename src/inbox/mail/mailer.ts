import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { Words } from './templates.ts';

export interface Message extends Words {
  /** One address, from a validated answer or the settings. */
  to: string;
  /** The same for the same mail, so that a mail program shows one that was sent twice once. */
  messageId: string;
}

/** Hands a mail to whoever delivers it. */
export interface Mailer {
  /** @throws {MailRefused} when it was not taken */
  send(message: Message): Promise<void>;
}

/** The mail was not taken. `message` names the reason by its codes; what the server wrote may hold the address. */
export class MailRefused extends Error {
  /** The server will never take it: the address does not exist, or the message is refused. */
  readonly isFinal: boolean;

  constructor(reason: string, isFinal: boolean) {
    super(reason);
    this.isFinal = isFinal;
  }
}

const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000, dnsTimeout: 10_000 };

/** A mail holds words only: nothing of it is read from a file or fetched. */
const closed = { disableFileAccess: true, disableUrlAccess: true };

/** @param url as `SMTP_URL` */
export function smtpMailer(url: string, from: string): Mailer {
  const transport = createTransport({ url, ...timeouts, ...closed });
  return {
    async send(message) {
      try {
        await transport.sendMail({ ...envelope(message, from), ...closed });
      } catch (error) {
        throw refusal(error);
      }
    },
  };
}

/** Puts mails into a folder as files (`.eml`), which mail programs open. */
export function folderMailer(folder: string, from: string): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return {
    async send(message) {
      const { message: written } = await transport.sendMail({ ...envelope(message, from), ...closed });
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const name = message.messageId.replace(/^<|@.*$/g, '').replace(/[^\w.-]/g, '-');
      await writeFile(join(folder, `${name}.eml`), written as Buffer, { mode: 0o600 });
    },
  };
}

/** Addresses as objects: as texts they could name more than one recipient. */
const envelope = ({ to, ...rest }: Message, from: string) => ({
  ...rest,
  from: { name: '', address: from },
  to: { name: '', address: to },
  headers: { 'Auto-Submitted': 'auto-generated' },
});

function refusal(error: unknown): MailRefused {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  const isFinal = responseCode !== undefined && responseCode >= 500 && code !== 'EAUTH';
  return new MailRefused([code, responseCode].filter((part) => part !== undefined).join(' ') || 'unknown', isFinal);
}
