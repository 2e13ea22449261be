import { describe, expect, it } from 'vitest';
import { statusesOf, type Status } from '#inbox/statuses.ts';
import { openMailContent } from '#inbox/submissions/sealed-content.ts';
import { auditOf, deeds, own } from './support/staff.ts';
import { claimAll } from './support/claim-all.ts';
import { openDay, templates } from './support/inbox.ts';
import { mails } from './support/mails.ts';
import { nameOfPath, openWork, type Work } from './support/work.ts';

const later = '2027-01-20T00:00:00.000Z';
const ahead = { day: '2027-02-11', time: '14:00', place: 'Room 3' };
const moved = { day: '2027-02-12', time: '15:00', place: 'Room 4' };
const past = { day: '2027-01-10', time: '14:00', place: 'Room 3' };
const none = { day: '', time: '', place: '' };

const meetingText = ({ day, time, place }: typeof none) => `${day} ${time} ${place}`.trim();

/** Saves like a page that shows the stored values. */
async function save(work: Work, path: string, fields: Record<string, string>): Promise<Response> {
  const stored = await work.store.find(nameOfPath(path));
  const assigned = stored?.assignedTo ?? '';
  return work.save(path, {
    was: stored!.status,
    status: stored!.status,
    'was-assigned': assigned,
    assigned,
    ...fields,
  });
}

async function openAs(work: Work, form: 'mentee' | 'mentor' | 'ask', status: Status, meeting: typeof none = none) {
  const path = await work.sent(form);
  if (status !== 'new' || meeting !== none) expect((await save(work, path, { status, ...meeting })).status).toBe(303);
  return path;
}

describe.each(['mentee', 'mentor'] as const)('a change of status of a %s', (form) => {
  const all = statusesOf(form);
  it.each(all)('from %s to any status sends its mail, or is refused', async (before) => {
    const work = await openWork();
    for (const after of all) {
      const path = await openAs(work, form, before);
      const response = await save(work, path, { status: after, tell: 'yes' });
      const kinds = await work.mailKinds(nameOfPath(path));
      const hasMail = after !== before && after !== 'matched' && templates.has(`${after}-${form}`);
      expect([after, response.status, kinds]).toEqual(hasMail ? [after, 303, [after]] : [after, 422, []]);
      expect((await work.store.find(nameOfPath(path)))?.status).toBe(hasMail ? after : before);
      if (!hasMail) expect(await response.text()).toContain('Not saved: ');
    }
  });
});

const askStatuses = statusesOf('ask');
const meetings = { none, ahead, past };

describe('a change of a question or its meeting', () => {
  const cases = askStatuses.flatMap((before) =>
    Object.entries(meetings).flatMap(([name, meetingBefore]) =>
      askStatuses.flatMap((after) =>
        (['kept', 'moved', 'emptied'] as const).map((change) => ({ before, name, meetingBefore, after, change })),
      ),
    ),
  );

  it.each(askStatuses)(
    'from %s to any status sends a mail, or is refused',
    async (from) => {
      const work = await openWork();
      for (const { before, meetingBefore, after, change } of cases.filter((each) => each.before === from)) {
        const path = await openAs(work, 'ask', before, meetingBefore);
        const meeting = change === 'kept' ? meetingBefore : change === 'moved' ? moved : none;
        const response = await save(work, path, {
          status: after,
          'was-meeting': meetingText(meetingBefore),
          ...meeting,
          tell: 'yes',
        });
        const kinds = await work.mailKinds(nameOfPath(path));
        const label = `${before} to ${after}, ${meetingText(meetingBefore)} ${change}`;
        const isChanged = before !== after || meetingText(meetingBefore) !== meetingText(meeting);
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
    // Nobody was told that the meeting was booked.
    ['booked', ahead, 'booked', moved, ['booked']],
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
  ] as const)(
    'from %s with %o to %s with %o sends the right mails, or says why not',
    async (before, meetingBefore, after, meeting, expected) => {
      const work = await openWork();
      const path = await openAs(work, 'ask', before, meetingBefore);
      const response = await save(work, path, {
        status: after,
        'was-meeting': meetingText(meetingBefore),
        ...meeting,
        tell: 'yes',
      });
      if (typeof expected === 'string') expect(await response.text()).toContain(expected);
      expect(await work.mailKinds(nameOfPath(path))).toEqual(typeof expected === 'string' ? [] : expected);
    },
  );

  it('sends the meeting as it was at the time of the change, even if it is moved before the mail is sent', async () => {
    const work = await openWork();
    const path = await openAs(work, 'ask', 'new');
    await save(work, path, { status: 'booked', ...ahead, tell: 'yes' });
    await save(work, path, { 'was-meeting': meetingText(ahead), ...moved, tell: 'yes' });
    await save(work, path, { 'was-meeting': meetingText(moved), ...none, tell: 'yes' });
    const mails = (await claimAll(work.store, later))
      .filter(({ content }) => content)
      .map(({ kind, content }) => [kind, openMailContent(work.vault, nameOfPath(path), content!)]);
    const first = { at: '2027-02-11T14:00', place: 'Room 3', sequence: 0 };
    const second = { at: '2027-02-12T15:00', place: 'Room 4', sequence: 1 };
    expect(mails).toEqual([
      ['booked', { meeting: first }],
      ['moved', { meeting: second, was: first }],
      ['cancelled', { meeting: { ...second, sequence: 2 } }],
    ]);
  });

  it('names the meeting that they were told of, when it was moved since without a mail', async () => {
    const work = await openWork();
    const path = await openAs(work, 'ask', 'new');
    const [silent, last] = [
      { ...moved, time: '16:00' },
      { ...moved, time: '17:00' },
    ];
    await save(work, path, { status: 'booked', ...ahead, tell: 'yes' });
    await save(work, path, { 'was-meeting': meetingText(ahead), ...silent });
    await save(work, path, { 'was-meeting': meetingText(silent), ...last, tell: 'yes' });
    await save(work, path, { 'was-meeting': meetingText(last), ...silent });
    await save(work, path, { 'was-meeting': meetingText(silent), ...none, tell: 'yes' });
    const mails = (await claimAll(work.store, later))
      .filter(({ content }) => content)
      .map(({ kind, content }) => {
        const { meeting, was } = openMailContent(work.vault, nameOfPath(path), content!);
        return [kind, meeting?.at, was?.at];
      });
    expect(mails).toEqual([
      ['booked', '2027-02-11T14:00', undefined],
      ['moved', '2027-02-12T17:00', '2027-02-11T14:00'],
      ['cancelled', '2027-02-12T17:00', undefined],
    ]);
  });

  it('has nothing to tell when a meeting is set back to what they were told', async () => {
    const work = await openWork();
    const path = await openAs(work, 'ask', 'new');
    await save(work, path, { status: 'booked', ...ahead, tell: 'yes' });
    await save(work, path, { 'was-meeting': meetingText(ahead), ...moved });
    const back = await save(work, path, { 'was-meeting': meetingText(moved), ...ahead, tell: 'yes' });
    expect([back.status, await work.mailKinds(nameOfPath(path))]).toEqual([422, ['booked']]);
  });

  it('sends a moved meeting as booked to whoever was told of none since the one before was cancelled', async () => {
    const work = await openWork();
    const path = await openAs(work, 'ask', 'new');
    await save(work, path, { status: 'booked', ...ahead, tell: 'yes' });
    await save(work, path, { 'was-meeting': meetingText(ahead), ...none, tell: 'yes' });
    await save(work, path, { ...ahead });
    await save(work, path, { 'was-meeting': meetingText(ahead), ...moved, tell: 'yes' });
    expect(await work.mailKinds(nameOfPath(path))).toEqual(['booked', 'cancelled', 'booked']);
  });

  it('sends one mail for a form that was sent twice', async () => {
    const work = await openWork();
    const path = await openAs(work, 'ask', 'new');
    const fields = { was: 'new', status: 'offered', 'was-assigned': '', assigned: '', tell: 'yes' };
    const [one, two] = [await work.save(path, fields), await work.save(path, fields)];
    expect([one.status, two.status, await work.mailKinds(nameOfPath(path))]).toEqual([303, 303, ['offered']]);
    const silent = await openAs(work, 'ask', 'offered');
    const late = await work.save(silent, fields);
    expect([late.status, await work.mailKinds(nameOfPath(silent))]).toEqual([422, []]);
  });
});

describe('the mail about a match', () => {
  async function openMatched(tell = false) {
    const work = await openWork();
    const [mentee, mentor] = [
      await work.sent('mentee'),
      await work.sent('mentor', { programmes: 'peer-mentoring', capacity: '1' }),
    ];
    await save(work, mentor, { status: 'eligible' });
    const match = (fields: Record<string, string>) => work.save(`${mentee}match/`, fields);
    const mentorId = nameOfPath(mentor).submissionId;
    const response = await match({ mentor: mentorId, ...(tell ? { tell: 'yes' } : {}) });
    expect(response.status).toBe(303);
    return { work, mentee, mentor, mentorId, match };
  }

  it.each([true, false])('goes to both or to nobody when the match is made (ticked: %s)', async (tell) => {
    const { work, mentee, mentor } = await openMatched(tell);
    const expected = tell ? ['matched'] : [];
    expect([await work.mailKinds(nameOfPath(mentee)), await work.mailKinds(nameOfPath(mentor))]).toEqual([
      expected,
      expected,
    ]);
  });

  it.each([true, false])('goes to both or to nobody when the match ends (ticked: %s)', async (tell) => {
    const { work, mentee, mentor, mentorId, match } = await openMatched();
    const end = { end: mentorId, ...(tell ? { tell: 'yes' } : {}) };
    for (const response of [await match(end), await match(end)]) expect(response.status).toBe(303);
    const expected = tell ? ['match-ended'] : [];
    expect([await work.mailKinds(nameOfPath(mentee)), await work.mailKinds(nameOfPath(mentor))]).toEqual([
      expected,
      expected,
    ]);
  });

  it('is reported as not sent when a colleague ended the match first without mails', async () => {
    const { mentorId, match, work, mentee } = await openMatched();
    expect(await (await match({ mentor: mentorId, tell: 'yes' })).text()).toContain('Nobody is told');
    await match({ end: mentorId });
    expect(await (await match({ end: mentorId, tell: 'yes' })).text()).toContain('Nobody is told');
    expect(await work.mailKinds(nameOfPath(mentee))).toEqual([]);
  });

  it.each(['withdrawn', 'declined', 'waiting-list', 'matching', 'eligible', 'new'] as const)(
    'goes to the mentor whose mentee becomes %s, or the page asks staff to write',
    async (status) => {
      const mailed = await openMatched();
      expect((await save(mailed.work, mailed.mentee, { status, 'tell-partner': 'yes' })).status).toBe(303);
      expect(await mailed.work.mailKinds(nameOfPath(mailed.mentor))).toEqual(['match-ended']);
      const notMailed = await openMatched();
      const response = await save(notMailed.work, notMailed.mentee, { status });
      expect(await notMailed.work.mailKinds(nameOfPath(notMailed.mentor))).toEqual([]);
      expect(await notMailed.work.read(response.headers.get('location')!)).toContain(
        'the mentor has not been told: write to',
      );
    },
  );

  it('is not promised by a change of status of somebody with a match', async () => {
    const { work, mentor } = await openMatched();
    expect((await save(work, mentor, { status: 'eligible' })).status).toBe(303);
    const response = await save(work, mentor, { status: 'matched', tell: 'yes' });
    expect([response.status, await response.text()]).toEqual([422, expect.stringContaining('this one has a match')]);
    expect(await work.mailKinds(nameOfPath(mentor))).toEqual([]);
    expect((await save(work, mentor, { status: 'matched' })).status).toBe(303);
  });

  it('to the mentor is refused when no match ends', async () => {
    const { work, mentee, mentor } = await openMatched();
    expect((await save(work, mentee, { assigned: 'kim', 'tell-partner': 'yes' })).status).toBe(422);
    expect(await work.mailKinds(nameOfPath(mentor))).toEqual([]);
  });

  it('to the mentor of an erased mentee names nobody', async () => {
    const { work, mentee, mentor } = await openMatched();
    const cookie = await work.login('lee');
    const email = 's1234567@my.northbridge.example';
    const send = (fields: Record<string, string>) =>
      work.send('/inbox/person/erase/', { email, ...fields }, { ...own, Cookie: cookie });
    const page = await (await send({})).text();
    const { reference } = (await work.store.find(nameOfPath(mentor)))!;
    expect(page).toMatch(new RegExp(`Who is told</h2>\\s*<p>\\s*${reference}: by email`));
    const shown = /name="shown" value="([^"]+)"/.exec(page)![1]!;
    const mail = await work.store.mailOf(nameOfPath(mentor));
    expect(mail.some(({ kind }) => kind === 'match-ended')).toBe(false);
    expect((await send({ shown, sure: 'yes' })).status).toBe(303);
    expect(await work.store.find(nameOfPath(mentee))).toBeUndefined();
    const queued = (await claimAll(work.store, later)).filter(({ kind }) => kind === 'match-ended');
    expect(queued.map(({ name, other }) => [name?.form, other])).toEqual([['mentor', null]]);
  });

  it('is not sent to the mentees of a mentor who leaves: the page names them instead', async () => {
    const { work, mentor } = await openMatched();
    const response = await save(work, mentor, { status: 'withdrawn' });
    expect(await work.read(response.headers.get('location')!)).toContain('are still matched with this mentor');
  });
});

describe('the mails of a bulk action', () => {
  it.each([
    ['mentee', 'matched', 'no mentor is chosen yet'],
    ['mentor', 'matched', 'no mentee is matched'],
    ['mentee', 'eligible', 'there is no mail for'],
    ['mentee', 'matching', 'there is no mail for'],
    ['ask', 'booked', 'names the date and time'],
    ['ask', 'met', 'there is no mail for'],
  ] as const)(
    'are refused for all when one applicant cannot be told (%s to %s), with reference and reason',
    async (form, to, why) => {
      const work = await openWork();
      const paths = [await work.sent(form), await work.sent(form)];
      const response = await work.change(paths, { to, tell: 'yes' });
      const page = await response.text();
      expect(response.status).toBe(422);
      expect(page).toContain(why);
      for (const path of paths) {
        const submission = await work.store.find(nameOfPath(path));
        expect(submission?.status).toBe('new');
        expect(page).toContain(submission!.reference);
        expect(await work.mailKinds(nameOfPath(path))).toEqual([]);
      }
      expect(page.match(/name="pick"[^>]*checked/g)).toHaveLength(2);
      expect(page).toMatch(/id="tell"[^>]*checked/);
    },
  );

  it('are refused when no new status is chosen', async () => {
    const work = await openWork();
    const path = await work.sent('mentee');
    expect((await work.change([path], { who: 'kim', tell: 'yes' })).status).toBe(422);
    expect((await work.store.find(nameOfPath(path)))?.assignedTo).toBeNull();
  });

  it('go to each applicant, and the page names those whose partner was not told', async () => {
    const work = await openWork();
    const paths = [await work.sent('mentee'), await work.sent('mentee')];
    const mentor = await work.from('mentor', { programmes: 'peer-mentoring', capacity: '1' });
    await work.save(`${paths[0]!}match/`, { mentor: mentor.submissionId });
    const preview = await (await work.change(paths, { to: 'declined', tell: 'yes' })).text();
    const matchedFirst = await work.store.find(nameOfPath(paths[0]!));
    expect(preview).toContain(`In a match: ${matchedFirst!.reference}.`);
    for (const path of paths) expect(await work.mailKinds(nameOfPath(path))).toEqual([]);
    const code = /name="code" value="([^"]+)"/.exec(preview)![1]!;
    const response = await work.change(paths, { to: 'declined', tell: 'yes', act: 'save', code });
    const page = await work.read(response.headers.get('location')!);
    expect(page).toContain('2 changed to Declined');
    const matched = await work.store.find(nameOfPath(paths[0]!));
    expect(page).toContain(`In a match, or with a meeting: ${matched!.reference}.`);
    for (const path of paths) expect(await work.mailKinds(nameOfPath(path))).toEqual(['declined']);
  });
});

describe('a mail', () => {
  it('has a row, a Message-ID and a line of the history of its own, even if fifty of one kind are queued within a second', async () => {
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

  it('that nobody got says on the page why: a notice without an address of the team, and one that came too late', async () => {
    const work = await openWork();
    const path = await openAs(work, 'mentor', 'eligible');
    await mails(work);
    expect(await work.read(path)).toMatch(
      /Notice to the team:\s*not sent, because the server knows no address of the team/,
    );
    await work.store.queueMail([{ to: nameOfPath(path), kind: 'stay', key: 'late' }], openDay);
    await mails(work, later);
    expect(await work.read(path)).toMatch(/Asked to stay:\s*not sent, because by then it was no longer true/);
  });

  it('that was given up or sent can be sent again by staff, once for each request, and is recorded', async () => {
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
