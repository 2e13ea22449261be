import { randomUUID } from 'node:crypto';
import { expect, inject, it, vi } from 'vitest';
import { readConfig } from '#inbox/config.ts';
import { openInbox } from '#inbox/open-inbox.ts';
import { newDatabase, throwAwayCluster } from '../../support/postgres.ts';
import { answersOf } from '../support/answers.ts';
import { temporaryFolder } from '../support/inbox.ts';
import { acknowledgedBy, postTo } from '../support/post.ts';
import { startInbox } from '../support/server.ts';
import { smtpDouble } from '../support/smtp-double.ts';

it.skipIf(inject('postgres') === null)(
  'PostgreSQL gone and back: the server goes on by itself, with every acknowledged submission and one of each mail',
  async ({ onTestFinished, skip }) => {
    // A server of its own, since it is killed.
    const cluster = await throwAwayCluster({ isDurable: true });
    if (!cluster) return skip('only with PostgreSQL installed on this machine');
    onTestFinished(() => cluster.end());
    const folder = temporaryFolder();
    const mailServer = await smtpDouble();
    const settings = {
      INBOX_DATABASE: await newDatabase(cluster.url),
      INBOX_KEY_FILE: `${folder}/keys/inbox.key`,
      SMTP_URL: mailServer.url,
      MAIL_FROM: 'mentoring@example.ac.uk',
      CLOCK: '2027-01-15T06:00:00Z',
    };
    const { address } = await startInbox(folder, settings);
    const acknowledged: string[] = [];
    const send = async (id: string = randomUUID()) => {
      const taken = await acknowledgedBy(postTo(address, answersOf('ask', { submission_id: id })));
      if (taken !== undefined) acknowledged.push(taken);
      return taken;
    };
    for (let count = 0; count < 5; count += 1) await send();
    await cluster.kill();
    const waiting = randomUUID();
    expect(await send(waiting)).toBeUndefined();
    expect((await fetch(new URL('/readyz', address))).status).toBe(503);
    await cluster.start();
    // The applicant's queue sends it again.
    await vi.waitFor(async () => expect(await send(waiting)).toBe(waiting), { timeout: 15_000, interval: 200 });
    for (let count = 0; count < 5; count += 1) await send();
    await vi.waitFor(async () => expect((await fetch(new URL('/readyz', address))).status).toBe(200), 5_000);

    const { store } = await openInbox(readConfig(settings));
    onTestFinished(() => store.close());
    const stored = (await store.list({ limit: 100 })).map(({ submissionId }) => submissionId);
    expect(stored.toSorted()).toEqual(acknowledged.toSorted());
    await vi.waitFor(async () => expect((await store.mailCounts()).waiting).toBe(0), {
      timeout: 90_000,
      interval: 500,
    });
    const ids = mailServer.mails.map(({ raw }) => /^Message-ID: (.*)$/im.exec(raw)?.[1]);
    expect([ids.length, new Set(ids).size]).toEqual([acknowledged.length, acknowledged.length]);
  },
  120_000,
);
