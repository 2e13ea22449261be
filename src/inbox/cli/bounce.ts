import type { Readable } from 'node:stream';
import { commandLine, recordNow } from '../actor.ts';
import { readReturnedMail } from '../mail/returned-mail.ts';
import { subjectOf } from '../stores/audit-entries.ts';
import type { MailKind } from '../stores/store.ts';
import { mailWords } from '../services/mails-of-changes.ts';
import { CommandError, type Command } from './command.ts';

/** The most bytes of a mail that is read; a returned mail holds at most what was sent. */
const largest = 10 * 1024 * 1024;

export const bounce: Command = {
  usage: 'bounce < MESSAGE',
  summary: 'Hand in a mail that came back, to be shown on the submission that it was about',
  help: `Reads one message on standard input, as a mail server or mail program has it (.eml), and finds by its Message-ID which mail came back.
The server may go on meanwhile. A mail server can call it for each message to the address of MAIL_BOUNCE: see "Mail" in docs/running.md.
A message about no mail of this inbox, such as an automatic reply, is no failure: the command says so and ends with 0.`,
  opensInbox: true,
  async run(_words, _options, { store, clock, terminal, say }) {
    const message = await readAll(terminal.input);
    const read = message ? await readReturnedMail(message) : 'The message is larger than 10 MB.';
    if (typeof read === 'string') {
      say(`Nothing was recorded. ${read}`);
      return;
    }
    const at = clock().toISOString();
    for (const messageId of read.messageIds) {
      const mail = await store.returnMail(messageId, at, read.failure);
      if (!mail) continue;
      const subject = mail.name ? subjectOf(mail.name) : 'inbox';
      await recordNow({ store, clock }, commandLine, 'mail returned', subject, `${mail.kind} ${read.failure}`);
      const what = mail.name ? `“${mailWords(mail.kind as MailKind)}” about ${subject}` : 'of the morning to the team';
      say(`The mail ${what} came back (${read.failure}).`);
      return;
    }
    say(
      read.messageIds.length === 0
        ? 'Nothing was recorded. It does not name the mail that it returns (no Message-ID): look it up by its address in the inbox.'
        : `Nothing was recorded. None of the mails that it names was sent from here, or it is erased: ${read.messageIds.join(', ')}`,
    );
  },
};

/** Returns undefined for a message that is too large to be one that came back. */
async function readAll(input: Readable): Promise<Uint8Array | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of input as AsyncIterable<Buffer | string>) {
    const bytes = Buffer.from(part);
    length += bytes.length;
    // A mail server waits until all of it is read.
    if (length <= largest) parts.push(bytes);
  }
  if (length === 0)
    throw new CommandError('Give one message on standard input: npm run inbox -- bounce < returned.eml');
  return length > largest ? undefined : Buffer.concat(parts);
}
