import type { Readable } from 'node:stream';
import { readReturnedMail } from '../mail/returned-mail.ts';
import { subjectOf } from '../stores/audit-entries.ts';
import type { MailKind } from '../stores/types/store.ts';
import { mailWords } from '../services/notifications.ts';
import { CommandError, type Command } from './command.ts';

/** The most bytes of a mail that is read; a returned mail holds at most what was sent. */
const largest = 10 * 1024 * 1024;

export const bounce: Command = {
  usage: 'bounce < MESSAGE',
  summary: 'Hand in a mail that came back, to be shown on the submission that it was about',
  help: `Reads one message on standard input, as a mail server or mail program has it (.eml), and finds by its Message-ID which mail came back.
The server may go on meanwhile. A mail server can call it for each message to the address of MAIL_BOUNCE: see "Mail" in docs/running.md.`,
  opensInbox: true,
  async run(_words, _options, { store, clock, terminal, say }) {
    const read = await readReturnedMail(await readAll(terminal.input));
    if (typeof read === 'string') throw new CommandError(`Nothing was recorded. ${read}`);
    const at = clock().toISOString();
    for (const messageId of read.messageIds) {
      const mail = await store.returnMail(messageId, at, read.failure);
      if (!mail) continue;
      const subject = mail.name ? subjectOf(mail.name) : 'inbox';
      await store.record({
        at,
        actor: 'command line',
        action: 'mail returned',
        subject,
        detail: `${mail.kind} ${read.failure}`,
      });
      const what = mail.name ? `“${mailWords(mail.kind as MailKind)}” about ${subject}` : 'of the morning to the team';
      say(`The mail ${what} came back (${read.failure}).`);
      return;
    }
    throw new CommandError(
      read.messageIds.length === 0
        ? 'Nothing was recorded. It does not name the mail that it returns (no Message-ID): look it up by its address in the inbox.'
        : `Nothing was recorded. None of the mails that it names was sent from here, or it is erased: ${read.messageIds.join(', ')}`,
    );
  },
};

async function readAll(input: Readable): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of input as AsyncIterable<Buffer | string>) {
    const bytes = Buffer.from(part);
    length += bytes.length;
    if (length > largest) throw new CommandError('Nothing was recorded. The message is larger than 10 MB.');
    parts.push(bytes);
  }
  if (length === 0)
    throw new CommandError('Give one message on standard input: npm run inbox -- bounce < returned.eml');
  return Buffer.concat(parts);
}
