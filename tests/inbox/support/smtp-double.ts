import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createServer as createTlsServer } from 'node:tls';
import { onTestFinished } from 'vitest';

export interface CapturedMail {
  /** The sender's address in the envelope. */
  sender: string;
  /** The recipients' addresses in the envelope. */
  recipients: string[];
  /** As received, with CRLF, without the final dot. */
  raw: string;
}

/** In place of a reply: ends the connection. At the end of a mail, the mail is kept. */
export const hangUp = 'hang up';

/**
 * Returns the reply to a line in place of the usual one; `mail` stands for the end of a mail, `greeting` for the
 * connection. The reply may be given later.
 */
export type Refuse = (line: string) => string | undefined | Promise<string | undefined>;

/**
 * Starts a mail server on a free port of this machine that records its mails. Addresses that begin with "gone" do not
 * exist.
 * @param refuse may change from one line to the next
 */
export async function smtpDouble(
  atEnd: (end: () => void) => void = onTestFinished,
  refuse: Refuse = () => undefined,
): Promise<{ url: string; mails: CapturedMail[] }> {
  const mails: CapturedMail[] = [];
  const server = createServer((socket) => void converse(socket, mails, refuse).catch(unlessGone));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  atEnd(() => void server.close());
  return { url: `smtp://127.0.0.1:${String((server.address() as AddressInfo).port)}`, mails };
}

const ofMailServer = (file: string) => join(import.meta.dirname, '../../data/mail-server', `${file}.pem`);

/** The certificates of a mail server on this machine, for the same key: one expired in 2020, one will in 2126. */
export type Certificate = 'expired' | 'valid';

/** For `NODE_EXTRA_CA_CERTS`. */
export const certificateFile = (certificate: Certificate): string => ofMailServer(certificate);

const credentials = (certificate: Certificate) => ({
  key: readFileSync(ofMailServer('key')),
  cert: readFileSync(ofMailServer(certificate)),
});

/** As `smtpDouble`, over TLS from the first byte. `present` changes the certificate. */
export async function smtpOverTls(
  certificate: Certificate,
  atEnd: (end: () => void) => void = onTestFinished,
): Promise<{ url: string; mails: CapturedMail[]; present: (another: Certificate) => void }> {
  const mails: CapturedMail[] = [];
  const server = createTlsServer(
    credentials(certificate),
    (socket) => void converse(socket, mails, () => undefined).catch(unlessGone),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  atEnd(() => void server.close());
  return {
    url: `smtps://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    mails,
    present: (another) => server.setSecureContext(credentials(another)),
  };
}

/** A client may disconnect at any moment. */
function unlessGone(error: unknown): void {
  if (!['EPIPE', 'ECONNRESET'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
}

async function converse(socket: Socket, mails: CapturedMail[], refuse: Refuse): Promise<void> {
  const say = (line: string) => socket.write(`${line}\r\n`);
  let sender = '';
  let recipients: string[] = [];
  let lines: string[] | undefined;
  say((await refuse('greeting')) ?? '220 double');
  for await (const line of createInterface({ input: socket, crlfDelay: Infinity })) {
    const reply = lines ? undefined : await refuse(line);
    if (lines && line !== '.') lines.push(line);
    else if (lines) {
      const refused = await refuse('mail');
      if (refused === undefined || refused === hangUp) mails.push({ sender, recipients, raw: lines.join('\r\n') });
      if (refused === hangUp) {
        socket.destroy();
        return;
      }
      [recipients, lines] = [[], undefined];
      say(refused ?? '250 kept');
    } else if (reply !== undefined) say(reply);
    else if (line.startsWith('MAIL')) {
      sender = /<([^>]*)>/.exec(line)?.[1] ?? line;
      say('250 well');
    } else if (line.startsWith('RCPT')) {
      const address = /<([^>]*)>/.exec(line)?.[1] ?? line;
      if (!address.startsWith('gone')) recipients.push(address);
      say(address.startsWith('gone') ? `550 no such person <${address}>` : '250 well');
    } else if (line === 'DATA') {
      lines = [];
      say('354 go on');
    } else if (line === 'QUIT') {
      say('221 goodbye');
      socket.end();
    } else say('250 well');
  }
}
