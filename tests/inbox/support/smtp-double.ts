import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

export interface CapturedMail {
  /** Addresses of the envelope. */
  recipients: string[];
  /** As it came over the wire, CRLF and all, without the dot at its end. */
  raw: string;
}

/** A mail server on a free port of this machine that keeps what it is given; addresses that begin with "gone" do not exist. */
export async function smtpDouble(
  atEnd: (end: () => void) => void = onTestFinished,
): Promise<{ url: string; mails: CapturedMail[] }> {
  const mails: CapturedMail[] = [];
  const server = createServer((socket) => void converse(socket, mails));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  atEnd(() => void server.close());
  return { url: `smtp://127.0.0.1:${String((server.address() as AddressInfo).port)}`, mails };
}

async function converse(socket: Socket, mails: CapturedMail[]): Promise<void> {
  const say = (line: string) => socket.write(`${line}\r\n`);
  let recipients: string[] = [];
  let lines: string[] | undefined;
  say('220 double');
  for await (const line of createInterface({ input: socket, crlfDelay: Infinity })) {
    if (lines && line !== '.') lines.push(line);
    else if (lines) {
      mails.push({ recipients, raw: lines.join('\r\n') });
      [recipients, lines] = [[], undefined];
      say('250 kept');
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
