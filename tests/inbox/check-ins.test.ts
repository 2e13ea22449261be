import '../support/in-london.ts';
import { describe, expect, it, vi } from 'vitest';
import { toRound } from '#forms/dates/deadline.ts';
import { askCheckIns, questions } from '#inbox/services/check-ins.ts';
import { exportSubmission, readSubmissionData } from '#inbox/services/person.ts';
import { checkInDays, checkInDue } from '#inbox/services/check-in-days.ts';
import { toApplicant } from '#inbox/mail/compose.ts';
import { folderMailer } from '#inbox/mail/mailer.ts';
import type { CheckInKind, SubmissionName } from '#inbox/stores/store.ts';
import { claimAll } from './support/claim-all.ts';
import { round, templates } from './support/inbox.ts';
import { outboxOf } from './support/mail-faults.ts';
import { mails } from './support/mails.ts';
import { post } from './support/staff.ts';
import { nameOfPath, openWork } from './support/work.ts';

const kim = { at: '2027-03-05T12:00:00.000Z', actor: 'staff:kim' };
const pairsPage = '/inbox/match/2026-27/pairs/';

async function openPair() {
  const work = await openWork();
  const mentee = nameOfPath(await work.sent('mentee'));
  const mentor = nameOfPath(await work.sent('mentor', { fullName: 'Grace Mentor', email: 'grace@example.com' }));
  await work.store.match({ mentee, mentor }, 1, false, kim);
  /** Returns the path of the page with somebody's newest check-in. */
  const page = async (name: typeof mentee) => {
    const checkIn = (await work.store.checkIns(name)).at(-1)!;
    return work.link({ purpose: 'check-in', submission: name, about: String(checkIn.seq) });
  };
  return {
    ...work,
    mentee,
    mentor,
    page,
    /** Does what the hourly chore does, at this time. */
    async later(at: string) {
      await work.later(at);
      await askCheckIns({ store: work.store, rounds: [round], templates }, new Date(at));
    },
    kinds: async () =>
      (await claimAll(work.store, '2027-12-01T00:00:00.000Z'))
        .filter(({ kind }) => kind.startsWith('check-in'))
        .map(({ kind, name }) => `${kind} ${name?.form}`)
        .sort(),
    mailTo: async (name: typeof mentee, kind: CheckInKind) =>
      toApplicant(
        outboxOf(work, folderMailer(work.folder, { name: 'a', from: 'a@b.example' })).outbox.source,
        { kind: `check-in-${kind}`, messageId: '', other: name === mentee ? mentor : mentee, content: null },
        (await work.store.find(name))!,
        work.clock(),
      ),
  };
}

describe('the days of the check-ins', () => {
  it('follow the round, and a pair that begins late', () => {
    expect(checkInDays(round, '2027-03-05')).toEqual({ start: '2027-03-30', middle: '2027-05-15', end: '2027-07-16' });
    expect(checkInDays(round, '2027-05-10')).toEqual({ start: '2027-05-25', end: '2027-07-16' });
    expect(checkInDays(round, '2027-07-10')).toEqual({ end: '2027-07-16' });
    expect(checkInDays(undefined, '2027-03-05')).toEqual({ start: '2027-03-20' });
    const named = toRound('named', {
      ...{ title: 'Named', opens: '2026-10-05T09:00', closes: '2027-02-11T23:59', decisionBy: '2027-03-05' },
      ...{ cycleStarts: '2027-03-15', cycleEnds: '2027-07-16', example: true },
      ...{ firstMeetingBy: '2027-04-02', midPoint: '2027-05-01', endSurvey: '2027-07-01' },
    });
    expect(checkInDays(named, '2027-03-05')).toEqual({ start: '2027-04-03', middle: '2027-05-01', end: '2027-07-01' });
  });

  it('are due for the newest one only, also late after an outage, and not near the next one or after their time', () => {
    const days = checkInDays(round, '2027-03-05');
    const due = (today: string) => checkInDue(days, today);
    expect(['2027-03-29', '2027-03-30', '2027-05-01', '2027-05-02'].map(due)).toEqual([
      ...[undefined, 'start', 'start', undefined],
    ]);
    expect(['2027-05-15', '2027-07-02', '2027-07-03', '2027-07-16', '2027-08-06', '2027-08-07'].map(due)).toEqual([
      ...['middle', 'middle', undefined, 'end', 'end', undefined],
    ]);
    // The first one is asked for three weeks even if the next comes soon after.
    expect(checkInDue({ start: '2027-03-30', middle: '2027-04-21' }, '2027-04-20')).toBe('start');
  });

  it('have three questions at most', () => {
    for (const asked of Object.values(questions)) expect(asked.length).toBeLessThanOrEqual(3);
  });
});

describe('a check-in', () => {
  it('asks both once, reminds who has not answered once, and never who has', async () => {
    const pair = await openPair();
    for (const day of ['29', '30', '31']) await pair.later(`2027-03-${day}T12:00:00.000Z`);
    expect(await pair.store.checkIns(pair.mentee)).toMatchObject([{ askedAt: '2027-03-30T12:00:00.000Z' }]);
    await pair.press(await pair.page(pair.mentee), { met: 'yes' });
    for (const day of ['04', '05', '12']) await pair.later(`2027-04-${day}T12:00:00.000Z`);
    expect(await pair.kinds()).toEqual(['check-in-reminder mentor', 'check-in-start mentee', 'check-in-start mentor']);
  });

  it('reminds a pair of a round that there is no file of any more', async () => {
    const pair = await openPair();
    const later = async (at: string) => askCheckIns({ store: pair.store, rounds: [], templates }, new Date(at));
    await later('2027-03-20T12:00:00.000Z');
    await later('2027-03-26T12:00:00.000Z');
    expect(await pair.kinds()).toEqual([
      ...['check-in-reminder mentee', 'check-in-reminder mentor', 'check-in-start mentee', 'check-in-start mentor'],
    ]);
  });

  it('is not sent once the match has ended, except the last one of a match that was completed', async () => {
    const pair = await openPair();
    await pair.later('2027-03-30T12:00:00.000Z');
    expect(await pair.mailTo(pair.mentee, 'start')).toBeDefined();
    const end = (outcome: 'completed' | 'ended-early') =>
      pair.store.endMatches(
        [{ mentee: pair.mentee, mentor: pair.mentor, outcome, reason: null, next: 'finished' }],
        false,
        kim,
      );
    await pair.later('2027-07-16T12:00:00.000Z');
    await end('completed');
    expect(await pair.mailTo(pair.mentee, 'start')).toBeUndefined();
    expect(await pair.mailTo(pair.mentor, 'end')).toBeDefined();
  });

  it('asks nobody on a site that has no text for it', async () => {
    const pair = await openPair();
    const now = new Date('2027-03-30T12:00:00.000Z');
    await askCheckIns({ store: pair.store, rounds: [round], templates: new Map() }, now);
    expect(await pair.store.checkIns({ round: '2026-27' })).toEqual([]);
  });

  it('does not remind somebody who stopped it, and asks them the next time all the same', async () => {
    const pair = await openPair();
    await pair.later('2027-03-30T12:00:00.000Z');
    const path = `${await pair.page(pair.mentor)}reminders/`;
    expect((await pair.open(path)).page).toContain('Stop reminders');
    await pair.press(path, { reminders: 'off' });
    await pair.later('2027-04-12T12:00:00.000Z');
    await pair.later('2027-05-15T12:00:00.000Z');
    expect(await pair.kinds()).toEqual([
      ...['check-in-middle mentee', 'check-in-middle mentor', 'check-in-reminder mentee'],
      ...['check-in-start mentee', 'check-in-start mentor'],
    ]);
  });

  it('stores each answer with one press, takes a change, and changes nothing when it is opened', async () => {
    const pair = await openPair();
    await pair.later('2027-03-30T12:00:00.000Z');
    const path = await pair.page(pair.mentee);
    const before = await pair.store.auditLength();
    const page = (await pair.open(path)).page;
    expect(await pair.store.auditLength()).toBe(before);
    expect(page).toContain('How is it going with Grace Mentor?');
    expect(page).toContain('Two questions, one tap each');
    expect((await pair.press(path, { met: 'perhaps' })).status).toBe(422);
    expect((await pair.press(path, { met: 'no' })).status).toBe(303);
    expect((await pair.open(path)).page).toContain('One more question');
    await pair.press(path, { met: 'yes' });
    await pair.press(path, { well: 'mixed' });
    await pair.press(path, { note: 'We <rarely> write.' });
    const done = (await pair.open(path)).page;
    expect(done).toContain('Thank you, that is all');
    // Help comes before what else could be asked.
    expect(done.indexOf('write to the team')).toBeGreaterThan(0);
    expect(done.indexOf('write to the team')).toBeLessThan(done.indexOf('<fieldset'));
    expect((await pair.store.checkIns(pair.mentee))[0]).toMatchObject({ answers: { met: 'yes', well: 'mixed' } });
    expect(await pair.read(pairsPage)).toContain('We &lt;rarely&gt; write.');
    expect((await pair.open(await pair.page(pair.mentor))).page).not.toContain('rarely');
  });

  it('keeps what is typed when an answer is tapped, and the answer when the message is too long', async () => {
    const pair = await openPair();
    await pair.later('2027-03-30T12:00:00.000Z');
    const path = await pair.page(pair.mentee);
    await pair.press(path, { met: 'yes', note: 'We met on a train.' });
    expect((await pair.open(path)).page).toContain('We met on a train.');
    const long = 'x'.repeat(1001);
    const refused = await pair.press(path, { well: 'yes', note: long });
    expect(refused.status).toBe(422);
    const page = await refused.text();
    for (const shown of [long, 'must be 1,000 characters or fewer']) expect(page).toContain(shown);
    expect((await pair.store.checkIns(pair.mentee))[0]).toMatchObject({ answers: { met: 'yes', well: 'yes' } });
    expect((await pair.open(path)).page).toContain('We met on a train.');
  });

  it('comes by a mail that names the partner and holds the link, and not after it was answered', async () => {
    const pair = await openPair();
    await pair.later('2027-03-30T12:00:00.000Z');
    const mail = await pair.mailTo(pair.mentee, 'start');
    expect(mail).toMatchObject({ subject: 'Have you met Grace Mentor yet?', to: 's1234567@my.northbridge.example' });
    expect(mail?.text).toContain(`https://mentoring.example.ac.uk${await pair.page(pair.mentee)}`);
    await pair.press(await pair.page(pair.mentee), { met: 'yes' });
    expect(await pair.mailTo(pair.mentee, 'start')).toBeUndefined();
  });

  it('opens only with its own link, and not after the person was erased', async () => {
    const pair = await openPair();
    await pair.later('2027-03-30T12:00:00.000Z');
    const path = await pair.page(pair.mentee);
    await pair.store.erase([pair.mentor], kim);
    expect((await pair.open(path)).page).toContain('your mentor');
    await pair.store.erase([pair.mentee], kim);
    expect((await pair.app.request(`http://localhost:4321${path}`)).status).toBe(404);
  });
});

describe('the pairs of a round', () => {
  it('say whom to worry about and why', async () => {
    const pair = await openPair();
    await pair.later('2027-03-30T12:00:00.000Z');
    const [ofMentee, ofMentor] = [await pair.page(pair.mentee), await pair.page(pair.mentor)];
    expect(await pair.read(pairsPage)).toContain('No pair gives reason to worry');
    await pair.later('2027-04-06T12:00:00.000Z');
    expect(await pair.read(pairsPage)).toMatch(/To worry about: 1[\s\S]*Neither has answered for a week/);
    await pair.press(ofMentee, { met: 'no' });
    const page = await pair.read(pairsPage);
    expect(page).toMatch(/They have not met/);
    expect(page).not.toContain('Neither has answered');
    await pair.press(ofMentor, { met: 'yes' });
    await pair.press(ofMentor, { well: 'yes' });
    expect(await pair.read(pairsPage)).toContain('No pair gives reason to worry');
    await pair.press(ofMentee, { well: 'no' });
    expect(await pair.read(pairsPage)).toMatch(/One of them says that something is wrong/);
    expect(await pair.read('/inbox/match/')).toMatch(/See its pairs[\s\S]*1 to worry about/);
    // Where the morning's mail leads, too.
    expect(await pair.read('/inbox/overview/')).toMatch(
      /href="\/inbox\/match\/2026-27\/pairs\/"\s*><strong>1<\/strong> pair of 2026\/27 to worry about/,
    );
  });
});

describe('what somebody says of a match', () => {
  const team = 'team@example.org';

  async function openAsked() {
    const pair = await openPair();
    const now = '2027-03-30T12:00:00.000Z';
    await pair.later(now);
    await mails(pair, now, team);
    return {
      ...pair,
      ofMentee: await pair.page(pair.mentee),
      ofMentor: await pair.page(pair.mentor),
      /** Returns what the team gets now. */
      told: () => mails(pair, now, team),
    };
  }
  const page = ({ form, submissionId }: SubmissionName) => `/inbox/${form}/${submissionId}/`;
  const message = 'He shouts at me.';

  it('is told to the team at once if it is that something is wrong: once, and with no word of it', async () => {
    const { press, told, ofMentee, ofMentor, mentee } = await openAsked();
    await Promise.all([press(ofMentee, { well: 'no' }), press(ofMentee, { well: 'no' })]);
    const [mail, ...others] = await told();
    expect([mail?.to, others]).toEqual([team, []]);
    expect(mail?.subject).toMatch(/^From a pair, please read today \([A-Z2-9]{8}\)$/);
    expect(mail?.text).toMatch(/The person with the reference [A-Z2-9]{8} says that something is wrong\./);
    expect(mail?.text).toContain(`Read it: http://localhost:4321${page(mentee)}#match\n`);
    expect(mail?.html).toContain(`href="http://localhost:4321${page(mentee)}#match"`);
    expect(JSON.stringify(mail)).not.toMatch(/Ada|Grace/);
    for (const answer of [{ met: 'no' }, { well: 'no' }]) await press(ofMentee, answer);
    for (const answer of [{ met: 'yes' }, { well: 'mixed' }]) await press(ofMentor, answer);
    expect(await told()).toEqual([]);
    // Wrong again after all was well is news, each time.
    for (const time of [1, 2]) {
      for (const answer of [{ well: 'yes' }, { well: 'no' }]) await press(ofMentee, answer);
      expect([time, (await told()).length]).toEqual([time, 1]);
    }
    await press(ofMentor, { well: 'no' });
    expect(await told()).toHaveLength(1);
  });

  it('is told to the team at once if it is a message, each once, and with no word of it', async () => {
    const { press, told, ofMentee, ofMentor } = await openAsked();
    await press(ofMentee, { well: 'no', note: message });
    await press(ofMentee, { met: 'yes', note: message });
    await press(ofMentor, { note: 'We get on well.' });
    const words = (sent: Awaited<ReturnType<typeof told>>) =>
      sent.map(({ text }) => /reference \S+ ([^.]+)\./.exec(text)?.[1]);
    expect(words(await told())).toEqual(['says that something is wrong and writes to you', 'writes to you']);
    // What was told before is not said again with a message that follows it.
    await press(ofMentee, { note: `${message} Every week.` });
    const again = await told();
    expect(words(again)).toEqual(['writes to you']);
    expect(JSON.stringify(again)).not.toContain('shouts');
  });

  it('is told by the notice of a new submission on a site that has no text for it', async () => {
    const { press, told, ofMentee, content } = await openAsked();
    await press(ofMentee, { well: 'no' });
    const without = new Map([...content.templates].filter(([name]) => name !== 'notice-pair'));
    vi.spyOn(content, 'templates', 'get').mockReturnValue(without);
    const [mail] = await told();
    expect(mail?.subject).toMatch(/^New in the inbox: How it goes \(/);
    expect(mail?.text).toContain('/#match\n');
  });

  it('stands on the page of who said it, also after the match has ended, and on no other', async () => {
    const { press, store, read, ofMentee, mentee, mentor } = await openAsked();
    await press(ofMentee, { well: 'no', note: message });
    const isShown = async (name: SubmissionName) => (await read(page(name))).includes(message);
    expect([await isShown(mentee), await isShown(mentor)]).toEqual([true, false]);
    expect(await read(page(mentee))).toMatch(/Start, about Grace Mentor: No, something is wrong/);
    const ended = { mentee, mentor, outcome: 'ended-early', reason: 'concern', next: 'finished' } as const;
    await store.endMatches([ended], false, kim);
    expect([await isShown(mentee), await isShown(mentor)]).toEqual([true, false]);
  });
});

describe('the end of a round', () => {
  it('names the pairs of whom nobody knows how it went', async () => {
    const pair = await openPair();
    await pair.later('2027-03-30T12:00:00.000Z');
    const silent = 'Neither of them has ever said how it goes.';
    expect(await pair.read('/inbox/match/2026-27/end/')).toContain(silent);
    await pair.press(await pair.page(pair.mentor), { met: 'yes' });
    expect(await pair.read('/inbox/match/2026-27/end/')).not.toContain(silent);
  });
});

describe('a worry about a pair', () => {
  const worriesOn = (page: string) =>
    [...page.matchAll(/<h2>(To worry about|Dealt with|The others): (\d+)/g)].map(([, ...found]) => found.join(' '));
  const keyOn = (page: string) => /name="worry" value="([^"]+)"/.exec(page)![1]!;

  it('that staff have dealt with says by whom and when, and comes back when something new is wrong', async () => {
    const pair = await openPair();
    await pair.later('2027-03-30T12:00:00.000Z');
    const [ofMentee, ofMentor] = [await pair.page(pair.mentee), await pair.page(pair.mentor)];
    await pair.press(ofMentee, { well: 'no' });
    const worry = keyOn(await pair.read(pairsPage));
    const deal = (act: string) => pair.save(pairsPage, { act, worry });
    for (const click of await Promise.all([deal('dealt-with'), deal('dealt-with')])) expect(click.status).toBe(303);
    const page = await pair.read(pairsPage);
    expect(worriesOn(page)).toEqual(['To worry about 0', 'Dealt with 1']);
    expect(page).toMatch(/something is wrong: dealt with by kim,[\s\S]*30 Mar 2027/);
    for (const path of ['/inbox/match/', '/inbox/overview/'])
      expect(await pair.read(path)).not.toContain('to worry about');
    const audited = await pair.store.auditOf(`match/${(await pair.store.matches())[0]!.seq}`);
    expect(audited.map(({ actor, action, detail }) => [actor, action, detail])).toEqual([
      ['staff:kim', 'worry dealt with', 'wrong'],
    ]);
    // The other side says so too, which nobody has dealt with.
    await pair.press(ofMentor, { well: 'no' });
    expect(worriesOn(await pair.read(pairsPage))).toEqual(['To worry about 1']);
    await pair.press(ofMentor, { well: 'yes' });
    expect((await deal('again')).status).toBe(303);
    expect(worriesOn(await pair.read(pairsPage))).toEqual(['To worry about 1']);
    expect(await pair.read(pairsPage)).not.toContain('dealt with by');
  });

  it('is not dealt with by a form of a page that an answer has overtaken, nor by a reader', async () => {
    const pair = await openPair();
    await pair.later('2027-03-30T12:00:00.000Z');
    await pair.press(await pair.page(pair.mentee), { well: 'no' });
    const worry = keyOn(await pair.read(pairsPage));
    await pair.press(await pair.page(pair.mentee), { well: 'mixed' });
    expect((await pair.save(pairsPage, { act: 'dealt-with', worry })).status).toBe(409);
    const rae = await pair.login('rae');
    expect(await (await pair.get(pairsPage, rae)).text()).not.toContain('name="worry"');
    expect((await post(pair, rae, pairsPage, { act: 'dealt-with', worry })).status).toBe(403);
    expect(await pair.store.worriesDealtWith('2026-27')).toEqual([]);
  });

  it('tells nobody of the pair that staff have dealt with it', async () => {
    const pair = await openPair();
    await pair.later('2027-03-30T12:00:00.000Z');
    await pair.press(await pair.page(pair.mentor), { well: 'no' });
    await pair.save(pairsPage, { act: 'dealt-with', worry: keyOn(await pair.read(pairsPage)) });
    const data = await readSubmissionData(pair, (await pair.store.find(pair.mentee))!);
    expect(JSON.stringify(exportSubmission(pair.vault, data))).not.toContain('worry');
  });
});

it('is in the copy of what is held of a person, with the answer and without the other person', async () => {
  const pair = await openPair();
  await pair.later('2027-03-30T12:00:00.000Z');
  await pair.press(await pair.page(pair.mentee), { met: 'no' });
  await pair.press(await pair.page(pair.mentee), { note: 'We rarely write.' });
  const data = await readSubmissionData(pair, (await pair.store.find(pair.mentee))!);
  const copy = exportSubmission(pair.vault, data);
  expect(copy).toMatchObject({ check_ins: [{ kind: 'start', answers: { met: 'no' }, message: 'We rarely write.' }] });
  expect(JSON.stringify(copy)).not.toContain('Grace');
});
