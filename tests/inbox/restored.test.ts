/** After a backup was restored, nobody is told twice, and what was replaced since the backup opens nothing. */
import '../support/in-london.ts';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openInbox } from '#inbox/open-inbox.ts';
import { silentLog } from '#inbox/log.ts';
import type { Message } from '#inbox/mail/mailer.ts';
import { sendDueMail } from '#inbox/mail/outbox-worker.ts';
import { readConfig } from '#inbox/config.ts';
import { askCheckIns } from '#inbox/services/check-ins.ts';
import { moveOffersOn } from '#inbox/services/offers.ts';
import { doIfDue } from '#inbox/services/hourly.ts';
import { issueLink, findLink, renewLinks } from '#inbox/services/links.ts';
import { tellingChores } from '#inbox/services/telling-chores.ts';
import { heldMark } from '#inbox/stores/store.ts';
import { claimAll } from './support/claim-all.ts';
import { round, templates } from './support/inbox.ts';
import { outboxOf } from './support/mail-faults.ts';
import { run } from './support/run-command.ts';
import { nameOfPath, openWork } from './support/work.ts';

const kim = { at: '2027-03-05T12:00:00.000Z', actor: 'staff:kim' };
const due = '2027-03-30T12:00:00.000Z';

/** When the hourly chores run before and after the backup, and when it is restored. */
interface Course {
  before?: string;
  after?: string;
  restoredAt?: string;
}

/**
 * Makes a backup of a pair before its first check-in and of a mentor who is asked, lets the chores write to them, and
 * restores the backup two hours later.
 */
async function restorePair({ before, after = due, restoredAt = '2027-03-30T14:00:00.000Z' }: Course = {}) {
  const work = await openWork();
  const mentee = nameOfPath(await work.sent('mentee'));
  const mentor = nameOfPath(await work.sent('mentor'));
  await work.store.match({ mentee, mentor }, 1, false, kim);
  const asked = {
    about: nameOfPath(await work.sent('mentee', { email: 'ada@my.northbridge.example' })),
    mentor: nameOfPath(await work.sent('mentor', { email: 'grace@example.com' })),
  };
  const places = new Map([[asked.mentor.submissionId, 1]]);
  expect((await work.store.offer([asked], places, { days: 5, answerBy: '2027-03-31' }, kim)).offered).toHaveLength(1);
  const told = async (store = work.store) =>
    (await claimAll(store, '2027-12-01T00:00:00.000Z'))
      .map(({ kind }) => kind)
      .filter((kind) => /^check|reminder/.test(kind))
      .sort();
  await told();
  const write = async (at: string) => {
    const source = { ...work, rounds: [round], templates };
    await moveOffersOn(source, new Date(at));
    await askCheckIns(source, new Date(at));
    return told();
  };
  let now = new Date(due);
  const services = { store: work.store, vault: work.vault, clock: () => now };
  const old = (await issueLink(services, { purpose: 'application', submission: mentee }))!;
  const offered = (await issueLink(services, { purpose: 'offer', submission: asked.mentor, about: '1' }))!;
  const sessionsBefore = (await work.store.sessions()).length;
  if (before) await write(before);
  const file = join(work.folder, 'backup.sqlite');
  await run(work, ['backup', file]);

  const toldAfterBackup = await write(after);
  await renewLinks(services, [{ purpose: 'application', submission: mentee }], false, kim);
  await work.store.close();
  now = new Date(restoredAt);
  await run(work, ['restore', file, '--replace'], '', now.toISOString());
  const inbox = await openInbox(readConfig({ INBOX_DATABASE: work.database, INBOX_KEY_FILE: work.keyFile }));
  const source = { ...inbox, rounds: [round], templates, clock: () => now, log: silentLog };
  return {
    ...inbox,
    old,
    offered,
    sessionsBefore,
    toldAfterBackup,
    mentee,
    services: source,
    told: () => told(inbox.store),
    /** Does what the hourly chores do, at this time. */
    later: async (at: string) => {
      now = new Date(at);
      // Staff confirm that the server was off for so long.
      const { doubt } = await inbox.store.seeClock(at);
      if (doubt) await inbox.store.confirmClock(doubt.at, kim);
      for (const chore of tellingChores(source)) await chore.work(AbortSignal.any([]));
    },
    go: (...how: string[]) => run(work, ['send-held', ...how], '', now.toISOString()),
  };
}

it('logins end, because one may have been ended since the backup', async () => {
  const { store, sessionsBefore } = await restorePair();
  expect([sessionsBefore, (await store.sessions()).length]).toEqual([1, 0]);
  await store.close();
});

it('nobody is asked again while the keeper has not said how to go on', async () => {
  const { store, later, told } = await restorePair();
  await later('2027-03-31T12:00:00.000Z');
  expect(await told()).toEqual([]);
  expect(await store.checkIns({ round: round.id })).toEqual([]);
  await store.close();
});

it('nobody who was asked before the restore is asked again if a server ran after the backup', async () => {
  const { store, later, told, go, toldAfterBackup } = await restorePair();
  expect(toldAfterBackup).toEqual(['check-in-start', 'check-in-start', 'offer-reminder']);
  expect((await go('--none')).out).toContain('go on');
  await later('2027-03-31T12:00:00.000Z');
  expect(await told()).toEqual([]);
  expect(await store.checkIns({ round: round.id })).toHaveLength(2);
  await later('2027-04-06T12:00:00.000Z');
  expect(await told()).toEqual(['check-in-reminder', 'check-in-reminder']);
  await store.close();
});

it('whoever was asked the day before is not asked again if the restore is before the hour of asking', async () => {
  const { store, later, told, go } = await restorePair({ restoredAt: '2027-03-31T07:00:00.000Z' });
  await go('--none');
  await later('2027-03-31T12:00:00.000Z');
  expect(await told()).toEqual([]);
  await store.close();
});

it('nobody who was reminded before the restore is reminded again, unless staff send the held mail', async () => {
  const reminded = '2027-04-04T12:00:00.000Z';
  const course = { before: due, after: reminded, restoredAt: '2027-04-04T14:00:00.000Z' };
  const { store, later, told, go, toldAfterBackup, mentee } = await restorePair(course);
  expect(toldAfterBackup).toEqual(['check-in-reminder', 'check-in-reminder']);
  await go('--none');
  await later('2027-04-05T12:00:00.000Z');
  expect(await told()).toEqual([]);
  const held = (await store.mailOf(mentee)).find(({ kind }) => kind === 'check-in-reminder')!;
  expect(held).toMatchObject({ isWaiting: false, failure: heldMark });
  await store.sendMailAgain(mentee, held.seq, kim);
  expect(await told()).toEqual(['check-in-reminder']);
  await store.close();
});

it('everybody is asked if no server ran after the backup', async () => {
  const { store, later, told, go } = await restorePair();
  await go();
  await later('2027-03-31T12:00:00.000Z');
  expect(await told()).toEqual(['check-in-start', 'check-in-start', 'offer-reminder']);
  await store.close();
});

it.each([
  { made: '07:00', restored: '10:00', how: ['--none'], digests: 0, why: 'as a server may have sent it' },
  { made: '07:00', restored: '10:00', how: [], digests: 1, why: 'as no server ran that could have sent it' },
  { made: '07:00', restored: '07:30', how: ['--none'], digests: 1, why: 'as it was not due before the restore' },
  { made: '09:00', restored: '10:00', how: ['--none'], digests: 0, why: 'as it waits in the backup' },
])(
  'the digest is sent $digests times after a restore at $restored of a backup of $made with send-held $how, $why',
  async ({ made, restored, how, digests }) => {
    const work = await openWork();
    await work.sent('ask');
    // In London, winter time is UTC.
    const at = (time: string, day = 15) => `2027-01-${String(day)}T${time}:00.000Z`;
    const morning = async (now: string, store = work.store) => {
      const sent: string[] = [];
      const mailer = { send: ({ kind }: Message) => Promise.resolve(void sent.push(kind)) };
      const { outbox, time } = outboxOf({ ...work, store }, mailer, { notify: 'team@example.ac.uk' });
      time.now = Date.parse(now);
      await sendDueMail(outbox);
      return sent.filter((kind) => kind === 'digest').length;
    };
    if (made > '08:00') await work.store.queueDigest('2027-01-15', at('08:00'));
    const file = join(work.folder, 'backup.sqlite');
    await run(work, ['backup', file], '', at(made));
    await work.store.close();
    await run(work, ['restore', file, '--replace'], '', at(restored));
    const { store } = await openInbox(readConfig({ INBOX_DATABASE: work.database, INBOX_KEY_FILE: work.keyFile }));
    await run(work, ['send-held', ...how], '', at(restored));
    expect(await morning(at('10:30'), store)).toBe(digests);
    // The receipt and the notice.
    expect((await store.mailCounts()).held).toBe(how.length === 0 ? 0 : 2);
    expect(await morning(at('08:00', 16), store)).toBe(1);
    await store.close();
  },
);

it('chores that waited go on as soon as the keeper says so, and not an hour later', async () => {
  const { store, services, told, go } = await restorePair();
  const look = async () => {
    for (const chore of tellingChores(services)) await doIfDue(chore, services, AbortSignal.any([]));
    return told();
  };
  expect(await look()).toEqual([]);
  await go();
  expect(await look()).toEqual(['check-in-start', 'check-in-start', 'offer-reminder']);
  expect(await look()).toEqual([]);
  await store.close();
});

it('a link that was replaced after the backup opens nothing, and another one can be had; one that never is still works', async () => {
  const { store, services, old, mentee, offered } = await restorePair();
  expect(await findLink(services, offered)).toBeDefined();
  expect(await findLink(services, old)).toBeUndefined();
  const next = (await issueLink(services, { purpose: 'application', submission: mentee }))!;
  expect(next).not.toBe(old);
  expect(await findLink(services, next)).toBeDefined();
  await store.close();
});
