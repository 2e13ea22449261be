import { forms } from '#forms/registry.ts';
import { silentLog } from '#inbox/log.ts';
import type { Message } from '#inbox/mail/mailer.ts';
import { sendDueMail } from '#inbox/mail/outbox-worker.ts';
import type { Inbox } from '#inbox/open-inbox.ts';
import { openDay, round, type TestInbox } from './inbox.ts';

/**
 * Returns the mails that go out at an instant, by the texts that count, and takes them out of the outbox.
 * @param notify the team's address, if it is told of what comes in
 */
export async function mails(
  inbox: Inbox & Pick<TestInbox, 'content'>,
  at: string = openDay,
  notify?: string,
): Promise<Message[]> {
  const out: Message[] = [];
  await sendDueMail({
    source: {
      ...inbox,
      rounds: [round],
      forms,
      templates: inbox.content.templates,
      siteUrl: 'http://localhost:4321',
      sender: { name: 'Team', from: 'team@example.org' },
    },
    mailer: { send: (message) => Promise.resolve(void out.push(message)) },
    notify,
    clock: () => new Date(at),
    log: silentLog,
  });
  return out;
}
