/** The months of pairs on real servers, each with its clock at a day of them: what is asked by itself, answered, reminded, and sent through a kill. */
import PostalMime from 'postal-mime';
import { expect, it, vi } from 'vitest';
import { readConfig } from '#inbox/config.ts';
import { openInbox, type Inbox } from '#inbox/open-inbox.ts';
import type { SubmissionName } from '#inbox/stores/store.ts';
import { answersOf } from './support/answers.ts';
import { movedTo, openDrill } from './support/drill.ts';
import { acknowledgedBy, postTo } from './support/post.ts';
import type { RunningInbox } from './support/server.ts';

const pairs = 6;
const kim = (at: string) => ({ at, actor: 'staff:kim' });

async function openMonths() {
  const drill = await openDrill({ CLOCK: '' });
  const between = async <T>(work: (inbox: Inbox) => Promise<T>): Promise<T> => {
    const inbox = await openInbox(readConfig(drill.settings));
    try {
      return await work(inbox);
    } finally {
      await inbox.store.close();
    }
  };
  return {
    ...drill,
    between,
    /** Starts a server at this instant, as if one had run until then. */
    async startAt(instant: string) {
      await between(async ({ store }) => {
        await store.seeClock(instant);
        await store.confirmClock(instant, kim(instant));
      });
      return drill.start(movedTo(instant));
    },
    /** Returns the mails that come from now on, once there are as many and none waits. */
    mailsFrom(begin: number, count: number) {
      return vi.waitFor(
        async () => {
          const { waiting } = await between(({ store }) => store.mailCounts());
          const ids = new Map<string, { to: string; path: string }>();
          for (const { recipients, raw } of drill.mails.slice(begin)) {
            const { messageId = '', text = '' } = await PostalMime.parse(raw);
            ids.set(messageId, { to: recipients.join(), path: /\/my\/[\w-]{43}\//.exec(text)?.[0] ?? '' });
          }
          expect([waiting, ids.size]).toEqual([0, count]);
          return [...ids.values()];
        },
        { timeout: 60_000, interval: 200 },
      );
    },
  };
}

const answer = async ({ address }: RunningInbox, path: string, answers: Record<string, string>) => {
  for (const each of Object.entries(answers)) {
    const body = new URLSearchParams([each]);
    expect((await fetch(new URL(path, address), { method: 'POST', body, redirect: 'manual' })).status).toBe(303);
  }
  return (await fetch(new URL(path, address))).text();
};

it('asks both of each pair, reminds who is silent once although it is killed meanwhile, and asks how it was at the end', async () => {
  const months = await openMonths();
  const { mails } = months;
  let server = await months.startAt('2027-01-20T15:00:00.000Z');
  const people: Record<'mentee' | 'mentor', SubmissionName[]> = { mentee: [], mentor: [] };
  for (let index = 0; index < pairs; index += 1)
    for (const form of ['mentee', 'mentor'] as const) {
      const email = form === 'mentor' ? `m${index}@example.com` : `s${5_000_000 + index}@my.northbridge.example`;
      const submissionId = await acknowledgedBy(postTo(server.address, answersOf(form, { email }), { form }));
      people[form].push({ form, submissionId: submissionId! });
    }
  await months.mailsFrom(0, 2 * pairs);
  await months.stop(server);
  await months.between(async ({ store }) => {
    for (const [index, mentee] of people.mentee.entries())
      await store.match({ mentee, mentor: people.mentor[index]! }, 1, false, kim('2027-03-05T15:00:00.000Z'));
  });

  let begin = mails.length;
  server = await months.startAt('2027-03-30T15:00:00.000Z');
  const asked = await months.mailsFrom(begin, 2 * pairs);
  const [first, second] = asked;
  for (const { path } of [first!, second!])
    expect(await answer(server, path, { met: 'yes', well: 'yes' })).toContain('Thank you, that is all');
  await months.stop(server);

  // Killed while the reminders go out; the next server waits until nobody else can have sent the mail in between.
  begin = mails.length;
  months.refuseMail((line) =>
    line === 'mail' ? new Promise((resolve) => setTimeout(resolve, 150, undefined)) : undefined,
  );
  server = await months.startAt('2027-04-05T15:00:00.000Z');
  await vi.waitFor(() => expect(mails.length).toBeGreaterThanOrEqual(begin + 3), { timeout: 60_000, interval: 10 });
  await months.stop(server, 'SIGKILL');
  const sentBefore = mails.length - begin;
  expect(sentBefore).toBeLessThan(2 * pairs - 2);
  server = await months.startAt('2027-04-05T15:40:00.000Z');
  const reminded = await months.mailsFrom(begin, 2 * pairs - 2);
  expect(new Set(reminded.map(({ to }) => to)).size).toBe(2 * pairs - 2);
  expect(reminded.map(({ to }) => to)).not.toContain(first!.to);
  await months.stop(server);

  begin = mails.length;
  months.refuseMail(() => undefined);
  server = await months.startAt('2027-07-16T15:00:00.000Z');
  const atEnd = await months.mailsFrom(begin, 2 * pairs);
  for (const { path } of atEnd)
    expect(await answer(server, path, { goal: 'yes', recommend: 'yes', 'carry-on': 'no' })).toContain('that is all');
  await months.stop(server);
  const checkIns = await months.between(({ store }) => store.checkIns({ round: '2026-27' }));
  const count = (kind: string) =>
    checkIns.filter((each) => each.kind === kind && Object.keys(each.answers).length > 0).length;
  expect([checkIns.length, count('start'), count('end')]).toEqual([4 * pairs, 2, 2 * pairs]);
}, 300_000);
