import '../../support/in-london.ts';
import { describe, expect, it } from 'vitest';
import { exportSubmission, readSubmissionData } from '#inbox/services/person.ts';
import { moveOffersOn } from '#inbox/services/offers.ts';
import { answersOf } from '../support/answers.ts';
import { claimAll } from '../support/claim-all.ts';
import { barePresses } from '../support/clicks.ts';
import { openDay, round, templates } from '../support/inbox.ts';
import { mails } from '../support/mails.ts';
import { openWork } from '../support/work.ts';

const by = { at: openDay, actor: 'staff:lee' };
const team = 'team@example.org';
const bench = '/inbox/match/2026-27/';

/** Opens an inbox in which the mentors of a proposal can be asked. */
async function openRound() {
  const work = await openWork();
  const { store, vault } = work;
  const from = async (form: 'mentee' | 'mentor', fullName: string, sectors: string | string[], changes = {}) =>
    (await work.from(form, { fullName, sectors, ...changes })).submissionId;
  const run = async () => {
    await work.save(bench, { after: '', act: 'propose' });
    return /name="run" value="(\d+)"/.exec(await work.read(`${bench}publish/`))![1]!;
  };
  return {
    ...work,
    mentee: (name: string, sectors: string | string[], changes = {}) => from('mentee', name, sectors, changes),
    mentor: (name: string, sectors: string | string[], changes = {}) => from('mentor', name, sectors, changes),
    ask: async (fields: Record<string, string> = {}) =>
      work.save(`${bench}publish/`, { run: await run(), how: 'ask', days: '5', ...fields }),
    /** Does what the hourly chore does, at this time. */
    async later(at: string) {
      await work.later(at);
      await moveOffersOn({ store, vault, rounds: [round] }, new Date(at));
    },
    /** Returns the path of the page with the newest question to a mentor. */
    async question(mentor: string) {
      const offer = (await store.offers({ form: 'mentor', submissionId: mentor })).at(-1)!;
      return work.link({ purpose: 'offer', submission: offer.mentor, about: String(offer.seq) });
    },
    states: async () =>
      (await store.offers({ round: round.id })).map(({ mentor, answer }) => [mentor.submissionId, answer]),
  };
}

/** Opens the same, with Grace asked about Ada. */
async function openAsked() {
  const inbox = await openRound();
  const grace = await inbox.mentor('Grace Mentor', 'law');
  const ada = await inbox.mentee('Ada Example', 'law');
  await inbox.ask();
  return { inbox, grace, ada, path: await inbox.question(grace) };
}

describe('mentors who are asked before a match', () => {
  it('see on their own page that a student waits, until they have answered', async () => {
    const work = await openRound();
    const mentor = await work.mentor('Grace Mentor', 'law');
    await work.mentee('Ada Example', 'law');
    const link = await work.link({ purpose: 'application', submission: { form: 'mentor', submissionId: mentor } });
    const own = async () => (await work.open(link)).page;
    expect(await own()).not.toContain('waits for you');
    await work.ask();
    expect(await own()).toMatch(/A student waits for you[\s\S]*,\s+by\s+Wednesday 20\u00a0January 2027/);
    expect(await own()).not.toContain('Ada');
    // Whoever has lost the mail about it answers from here.
    const path = /href="(\/my\/[\w-]{43}\/offer\/\?of=\d+)"/.exec(await own())![1]!;
    expect((await work.open(path)).page).toMatch(
      /Would you mentor Ada Example\?[\s\S]*action="[^"]*\/offer\/\?of=\d+"/,
    );
    expect((await work.open(path.replace(/\d+$/, '999'))).page).toContain('This question is settled');
    expect((await work.press(path, { answer: 'no' })).status).toBe(422);
    expect((await work.press(path, { answer: 'yes' })).headers.get('location')).toBe(path);
    expect((await work.open(path)).page).toContain('You said yes');
    expect((await work.open(await work.question(mentor))).page).toContain('You said yes');
    expect(await own()).not.toContain('waits for you');
  });

  it('can tell two who wait apart, have no free place for others meanwhile, and see who waits before they withdraw', async () => {
    const inbox = await openRound();
    const mentor = await inbox.mentor('Grace Mentor', ['law', 'music'], { capacity: '2' });
    await inbox.mentee('Ada Example', 'law', { course: 'Economics' });
    await inbox.mentee('Kit Example', 'music', { course: 'Economics' });
    await inbox.ask();
    const own = await inbox.link({ purpose: 'application', submission: { form: 'mentor', submissionId: mentor } });
    const { page } = await inbox.open(own);
    for (const [number, sector] of [
      [1, 'Law'],
      [2, 'Music'],
    ])
      expect(page).toMatch(new RegExp(`student ${number}\\?[^?]*Course: Economics[^?]*Sectors: [^?]*${sector}`));
    expect(page).toContain('You have no other free place.');
    expect(page).not.toMatch(/when we have found a mentee who fits|Ada|Kit/);
    expect((await inbox.open(`${own}withdraw/`)).page).toContain('Your answer about 2 students is still due');
  });

  it('are counted once, however many mentees they are asked about', async () => {
    const inbox = await openRound();
    await inbox.mentor('Grace Mentor', 'law', { capacity: '2' });
    await inbox.mentee('Ada Example', 'law');
    await inbox.mentee('Kit Example', 'law');
    expect(await (await inbox.ask()).text()).toMatch(/One mentor asked\s+about\s+2 mentees\./);
  });

  it('see only what the mentee marked to be seen, and change nothing by opening the page', async () => {
    const inbox = await openRound();
    const grace = await inbox.mentor('Grace Mentor', 'law');
    const ada = await inbox.mentee('Ada Example', 'law', {
      phone: '020 7911 5000',
      adjustments: 'A quiet room',
      shareAdjustments: 'yes',
    });
    await inbox.save(bench, { after: '', act: 'propose' });
    const preview = await inbox.read(`${bench}publish/`);
    expect(preview).toMatch(/The question to a mentor[\s\S]*Wednesday 20\u00a0January 2027[\s\S]*\/my\//);
    const run = /name="run" value="(\d+)"/.exec(preview)![1]!;
    const asked = await (await inbox.save(`${bench}publish/`, { run, how: 'ask', days: '5' })).text();
    expect(asked).toMatch(/One mentor asked\s+about\s+one mentee\./);
    expect(await inbox.store.matches()).toEqual([]);
    const path = await inbox.question(grace);
    const before = await inbox.store.auditLength();
    const { status, page } = await inbox.open(path);
    expect([status, await inbox.store.auditLength()]).toEqual([200, before]);
    expect(page).toContain('Would you mentor Ada Example?');
    expect(page).toContain('Wednesday 20\u00a0January 2027');
    expect(page).toContain(String(answersOf('mentee')['goals']));
    for (const hidden of ['@my.northbridge.example', '7911', 'A quiet room']) expect(page).not.toContain(hidden);
    expect((await inbox.store.find({ form: 'mentee', submissionId: ada }))?.status).toBe('matching');
  });

  it('decide nothing by a button alone, as a mail scanner may press it', async () => {
    const { inbox, grace, path } = await openAsked();
    const presses = barePresses((await inbox.open(path)).page);
    expect(presses).toHaveLength(2);
    for (const press of presses) expect((await inbox.press(path, Object.fromEntries(press))).status).toBe(422);
    expect(await inbox.states()).toEqual([[grace, 'waiting']]);
  });

  it('are matched and introduced with a yes, once, whatever is clicked after it', async () => {
    const { inbox, ada, path } = await openAsked();
    const twice = await Promise.all([1, 2].map(() => inbox.press(path, { answer: 'yes' })));
    for (const response of twice) expect(response.status).toBeLessThan(400);
    expect((await inbox.open(path)).page).toContain('You said yes');
    const late = await inbox.press(path, { answer: 'no', reason: 'other' });
    expect(await late.text()).toContain('You said yes');
    expect(await inbox.store.matches()).toMatchObject([{ mentee: { submissionId: ada } }]);
    const told = (await claimAll(inbox.store, '2027-01-16T00:00:00.000Z')).filter(({ kind }) => kind === 'matched');
    expect(told).toHaveLength(2);
  });

  it('say no with a reason that staff read, and the next best mentor is asked, with all else as it is', async () => {
    const inbox = await openRound();
    const grace = await inbox.mentor('Grace Mentor', 'law');
    const lou = await inbox.mentor('Lou Mentor', 'law');
    const kay = await inbox.mentor('Kay Mentor', 'music');
    const ada = await inbox.mentee('Ada Example', 'law');
    await inbox.mentee('Kit Example', 'music');
    await inbox.ask();
    const first = (await inbox.store.offers({ form: 'mentee', submissionId: ada }))[0]!.mentor.submissionId;
    const second = first === grace ? lou : grace;
    const path = await inbox.question(first);
    const refused = await inbox.press(path, { answer: 'no' });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toMatch(/"field wrong" id="no"[^>]* aria-describedby="no-error"[\s\S]* id="no-error"/);
    await mails(inbox, openDay, team);
    expect((await inbox.press(path, { answer: 'no', reason: 'not-suited', note: 'I left <law>.' })).status).toBe(303);
    const told = (await mails(inbox, openDay, team)).filter(({ subject }) => subject.includes('No, with a message'));
    expect(told.map(({ to }) => to)).toEqual([team]);
    expect(told[0]!.text).toContain('/inbox/match/2026-27/asked/\n');
    expect(JSON.stringify(told)).not.toMatch(/law|Ada/);
    expect((await inbox.open(path)).page).toContain('You said no');
    expect((await inbox.open(path)).page).not.toContain('Ada');
    // Before the chore asks, staff see whom it will ask.
    expect(await inbox.read(`${bench}asked/`)).toMatch(/Next best, and asked within the hour: 1[\s\S]*Ask now/);
    await inbox.later('2027-01-16T12:00:00.000Z');
    expect(await inbox.states()).toEqual(
      expect.arrayContaining([
        [first, 'declined'],
        [kay, 'waiting'],
        [second, 'waiting'],
      ]),
    );
    expect(await inbox.states()).toHaveLength(3);
    await inbox.later('2027-01-16T13:00:00.000Z');
    expect(await inbox.states()).toHaveLength(3);
    const page = await inbox.read(`${bench}asked/`);
    expect(page).toContain('I am not the right mentor for this student');
    expect(page).toContain('I left &lt;law&gt;.');
    expect(page).toMatch(/Waiting for an answer: 2/);
  });

  it('are reminded once, then silence leads to the next best, and a late answer is told so', async () => {
    const { inbox, grace, path } = await openAsked();
    const lou = await inbox.mentor('Lou Mentor', 'law');
    for (const hour of ['08', '12', '15']) await inbox.later(`2027-01-19T${hour}:00:00.000Z`);
    await inbox.later('2027-01-20T23:30:00.000Z');
    expect(await inbox.states()).toEqual([[grace, 'waiting']]);
    await inbox.later('2027-01-21T00:30:00.000Z');
    expect(await inbox.states()).toEqual([
      [grace, 'timed-out'],
      [lou, 'waiting'],
    ]);
    const mails = (await claimAll(inbox.store, '2027-01-22T00:00:00.000Z')).map(({ kind }) => kind);
    expect(mails.filter((kind) => kind.startsWith('offer')).sort()).toEqual(['offer', 'offer', 'offer-reminder']);
    const late = await inbox.press(path, { answer: 'yes' });
    expect(await late.text()).toContain('The time for an answer is over');
    expect(await inbox.store.matches()).toEqual([]);
  });

  it.each(['withdraws', 'pauses', 'is erased'])('one who %s is followed by the next best', async (leaves) => {
    const { inbox, grace } = await openAsked();
    const lou = await inbox.mentor('Lou Mentor', 'law');
    const mentor = { form: 'mentor', submissionId: grace } as const;
    const own = await inbox.link({ purpose: 'application', submission: mentor });
    await inbox.later('2027-01-16T12:00:00.000Z');
    await claimAll(inbox.store, '2027-01-17T00:00:00.000Z');
    if (leaves === 'withdraws') await inbox.press(`${own}withdraw/`, { sure: 'yes' });
    if (leaves === 'pauses') await inbox.press(`${own}pause/`, { sure: 'yes' });
    if (leaves === 'is erased') await inbox.store.erase([mentor], by);
    await inbox.later('2027-01-16T13:00:00.000Z');
    expect((await inbox.states()).at(-1)).toEqual([lou, 'waiting']);
    const told = (await claimAll(inbox.store, '2027-01-17T00:00:00.000Z')).map(({ kind }) => kind).sort();
    const toGrace = { withdraws: ['withdrawn'], pauses: [], 'is erased': [] }[leaves];
    expect(told).toEqual(['offer', ...toGrace!]);
    const page = await inbox.read(`${bench}asked/`);
    expect(page).toMatch(/Waiting for an answer: 1/);
    if (leaves !== 'is erased') expect(page).toMatch(/not available any more: 1[\s\S]*Grace Mentor/);
  });

  it('are told that an answer from an old page does not count', async () => {
    const { inbox, path } = await openAsked();
    await inbox.press(path, { answer: 'yes' });
    const late = await inbox.press(path, { answer: 'no', reason: 'no-time' });
    expect([late.status, await late.text()]).toEqual([
      409,
      expect.stringContaining('Your no is not saved: you had said yes before'),
    ]);
    expect(await inbox.store.matches()).toHaveLength(1);
  });

  it.each(['their own', 'one that staff decide'])('a break, %s, ends what they were asked at once', async (whose) => {
    const { inbox, grace, path } = await openAsked();
    const mentor = { form: 'mentor', submissionId: grace } as const;
    const own = await inbox.link({ purpose: 'application', submission: mentor });
    expect((await inbox.open(own)).page).toMatch(/about one student is still due[\s\S]*can no longer say yes/);
    await (whose === 'their own'
      ? inbox.press(`${own}pause/`, { sure: 'yes' })
      : inbox.store.change([mentor], { status: 'paused' }, by));
    // Before the next hourly chore.
    expect(await inbox.states()).toEqual([[grace, 'unavailable']]);
    const { page: inBreak } = await inbox.open(own);
    expect(inBreak).not.toMatch(/waits for you|yes or no|Take one more/);
    expect(inBreak).toContain('We look for somebody else for one student');
    for (const page of [(await inbox.open(path)).page, await (await inbox.press(path, { answer: 'yes' })).text()])
      expect(page).toMatch(/need not answer any more[\s\S]*You took no mentee at the time/);
    expect(await inbox.store.matches()).toEqual([]);
  });

  it('are asked no longer, and told so, from the moment at which staff decline the mentee', async () => {
    const { inbox, grace, ada } = await openAsked();
    await claimAll(inbox.store, '2027-01-16T00:00:00.000Z');
    await inbox.store.change([{ form: 'mentee', submissionId: ada }], { status: 'declined' }, by);
    // Before the next hourly chore.
    expect(await inbox.states()).toEqual([[grace, 'withdrawn']]);
    const told = await claimAll(inbox.store, '2027-01-16T00:00:00.000Z');
    expect(told.map(({ kind, name }) => [kind, name?.submissionId])).toEqual([['offer-withdrawn', grace]]);
  });

  it('are told without a name when the mentee is erased', async () => {
    const { inbox, grace, ada } = await openAsked();
    await claimAll(inbox.store, '2027-01-16T00:00:00.000Z');
    await inbox.store.erase([{ form: 'mentee', submissionId: ada }], by);
    expect(await claimAll(inbox.store, '2027-01-16T00:00:00.000Z')).toMatchObject([
      { kind: 'offer-withdrawn', name: { submissionId: grace }, other: null },
    ]);
  });

  it.each([
    { next: 'nobody', conflict: undefined, told: 'A mentee, and no mentor to ask next' },
    { next: 'one to look at', conflict: 'yes', told: 'A mentee, whose next mentor you look at first' },
  ])('are followed by $next: the team is told so by email, once and without a name', async ({ conflict, told }) => {
    const { inbox, path } = await openAsked();
    if (conflict) await inbox.mentor('Lou Mentor', 'law', { conflict });
    await inbox.press(path, { answer: 'no', reason: 'no-time' });
    for (const hour of ['12', '13', '14']) await inbox.later(`2027-01-16T${hour}:00:00.000Z`);
    const toTeam = (await mails(inbox, '2027-01-22T00:00:00.000Z', team)).filter(({ to }) => to === team);
    expect(toTeam.filter(({ subject }) => subject.startsWith(`New in the inbox: ${told} (`))).toHaveLength(1);
    expect(JSON.stringify(toTeam)).not.toMatch(/Ada|Grace|Lou/);
  });

  it('leave staff to see when there is no next best, and stay out of the mentee’s copy of their data', async () => {
    const { inbox, ada, path } = await openAsked();
    await inbox.press(path, { answer: 'no', reason: 'no-time' });
    expect(await inbox.read(`${bench}asked/`)).toMatch(/No next best: 1[\s\S]*Ada Example/);
    const held = await readSubmissionData(inbox, (await inbox.store.find({ form: 'mentee', submissionId: ada }))!);
    expect(held.audit.map(({ action }) => action)).toContain('mentor declined');
    expect(JSON.stringify(exportSubmission(inbox.vault, held))).not.toMatch(/mentor (asked|declined)/);
  });

  it('who want no reminder get none', async () => {
    const { inbox, path } = await openAsked();
    const reminders = `${path}reminders/`;
    expect((await inbox.open(reminders)).page).toContain('Stop reminders');
    await inbox.press(reminders, { reminders: 'off' });
    expect((await inbox.open(reminders)).page).toContain('Remind me again');
    await inbox.later('2027-01-19T12:00:00.000Z');
    const kinds = (await claimAll(inbox.store, '2027-01-22T00:00:00.000Z')).map(({ kind }) => kind);
    expect(kinds).not.toContain('offer-reminder');
  });

  it('are not asked by themselves about a pair that needs judgement: it waits for staff', async () => {
    const { inbox, grace, ada, path } = await openAsked();
    const lou = await inbox.mentor('Lou Mentor', 'law', { conflict: 'yes' });
    await inbox.press(path, { answer: 'no', reason: 'no-time' });
    await inbox.later('2027-01-16T12:00:00.000Z');
    expect(await inbox.states()).toEqual([[grace, 'declined']]);
    const page = await inbox.read(`${bench}asked/`);
    expect(page).toMatch(/for you to judge[\s\S]*Lou Mentor[\s\S]*Recruits, teaches or assesses/);
    for (const { headers } of await Promise.all(
      [1, 2].map(() => inbox.save(`${bench}asked/`, { act: 'ask', mentee: ada, mentor: lou })),
    ))
      expect(headers.get('location')).toBe(`${bench}asked/?done=asked`);
    expect((await inbox.states()).slice(1)).toEqual([[lou, 'waiting']]);
    expect(await inbox.read(bench)).toMatch(/Mentors asked<\/a>: 1 to answer, 0 said yes, 1 said no/);
    expect(await inbox.read(`/inbox/mentee/${ada}/`)).toMatch(/Asked:[\s\S]*Lou Mentor[\s\S]*to answer by/);
    expect(await inbox.read('/inbox/')).toContain('Mentor asked until');
  });

  it('are told when staff take the question back, or the mentee leaves', async () => {
    const inbox = await openRound();
    const grace = await inbox.mentor('Grace Mentor', 'law');
    const lou = await inbox.mentor('Lou Mentor', 'music');
    await inbox.mentee('Ada Example', 'law');
    const kit = await inbox.mentee('Kit Example', 'music');
    await inbox.ask();
    const paths = [await inbox.question(grace), await inbox.question(lou)];
    const offer = (await inbox.store.offers({ form: 'mentor', submissionId: grace }))[0]!;
    const asked = `${bench}asked/`;
    const takeBack = () => inbox.save(asked, { act: 'withdraw', offer: String(offer.seq) });
    for (const { headers } of [...(await Promise.all([takeBack(), takeBack()])), await takeBack()])
      expect(headers.get('location')).toBe(`${asked}?done=withdrawn`);
    await inbox.store.change([{ form: 'mentee', submissionId: kit }], { status: 'withdrawn' }, by);
    const late = await inbox.press(paths[1]!, { answer: 'yes' });
    expect([late.status, await late.text()]).toEqual([409, expect.stringContaining('Your yes is not saved')]);
    for (const path of paths) {
      const { page } = await inbox.open(path);
      expect(page).toContain('This question is settled');
      expect(page).not.toMatch(/Ada|Kit/);
    }
    expect(await inbox.store.matches()).toEqual([]);
  });

  it('hold their place on the bench, and are left out after they have no time', async () => {
    const inbox = await openRound();
    const grace = await inbox.mentor('Grace Mentor', 'law', { capacity: '2' });
    await inbox.mentee('Ada Example', 'law');
    await inbox.ask();
    await inbox.mentee('Kit Example', 'law');
    expect(await inbox.read(bench)).toMatch(
      /One mentee without a mentor, besides one whose mentor is asked\.\s+One eligible mentor with\s+one free place/,
    );
    await inbox.press(await inbox.question(grace), { answer: 'no', reason: 'no-time' });
    expect(await inbox.read(bench)).toMatch(/2 mentees without a mentor\.\s+No eligible mentor/);
    expect(await inbox.read(bench)).toContain('said that they have no time in this round');
  });

  it('answer only through their own link', async () => {
    const inbox = await openRound();
    const grace = await inbox.mentor('Grace Mentor', 'law');
    await inbox.mentor('Lou Mentor', 'music');
    await inbox.mentee('Ada Example', 'law');
    await inbox.ask();
    const path = await inbox.question(grace);
    const guessed = path.replace(/.\/$/, (end) => (end === 'A/' ? 'B/' : 'A/'));
    expect([(await inbox.open(guessed)).status, (await inbox.press(guessed, { answer: 'yes' })).status]).toEqual([
      404, 404,
    ]);
    inbox.setClock('2028-01-01T12:00:00.000Z');
    const offer = (await inbox.store.offers('waiting'))[0]!;
    const mailed = (await mails(inbox)).find(({ kind }) => kind === 'offer');
    expect(mailed!.text).toContain(`http://localhost:4321${path}`);
    expect(mailed!.text).not.toContain('Ada');
    await inbox.store.erase([offer.about], by);
    inbox.setClock(openDay);
    expect((await inbox.open(path)).page).toContain('This question is settled');
    await inbox.store.erase([offer.mentor], by);
    expect((await inbox.open(path)).status).toBe(404);
  });

  it('see by their link what has become of it for sixty days after the last one for an answer, to the moment', async () => {
    const inbox = await openRound();
    await inbox.mentor('Grace Mentor', 'law');
    await inbox.mentee('Ada Example', 'law');
    await inbox.ask();
    const { text } = (await mails(inbox)).find(({ kind }) => kind === 'offer')!;
    const path = /\/my\/[\w-]{43}\//.exec(text)![0];
    await inbox.later('2027-01-21T12:00:00.000Z');
    inbox.setClock('2027-03-20T23:59:59.999Z');
    expect((await inbox.open(path)).page).toContain('The time for an answer is over');
    inbox.setClock('2027-03-21T00:00:00.000Z');
    expect([(await inbox.open(path)).status, (await inbox.press(path, { answer: 'yes' })).status]).toEqual([404, 404]);
  });

  it('must have a number of days, and there must be a text to ask with', async () => {
    const inbox = await openRound();
    await inbox.mentor('Grace Mentor', 'law');
    await inbox.mentee('Ada Example', 'law');
    for (const days of ['', '0', 'soon', '61']) {
      const refused = await inbox.ask({ days });
      expect([refused.status, await refused.text()]).toEqual([
        422,
        expect.stringMatching(
          new RegExp(`from 1 to 60 days[\\s\\S]*value="ask"\\s+checked[\\s\\S]*name="days"\\s+value="${days}"`),
        ),
      ]);
    }
    expect(templates.has('offer-mentor')).toBe(true);
    expect(await inbox.store.offers('waiting')).toEqual([]);
  });
});
