import { describe, expect, it } from 'vitest';
import { statusesOf, type Status } from '#inbox/statuses.ts';
import type { MailKind } from '#inbox/stores/types/store.ts';
import { openMailContent } from '#inbox/submissions/sealed-content.ts';
import { selectionOf } from '#inbox/staff/submissions/selection.ts';
import { auditOf, deeds, own } from './support/staff.ts';
import { claimAll } from './support/claim-all.ts';
import { templates } from './support/inbox.ts';
import { nameOfPath, openWork, type Work } from './support/work.ts';

const later = '2027-01-20T00:00:00.000Z';
const ahead = { day: '2027-02-11', time: '14:00', place: 'Room 3' };
const moved = { day: '2027-02-12', time: '15:00', place: 'Room 4' };
const past = { day: '2027-01-10', time: '14:00', place: 'Room 3' };
const none = { day: '', time: '', place: '' };

/** Kinds of the mails about a submission to its applicant, but for the receipt. */
const toldOf = async (work: Work, path: string): Promise<MailKind[]> =>
  (await work.store.mailOf(nameOfPath(path)))
    .map(({ kind }) => kind)
    .filter((each) => each !== 'receipt' && each !== 'notice');

const meetingText = ({ day, time, place }: typeof none) => `${day} ${time} ${place}`.trim();

/** Saves as the page does that shows what is kept. */
async function save(work: Work, path: string, fields: Record<string, string>): Promise<Response> {
  const kept = await work.store.find(nameOfPath(path));
  const assigned = kept?.assignedTo ?? '';
  return work.save(path, { was: kept!.status, status: kept!.status, 'was-assigned': assigned, assigned, ...fields });
}

async function openAs(work: Work, form: 'mentee' | 'mentor' | 'ask', status: Status, meeting: typeof none = none) {
  const path = await work.sent(form);
  if (status !== 'new' || meeting !== none) expect((await save(work, path, { status, ...meeting })).status).toBe(303);
  return path;
}

describe.each(['mentee', 'mentor'] as const)('what staff tell an applicant (%s)', (form) => {
  const all = statusesOf(form);
  it.each(all.flatMap((before) => all.map((after) => [before, after] as const)))(
    'from %s to %s is told or refused',
    async (before, after) => {
      const work = await openWork();
      const path = await openAs(work, form, before);
      const response = await save(work, path, { status: after, tell: 'yes' });
      const kinds = await toldOf(work, path);
      const isTellable = after !== before && after !== 'matched' && templates.has(`${after}-${form}`);
      expect([response.status, kinds]).toEqual(isTellable ? [303, [after]] : [422, []]);
      expect((await work.store.find(nameOfPath(path)))?.status).toBe(isTellable ? after : before);
      if (!isTellable) expect(await response.text()).toContain('Not saved: ');
    },
  );
});

const askStatuses = statusesOf('ask');
const meetings = { none, ahead, past };

describe('what staff tell of a question and its meeting', () => {
  const cases = askStatuses.flatMap((before) =>
    Object.entries(meetings).flatMap(([name, kept]) =>
      askStatuses.flatMap((after) =>
        (['kept', 'moved', 'emptied'] as const).map((change) => ({ before, name, kept, after, change })),
      ),
    ),
  );

  it.each(askStatuses)(
    'is told or refused, whatever it is changed to from %s',
    async (from) => {
      const work = await openWork();
      for (const { before, kept, after, change } of cases.filter((each) => each.before === from)) {
        const path = await openAs(work, 'ask', before, kept);
        const meeting = change === 'kept' ? kept : change === 'moved' ? moved : none;
        const response = await save(work, path, {
          status: after,
          'was-meeting': meetingText(kept),
          ...meeting,
          tell: 'yes',
        });
        const kinds = await toldOf(work, path);
        const label = `${before} to ${after}, ${meetingText(kept)} ${change}`;
        const isChanged = before !== after || meetingText(kept) !== meetingText(meeting);
        expect([label, response.status === 303]).toEqual([label, kinds.length > 0]);
        expect([label, [303, 422].includes(response.status)]).toEqual([label, true]);
        if (!isChanged) expect([label, kinds]).toEqual([label, []]);
        const now = await work.store.find(nameOfPath(path));
        if (response.status === 422) expect([label, now?.status]).toEqual([label, before]);
      }
    },
    60_000,
  );

  it.each([
    ['booked', none, 'booked', ahead, ['booked']],
    ['offered', none, 'booked', ahead, ['booked']],
    ['booked', ahead, 'booked', moved, ['moved']],
    ['booked', ahead, 'booked', none, ['cancelled']],
    ['booked', ahead, 'offered', none, ['cancelled', 'offered']],
    ['booked', ahead, 'closed', none, ['cancelled', 'closed']],
    ['booked', ahead, 'new', none, ['cancelled']],
    ['booked', past, 'closed', past, ['closed']],
    ['met', past, 'closed', past, ['closed']],
    ['booked', ahead, 'offered', ahead, 'still ahead'],
    ['new', none, 'booked', none, 'names the date and time'],
    ['new', none, 'booked', past, 'is past'],
    ['booked', past, 'met', past, 'there is no mail for'],
    ['offered', none, 'offered', ahead, 'with the status Booked'],
    ['offered', none, 'offered', none, 'nothing was changed'],
  ] as const)('%s with %o to %s with %o', async (before, kept, after, meeting, expected) => {
    const work = await openWork();
    const path = await openAs(work, 'ask', before, kept);
    const response = await save(work, path, {
      status: after,
      'was-meeting': meetingText(kept),
      ...meeting,
      tell: 'yes',
    });
    if (typeof expected === 'string') expect(await response.text()).toContain(expected);
    expect(await toldOf(work, path)).toEqual(typeof expected === 'string' ? [] : expected);
  });

  it('names the meeting as it was when it was told, however often it is moved before the mail goes out', async () => {
    const work = await openWork();
    const path = await openAs(work, 'ask', 'new');
    await save(work, path, { status: 'booked', ...ahead, tell: 'yes' });
    await save(work, path, { 'was-meeting': meetingText(ahead), ...moved, tell: 'yes' });
    await save(work, path, { 'was-meeting': meetingText(moved), ...none, tell: 'yes' });
    const told = (await claimAll(work.store, later))
      .filter(({ content }) => content)
      .map(({ kind, content }) => [kind, openMailContent(work.vault, nameOfPath(path), content!)]);
    const first = { at: '2027-02-11T14:00', place: 'Room 3', sequence: 0 };
    const second = { at: '2027-02-12T15:00', place: 'Room 4', sequence: 1 };
    expect(told).toEqual([
      ['booked', { meeting: first }],
      ['moved', { meeting: second, was: first }],
      ['cancelled', { meeting: { ...second, sequence: 2 } }],
    ]);
  });

  it('is told once of a form that was sent twice', async () => {
    const work = await openWork();
    const path = await openAs(work, 'ask', 'new');
    const fields = { was: 'new', status: 'offered', 'was-assigned': '', assigned: '', tell: 'yes' };
    const [one, two] = [await work.save(path, fields), await work.save(path, fields)];
    expect([one.status, two.status, await toldOf(work, path)]).toEqual([303, 303, ['offered']]);
    const silent = await openAs(work, 'ask', 'offered');
    const late = await work.save(silent, fields);
    expect([late.status, await toldOf(work, silent)]).toEqual([422, []]);
  });
});

describe('what staff tell of a match', () => {
  async function openMatched(tell = false) {
    const work = await openWork();
    const [mentee, mentor] = [
      await work.sent('mentee'),
      await work.sent('mentor', { programmes: 'career-mentoring', capacity: '1' }),
    ];
    const match = (fields: Record<string, string>) => work.save(`${mentee}match/`, fields);
    const mentorId = nameOfPath(mentor).submissionId;
    const response = await match({ mentor: mentorId, ...(tell ? { tell: 'yes' } : {}) });
    expect(response.status).toBe(303);
    return { work, mentee, mentor, mentorId, match };
  }

  it.each([true, false])('both or neither of a match made (ticked: %s)', async (tell) => {
    const { work, mentee, mentor } = await openMatched(tell);
    const expected = tell ? ['matched'] : [];
    expect([await toldOf(work, mentee), await toldOf(work, mentor)]).toEqual([expected, expected]);
  });

  it.each([true, false])('both or neither of a match ended (ticked: %s)', async (tell) => {
    const { work, mentee, mentor, mentorId, match } = await openMatched();
    const end = { end: mentorId, ...(tell ? { tell: 'yes' } : {}) };
    for (const response of [await match(end), await match(end)]) expect(response.status).toBe(303);
    const expected = tell ? ['match-ended'] : [];
    expect([await toldOf(work, mentee), await toldOf(work, mentor)]).toEqual([expected, expected]);
  });

  it('says that nobody is told where a colleague was quicker and told nobody', async () => {
    const { mentorId, match, work, mentee } = await openMatched();
    expect(await (await match({ mentor: mentorId, tell: 'yes' })).text()).toContain('Nobody is told');
    await match({ end: mentorId });
    expect(await (await match({ end: mentorId, tell: 'yes' })).text()).toContain('Nobody is told');
    expect(await toldOf(work, mentee)).toEqual([]);
  });

  it.each(['withdrawn', 'declined', 'waiting-list', 'matching', 'eligible', 'new'] as const)(
    'to the mentor whose mentee becomes %s, or staff are asked to tell',
    async (status) => {
      const told = await openMatched();
      expect((await save(told.work, told.mentee, { status, 'tell-partner': 'yes' })).status).toBe(303);
      expect(await toldOf(told.work, told.mentor)).toEqual(['match-ended']);
      const asked = await openMatched();
      const response = await save(asked.work, asked.mentee, { status });
      expect(await toldOf(asked.work, asked.mentor)).toEqual([]);
      expect(await asked.work.read(response.headers.get('location')!)).toContain(
        'the mentor has not been told: write to',
      );
    },
  );

  it('to the mentor is refused where no match ends', async () => {
    const { work, mentee, mentor } = await openMatched();
    expect((await save(work, mentee, { assigned: 'kim', 'tell-partner': 'yes' })).status).toBe(422);
    expect(await toldOf(work, mentor)).toEqual([]);
  });

  it('to the mentor whose mentee is erased, without a name', async () => {
    const { work, mentee, mentor } = await openMatched();
    const cookie = await work.login('lee');
    const email = 'w1234567@my.westminster.ac.uk';
    const send = (fields: Record<string, string>) =>
      work.send('/inbox/person/erase/', { email, ...fields }, { ...own, Cookie: cookie });
    const page = await (await send({})).text();
    expect(page).toContain('Tell the other side of the match');
    const shown = /name="shown" value="([^"]+)"/.exec(page)![1]!;
    const mail = await work.store.mailOf(nameOfPath(mentor));
    expect(mail.some(({ kind }) => kind === 'match-ended')).toBe(false);
    expect((await send({ shown, sure: 'yes', tell: 'yes' })).status).toBe(303);
    expect(await work.store.find(nameOfPath(mentee))).toBeUndefined();
    const queued = (await claimAll(work.store, later)).filter(({ kind }) => kind === 'match-ended');
    expect(queued.map(({ name, other }) => [name?.form, other])).toEqual([['mentor', null]]);
  });

  it('names the mentees who are still matched with a mentor who leaves', async () => {
    const { work, mentor } = await openMatched();
    const response = await save(work, mentor, { status: 'withdrawn' });
    expect(await work.read(response.headers.get('location')!)).toContain('are still matched with this mentor');
  });
});

describe('what staff tell of many', () => {
  async function change(work: Work, paths: readonly string[], fields: Record<string, string>) {
    const body = new URLSearchParams({ view: '', who: '', ...fields });
    for (const path of paths) body.append('pick', selectionOf((await work.store.find(nameOfPath(path)))!));
    const headers = { ...own, Cookie: work.cookie };
    return work.app.request('http://localhost:4321/inbox/change/', { method: 'POST', body, headers });
  }

  it.each([
    ['mentee', 'matched', 'no mentor is chosen yet'],
    ['mentor', 'matched', 'no mentee is matched'],
    ['mentee', 'eligible', 'there is no mail for'],
    ['mentee', 'withdrawn', 'there is no mail for'],
    ['ask', 'booked', 'names the date and time'],
    ['ask', 'met', 'there is no mail for'],
  ] as const)('is refused for all where one cannot be told (%s to %s), with which and why', async (form, to, why) => {
    const work = await openWork();
    const paths = [await work.sent(form), await work.sent(form)];
    const response = await change(work, paths, { to, tell: 'yes' });
    const page = await response.text();
    expect(response.status).toBe(422);
    expect(page).toContain(why);
    for (const path of paths) {
      const kept = await work.store.find(nameOfPath(path));
      expect(kept?.status).toBe('new');
      expect(page).toContain(kept!.reference);
      expect(await toldOf(work, path)).toEqual([]);
    }
    expect(page.match(/name="pick"[^>]*checked/g)).toHaveLength(2);
    expect(page).toMatch(/id="tell"[^>]*checked/);
  });

  it('is refused where no new status is chosen', async () => {
    const work = await openWork();
    const path = await work.sent('mentee');
    expect((await change(work, [path], { who: 'kim', tell: 'yes' })).status).toBe(422);
    expect((await work.store.find(nameOfPath(path)))?.assignedTo).toBeNull();
  });

  it('reaches each of them, and says whose match ended untold', async () => {
    const work = await openWork();
    const paths = [await work.sent('mentee'), await work.sent('mentee')];
    await work.sent('mentor', { programmes: 'career-mentoring', capacity: '1' });
    const [mentor] = await work.store.list({ form: 'mentor', limit: 1 });
    await work.save(`${paths[0]!}match/`, { mentor: mentor!.submissionId });
    const response = await change(work, paths, { to: 'declined', tell: 'yes' });
    const page = await work.read(response.headers.get('location')!);
    expect(page).toContain('2 changed to Declined');
    const matched = await work.store.find(nameOfPath(paths[0]!));
    expect(page).toContain(`In a match: ${matched!.reference}.`);
    for (const path of paths) expect(await toldOf(work, path)).toEqual(['declined']);
  });
});

describe('a mail', () => {
  it('of one kind to one person is one of fifty within a second: each a row, a Message-ID and a line of the history', async () => {
    const work = await openWork();
    const path = await work.sent('mentee');
    for (let count = 0; count < 50; count += 1) {
      await save(work, path, { status: 'declined', tell: 'yes' });
      await save(work, path, { status: 'matching' });
    }
    const claimed = (await claimAll(work.store, later)).filter(({ kind }) => kind === 'declined');
    for (const mail of claimed) await work.store.settleMail(mail, { sentAt: later });
    expect([claimed.length, new Set(claimed.map(({ messageId }) => messageId)).size]).toEqual([50, 50]);
    expect((await work.read(path)).match(/Mail: Declined/g)).toHaveLength(50);
  }, 60_000);

  it('that was given up or sent is sent again when staff ask, once for each, and recorded', async () => {
    const work = await openWork();
    const path = await work.sent('ask');
    const name = nameOfPath(path);
    const claimed = await claimAll(work.store, later);
    const receipt = claimed.find(({ kind }) => kind === 'receipt')!;
    const again = (seq: number) => work.save(`${path}mail/`, { mail: String(seq) });
    expect((await again(receipt.seq)).status).toBe(409);
    await work.store.settleMail(receipt, { failure: 'EENVELOPE 550', dueAt: null });
    expect(await work.read(path)).toContain('Send again');
    expect((await again(receipt.seq)).status).toBe(303);
    const retried = (await claimAll(work.store, later)).find(({ kind }) => kind === 'receipt')!;
    expect(retried).toMatchObject({ seq: receipt.seq, messageId: receipt.messageId, tries: 0 });
    await work.store.settleMail(retried, { sentAt: later });
    expect([(await again(receipt.seq)).status, (await again(receipt.seq)).status]).toEqual([303, 303]);
    const copies = (await claimAll(work.store, later)).filter(({ kind }) => kind === 'receipt');
    expect(copies).toHaveLength(1);
    expect(copies[0]!.messageId).not.toBe(receipt.messageId);
    expect(deeds(await auditOf(work)).filter((deed) => deed.includes('mail sent again'))).toEqual(
      Array.from({ length: 2 }, () => `staff:kim mail sent again ask/${name.submissionId} receipt`),
    );
    const foreign = await work.sent('ask');
    expect((await work.save(`${foreign}mail/`, { mail: String(receipt.seq) })).status).toBe(409);
    const reader = await work.login('rae');
    expect((await work.send(`${path}mail/`, { mail: String(receipt.seq) }, { ...own, Cookie: reader })).status).toBe(
      403,
    );
  });
});
