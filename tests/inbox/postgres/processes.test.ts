import { expect, it } from 'vitest';
import { verifyStore } from '#inbox/cli/verify.ts';
import { readConfig } from '#inbox/config.ts';
import { openInbox } from '#inbox/open-inbox.ts';
import { answersOf } from '../support/answers.ts';
import { postgresForTest } from '../support/database.ts';
import { temporaryFolder } from '../support/inbox.ts';
import { inboxSources, startInbox } from '../support/server.ts';
import { smtpDouble } from '../support/smtp-double.ts';

const ids = 40;
const postsOfEach = 10;

it('two processes on one database store each id once, send each mail once, and write one audit chain', async () => {
  const folder = temporaryFolder();
  const mailServer = await smtpDouble();
  const settings = {
    INBOX_DATABASE: (await postgresForTest())!,
    INBOX_KEY_FILE: `${folder}/keys/inbox.key`,
    SMTP_URL: mailServer.url,
    MAIL_FROM: 'mentoring@example.ac.uk',
    MAIL_NOTIFY: 'team@example.ac.uk',
    // Before the hour of the digest.
    CLOCK: '2027-01-15T06:00:00Z',
  };
  // One process runs from the sources, one from the packed files of npm start, where the store is a separate file.
  const inboxes = await Promise.all([
    startInbox(folder, settings, undefined, inboxSources),
    startInbox(folder, settings),
  ]);
  expect(inboxes[0].output()).toMatch(/data in PostgreSQL at 127\.0\.0\.1:\d+\/inbox_test_\w+, its key/);

  const all = Array.from({ length: ids }, (_, index) =>
    answersOf('ask', { email: `w${String(1000000 + index)}@my.northbridge.example` }),
  );
  const statuses = await Promise.all(
    all.flatMap((answers) =>
      Array.from({ length: postsOfEach }, async (_, time) => {
        const response = await fetch(new URL('/f/ask', inboxes[time % 2]!.address), {
          method: 'POST',
          headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
          body: JSON.stringify(answers),
        });
        return response.status;
      }),
    ),
  );
  expect(new Set(statuses)).toEqual(new Set([200]));

  const { store, vault } = await openInbox(readConfig(settings));
  try {
    const stored = await store.list({ limit: 1000 });
    expect(stored.map(({ submissionId }) => submissionId).sort()).toEqual(
      all.map((answers) => String(answers['submission_id'])).sort(),
    );
    for (const until = Date.now() + 40_000; Date.now() < until && (await store.mailCounts()).waiting > 0;)
      await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await store.mailCounts()).toEqual({ waiting: 0, failing: 0, failed: 0, held: 0, returned: 0, oldest: null });
    const messageIds = mailServer.mails.map(({ raw }) => /^Message-ID: (.*)$/im.exec(raw)?.[1]);
    expect(mailServer.mails).toHaveLength(2 * ids);
    expect(new Set(messageIds).size).toBe(2 * ids);
    expect(await verifyStore(store, vault)).toEqual({ problems: [], submissions: ids, entries: ids });
  } finally {
    await store.close();
  }
}, 120_000);
