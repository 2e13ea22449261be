/** What keepers go through, with servers that are processes of their own, and a mail server. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { expect, vi } from 'vitest';
import { day } from '#inbox/clock.ts';
import { readConfig } from '#inbox/config.ts';
import { openInbox } from '#inbox/open-inbox.ts';
import { startCommand } from '../../support/inbox-process.ts';
import { answersOf } from './answers.ts';
import { postgresForTest } from './database.ts';
import { temporaryFolder } from './inbox.ts';
import { messageIdOf } from './mail-faults.ts';
import { acknowledgedBy, postTo } from './post.ts';
import { startInbox, type RunningInbox } from './server.ts';
import { smtpDouble, type CapturedMail, type Refuse } from './smtp-double.ts';

export interface Drill {
  folder: string;
  settings: Readonly<Record<'INBOX_DATABASE' | 'INBOX_KEY_FILE', string>>;
  mails: readonly CapturedMail[];
  /** Lets the mail server answer this way from now on. */
  refuseMail(how: Refuse): void;
  /** Starts a server, with other settings where they are given. */
  start(changes?: Record<string, string>): Promise<RunningInbox>;
  stop(server: RunningInbox, signal?: NodeJS.Signals): Promise<void>;
  /** Sends a question from a new address. Returns its id if it is acknowledged. */
  send(server: Pick<RunningInbox, 'address'>, id?: string): Promise<string | undefined>;
  /** Runs `npm run inbox -- …` and returns what it says. */
  command(...words: string[]): Promise<string>;
  /**
   * Waits until no mail waits. Fails unless every acknowledged submission is stored and nothing else, and exactly one of
   * each mail has come.
   */
  expectWhole(): Promise<void>;
}

const team = 'team@example.ac.uk';

const movedClock = join(import.meta.dirname, '../../support/moved-clock.mjs');

/** The settings of a server on a machine whose clock is moved by this many days. */
export const moved = (days: number) => ({ MOVED_DAYS: String(days), NODE_OPTIONS: `--import=${movedClock}` });

/** The settings of a server on a machine whose clock shows this instant now. */
export const movedTo = (instant: string) => moved((Date.parse(instant) - Date.now()) / day);

/**
 * @param changes of the settings; without them, the clock is before the hour of the morning mail
 * @param kept the mails that came, with another mail server than the drill's own
 */
export async function openDrill(changes: Record<string, string> = {}, kept?: readonly CapturedMail[]): Promise<Drill> {
  const folder = temporaryFolder();
  let refuse: Refuse = () => undefined;
  const { url, mails: own } = await smtpDouble(undefined, (line) => refuse(line));
  const mails = kept ?? own;
  const settings = {
    INBOX_DATABASE:
      changes['INBOX_DATABASE'] ?? (await postgresForTest()) ?? `file:${join(folder, 'data/inbox.sqlite')}`,
    INBOX_KEY_FILE: join(folder, 'keys/inbox.key'),
    SMTP_URL: url,
    MAIL_FROM: 'mentoring@example.ac.uk',
    // The morning mail of the team depends on the hour.
    ...(changes['CLOCK'] === undefined ? { MAIL_NOTIFY: team, CLOCK: '2027-01-15T06:00:00Z' } : {}),
    ...changes,
  };
  /** The addresses of the applicants, by the ids of what was acknowledged. */
  const acknowledged = new Map<string, string>();
  const look = async <T>(work: (inbox: Awaited<ReturnType<typeof openInbox>>) => Promise<T>): Promise<T> => {
    const inbox = await openInbox(readConfig(settings));
    try {
      return await work(inbox);
    } finally {
      await inbox.store.close();
    }
  };
  let sent = 0;
  return {
    folder,
    settings,
    mails,
    refuseMail: (how) => (refuse = how),
    start: (others = {}) => startInbox(folder, { ...settings, ...others }),
    async stop({ process: server }, signal = 'SIGTERM') {
      const exit = once(server, 'exit');
      server.kill(signal);
      await exit;
    },
    async send({ address }, id = randomUUID()) {
      sent += 1;
      const email = `s${String(3_000_000 + sent)}@my.northbridge.example`;
      const taken = await acknowledgedBy(postTo(address, answersOf('ask', { submission_id: id, email })));
      if (taken !== undefined) acknowledged.set(taken, email);
      return taken;
    },
    async command(...words) {
      const child = startCommand(folder, words, settings);
      let said = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
      await once(child, 'close');
      expect([child.exitCode, said]).toEqual([0, expect.any(String)]);
      return said;
    },
    async expectWhole() {
      await vi.waitFor(() => look(async ({ store }) => expect((await store.mailCounts()).waiting).toBe(0)), {
        timeout: 100_000,
        interval: 500,
      });
      const { stored, counts, problems } = await look(async ({ store }) => ({
        stored: (await store.list({ limit: 1000 })).map(({ submissionId }) => submissionId),
        counts: await store.mailCounts(),
        problems: await store.integrity(),
      }));
      expect(stored.toSorted()).toEqual([...acknowledged.keys()].toSorted());
      expect([counts.failed, counts.held, problems]).toEqual([0, 0, []]);
      const came = await Promise.all(mails.map(nameOf));
      const expected = [...acknowledged].flatMap(([id, email]) => [
        `receipt to ${email}`,
        ...(!('MAIL_NOTIFY' in settings) ? [] : [`notice of ${id}`]),
      ]);
      expect(came.toSorted()).toEqual(expected.toSorted());
      expect(new Set(mails.map(messageIdOf)).size).toBe(expected.length);
    },
  };
}

/** Says what a mail is, by its recipient and its text. */
async function nameOf({ recipients, raw }: CapturedMail): Promise<string> {
  const { text = '' } = await PostalMime.parse(raw);
  const id = /\/inbox\/ask\/([\da-f-]{36})\//.exec(text)?.[1];
  return recipients.join() === team && id !== undefined ? `notice of ${id}` : `receipt to ${recipients.join()}`;
}
