import '../support/in-london.ts';
import { join } from 'node:path';
import { referenceOf } from '#forms/answers/reference.ts';
import { describe, expect, it, vi } from 'vitest';
import type { Status } from '#inbox/statuses.ts';
import { silentLog } from '#inbox/log.ts';
import { eraseExpired } from '#inbox/services/retention.ts';
import { moveQuestionsOn, questionsChore } from '#inbox/services/questions/move-on.ts';
import { readQuestion } from '#inbox/services/questions/question.ts';
import { suggester } from '#inbox/services/questions/suggest.ts';
import type { OfferRefusal, SubmissionName } from '#inbox/stores/store.ts';
import { openDay, round } from './support/inbox.ts';
import { mails } from './support/mails.ts';
import { openContent } from '#inbox/submissions/sealed-content.ts';
import { openWork, untouched } from './support/work.ts';

const by = { at: openDay, actor: 'staff:lee' };
const team = 'team@example.org';

/** Opens an inbox in which mentors can be asked to answer questions. */
async function openQuestions() {
  const work = await openWork();
  const { store, vault } = work;
  const staffPage = ({ form, submissionId }: SubmissionName) => `/inbox/${form}/${submissionId}/`;
  return {
    ...work,
    staffPage,
    set: (name: SubmissionName, status: Status) => store.change([name], { status }, by),
    ask: (changes = {}) => work.from('ask', changes),
    mentor: (fullName: string, changes: Record<string, string | string[]> = {}) =>
      work.from('mentor', {
        ...{ fullName, programmes: ['one-question', 'peer-mentoring'], months: ['jan', 'feb'] },
        ...changes,
      }),
    askMentor: (question: SubmissionName, mentor: SubmissionName, days = '5', more: Record<string, string> = {}) =>
      work.save(`${staffPage(question)}mentor/`, { mentor: mentor.submissionId, days, ...more }),
    async mentorPage(mentor: SubmissionName) {
      const offer = (await store.offers(mentor)).at(-1)!;
      return work.link({ purpose: 'offer', submission: mentor, about: String(offer.seq) });
    },
    ownPage: (name: SubmissionName) => work.link({ purpose: 'application', submission: name }),
    /** Does what the hourly chore does, at this time. */
    async later(at: string) {
      await work.later(at);
      await moveQuestionsOn({ store, vault }, new Date(at));
    },
    /** Returns the mails that go out now, each with the form of whom it is to. */
    mails: async () =>
      (await mails(work, work.clock().toISOString()))
        .filter(({ kind }) => kind !== 'notice' && kind !== 'receipt')
        .map(({ kind, to, text, calendar }) => ({
          ...{ kind, text, calendar: calendar?.content },
          form: to.endsWith('@example.com') ? 'mentor' : 'ask',
        })),
  };
}

type Inbox = Awaited<ReturnType<typeof openQuestions>>;

const times = {
  act: 'times',
  day1: '2027-01-25',
  time1: '14:00',
  day2: '2027-01-26',
  time2: '09:30',
  place: 'https://call.example/a',
};
const first = '2027-01-25T14:00:00.000Z';

/** Asks a mentor, who proposes two times. */
async function proposed(inbox: Inbox) {
  const mentor = await inbox.mentor('Grace Mentor');
  const question = await inbox.ask();
  expect((await inbox.askMentor(question, mentor)).status).toBe(303);
  const page = await inbox.mentorPage(mentor);
  expect((await inbox.press(page, times)).status).toBe(303);
  return { mentor, question, page, own: await inbox.ownPage(question) };
}

async function booked(inbox: Inbox) {
  const all = await proposed(inbox);
  expect((await inbox.press(`${all.own}time/`, { time: first })).headers.get('location')).toContain('done=chosen');
  return all;
}

it('does not lose another place that is sent with the same times, and keeps a second click quiet', async () => {
  const inbox = await openQuestions();
  const { page } = await proposed(inbox);
  const sent = await Promise.all([times, { ...times, place: 'Room 7' }].map((fields) => inbox.press(page, fields)));
  expect(sent.map(({ status }) => status)).toEqual([303, 409]);
  expect((await inbox.open(page)).page).toMatch(/Where: <a href="https:\/\/call\.example\/a"/);
});

const statusOf = async ({ store }: Inbox, name: SubmissionName) => (await store.find(name))?.status;

describe('a question to a mentor', () => {
  it('suggests mentors with reasons, the best first, and says why others cannot be asked', async () => {
    const inbox = await openQuestions();
    await inbox.mentor('Grace Mentor', { sectors: ['publishing'], jobTitle: 'Editor' });
    await inbox.mentor('Lou Mentor', { sectors: ['law'], jobTitle: 'Lawyer', organisation: 'A court' });
    await inbox.set(await inbox.mentor('Pat Paused'), 'paused');
    await inbox.set(await inbox.mentor('Nia Newcomer'), 'new');
    await inbox.mentor('Max Mentees', { programmes: ['peer-mentoring'] });
    await inbox.mentor('Jo July', { months: ['jul'] });
    const question = await inbox.ask({ role: 'Junior editor, or another job in publishing' });
    const page = await inbox.read(inbox.staffPage(question));
    expect(page.indexOf('Grace Mentor')).toBeLessThan(page.indexOf('Lou Mentor'));
    for (const words of [
      'Knows the sector: Publishing',
      'Works as or at what they ask about: Editor',
      /Pat Paused<\/a>:\s*Takes a break/,
      /Nia Newcomer<\/a>:\s*Not eligible yet/,
      /Max Mentees<\/a>:\s*Takes mentees, and no single questions/,
      /Jo July<\/a>:\s*Answers questions in July only/,
    ])
      expect(page).toMatch(words);
  });

  it('lets other requests be answered between the suggestions for two questions', async () => {
    const inbox = await openQuestions();
    const question = (await readQuestion(inbox, await inbox.ask()))!;
    const suggest = await suggester(inbox, inbox.clock());
    const other = vi.fn();
    setImmediate(other);
    await suggest(question);
    expect(other).toHaveBeenCalledOnce();
  });

  it('is read by the hourly chore once while something may follow, and not after the two met', async () => {
    const inbox = await openQuestions();
    const { question } = await booked(inbox);
    const proposals = vi.fn(inbox.store.proposals);
    const chore = () => moveQuestionsOn({ ...inbox, store: { ...inbox.store, proposals } }, inbox.clock());
    await chore();
    expect(proposals).toHaveBeenCalledOnce();
    await inbox.set(question, 'met');
    await chore();
    expect(proposals).toHaveBeenCalledOnce();
    // Closed by staff with a time chosen, or by the asker after they had not met: nobody is to be told.
    await inbox.set(question, 'closed');
    await chore();
    expect(proposals).toHaveBeenCalledOnce();
  });

  it('reminds of nothing that somebody has settled while the hourly chore ran', async () => {
    const inbox = await openQuestions();
    const { question } = await booked(inbox);
    inbox.setClock('2027-01-26T12:00:00.000Z');
    const offer = (await inbox.store.offers(question))[0]!;
    await inbox.store.answerMeeting({ offer: offer.seq, meeting: 0, side: 'mentee', answer: 'over' }, by);
    // Another process takes the step first.
    const takeQuestionStep = vi.fn(async () => Promise.resolve(false));
    await moveQuestionsOn({ ...inbox, store: { ...inbox.store, takeQuestionStep } }, inbox.clock());
    expect(takeQuestionStep).toHaveBeenCalledOnce();
    expect((await inbox.mails()).map(({ kind }) => kind)).not.toContain('met-yet');
  });

  it('goes from asking to the meeting, with each mail once and a calendar entry for both', async () => {
    const inbox = await openQuestions();
    const mentor = await inbox.mentor('Grace Mentor', { timeZone: 'Asia/Kolkata' });
    const question = await inbox.ask({ adjustments: 'Captions, please', shareAdjustments: 'yes' });
    await Promise.all([inbox.askMentor(question, mentor), inbox.askMentor(question, mentor)]);
    const inList = async () => /<span class="state[^>]*>([^<]+)</.exec(await inbox.read('/inbox/?form=ask'))![1];
    expect(await inList()).toBe('A mentor is asked');
    const page = await inbox.mentorPage(mentor);
    const before = await inbox.store.auditLength();
    const asked = await inbox.open(page);
    expect([asked.status, await inbox.store.auditLength()]).toEqual([200, before]);
    expect(asked.page).toContain('How do editors usually start');
    for (const hidden of ['my.northbridge.example', 'Captions, please']) expect(asked.page).not.toContain(hidden);
    await Promise.all([inbox.press(page, times), inbox.press(page, times)]);
    expect(await statusOf(inbox, question)).toBe('offered');
    expect(await inList()).toBe('The student chooses a time');
    expect((await inbox.open(page)).page).toContain('chooses a time');
    const own = await inbox.ownPage(question);
    const { page: choice } = await inbox.open(own);
    // Half past eight in the morning in London is two in the afternoon in Kolkata.
    expect(choice).toContain('Monday 25\u00a0January 2027 at 08:30, London time (14:00, Kolkata time)');
    expect(choice).toContain('Your mentor: Grace Mentor');
    const time = '2027-01-25T08:30:00.000Z';
    await Promise.all([1, 2].map(() => inbox.press(`${own}time/`, { time })));
    expect([await statusOf(inbox, question), await inList()]).toEqual(['booked', 'Booked']);
    const { page: told } = await inbox.open(own);
    expect(told).toContain('You meet Grace Mentor on Monday 25\u00a0January 2027 at 08:30');
    expect(told).toContain(`Where: <a href="${times.place}"`);
    expect((await inbox.open(`${own}copy/`)).page).toContain(`Where: ${times.place}`);
    expect((await inbox.open(page)).page).toContain('Captions, please');
    expect(await inbox.read('/inbox/meetings/')).toContain('08:30');
    expect(await inbox.mailKinds(question)).toEqual(['times', 'booked']);
    expect(await inbox.mailKinds(mentor)).toEqual(['question', 'booked']);
    const bookings = (await inbox.mails()).filter(({ kind }) => kind === 'booked');
    for (const { calendar } of bookings) expect(calendar).toMatch(/METHOD:REQUEST[\s\S]*DTSTART:20270125T083000Z/);
    expect(new Set(bookings.map(({ calendar }) => /UID:(.*)/.exec(calendar!)![1])).size).toBe(1);
    expect(bookings[1]!.text).toMatch(/my\.northbridge\.example/);
    expect(bookings[1]!.text).toContain('14:00, Kolkata time');
  });

  it('is asked together with others: the best mentor for each, nobody twice, and taken back before anybody hears of it', async () => {
    const inbox = await openQuestions();
    const path = '/inbox/questions/';
    const law = await inbox.ask({ fullName: 'Ada Law', role: 'Lawyer' });
    await inbox.ask({ fullName: 'Bo Law', role: 'Lawyer' });
    const books = await inbox.ask({ fullName: 'Cy Books', role: 'Publishing' });
    const soon = await inbox.ask({ fullName: 'Di Soon', role: 'Lawyer', deadline: '2027-01-17' });
    const lou = await inbox.mentor('Lou Lawyer', { sectors: ['law'], focus: ['confidence'] });
    const pia = await inbox.mentor('Pia Publisher', { sectors: ['publishing'], focus: ['confidence'] });
    await inbox.mentor('Max Careful', { sectors: ['law'], conflict: 'yes' });
    expect(await inbox.read('/inbox/overview/')).toContain('Ask mentors about many of them at once');
    const picksOn = (page: string) =>
      [...page.matchAll(/name="pick"\s+value="([^"]+ [^"]+)"/g)].map(([, pick]) => pick!);
    const page = await inbox.read(path);
    const picks = picksOn(page);
    expect(picks).toEqual([`${law.submissionId} ${lou.submissionId}`, `${books.submissionId} ${pia.submissionId}`]);
    const toChoose = page.slice(page.indexOf('For you to choose'));
    expect(toChoose).toMatch(/Bo Law[^]*Nobody is left who surely fits[^]*Di Soon[^]*Needs an answer sooner/);

    const ask = (some: readonly string[], days = '5') =>
      inbox.save(path, [['act', 'ask'], ['days', days], ...some.map((pick): [string, string] => ['pick', pick])]);
    for (const refused of [await ask([]), await ask(picks.slice(1), '0')]) {
      expect(refused.status).toBe(422);
      expect(await refused.text()).not.toMatch(new RegExp(`value="(${picks[0]!}|yes)"\\s+checked`));
    }
    expect(await (await ask(picks.slice(1), '0')).text()).toMatch(new RegExp(`value="${picks[1]!}"\\s+checked`));
    // Somebody else's page, from before: the mentor takes a break, a mentor needs a person's judgement, or answers too late.
    await inbox.set(pia, 'paused');
    const asked = await Promise.all([ask(picks), ask(picks)]);
    for (const { headers } of asked) expect(headers.get('location')).toBe(`${path}?done=asked+1+1`);
    expect(await inbox.read(asked[0].headers.get('location')!)).toMatch(
      /One mentor is asked[^]*Not asked about one question/,
    );
    expect((await ask([`${soon.submissionId} ${pia.submissionId}`])).headers.get('location')).toBe(
      `${path}?done=asked+0+1`,
    );
    const offers = await inbox.store.offers('questions');
    expect(offers.map(({ about, mentor, days }) => [about.submissionId, mentor.submissionId, days])).toEqual([
      [law.submissionId, lou.submissionId, 5],
    ]);
    expect(await inbox.mails()).toEqual([]);
    expect(picksOn(await inbox.read(path))).toEqual([]);

    const takeBack = () =>
      inbox.save(path, [
        ['act', 'take-back'],
        ['pick', String(offers[0]!.seq)],
      ]);
    for (const { headers } of [await takeBack(), await takeBack()])
      expect(headers.get('location')).toBe(`${path}?done=taken-back+1+0`);
    expect((await inbox.save(path, { act: 'take-back' })).status).toBe(422);
    await inbox.set(pia, 'new');
    expect(await inbox.read(path)).toMatch(/One mentor\s+waits for your decision,\s+and is asked\s+nothing before/);
    await inbox.later('2027-01-15T12:30:00.000Z');
    expect(await inbox.mails()).toEqual([]);
    await inbox.set(pia, 'eligible');
    expect(picksOn(await inbox.read(path))).toEqual(picks);
    await ask(picks);
    await inbox.later('2027-01-15T12:41:00.000Z');
    expect((await inbox.mails()).map(({ kind }) => kind)).toEqual(['question', 'question']);
    const [, second] = await inbox.store.offers(lou);
    await inbox.save(path, { act: 'take-back', pick: String(second!.seq) });
    expect(await inbox.mailKinds(lou)).toEqual(['question', 'question-withdrawn']);
    const other = (await inbox.store.offers('questions')).find(({ answer }) => answer === 'waiting')!;
    await inbox.press(`${await inbox.ownPage(other.about)}withdraw/`, { sure: 'yes' });
    const late = await inbox.save(path, { act: 'take-back', pick: String(other.seq) });
    expect(late.headers.get('location')).toBe(`${path}?done=taken-back+0+1`);
  });

  it('says on the student’s page that the times are past, and promises none of them any more', async () => {
    const inbox = await openQuestions();
    const mentor = await inbox.mentor('Grace Mentor');
    const question = await inbox.ask();
    await inbox.askMentor(question, mentor);
    await inbox.press(await inbox.mentorPage(mentor), times);
    const own = await inbox.ownPage(question);
    const read = async () => (await inbox.open(own)).page;
    expect(await read()).toContain('Your mentor keeps these times free until you choose.');
    inbox.setClock('2027-01-27T12:00:00.000Z');
    const later = await read();
    expect(later).toContain('Ask Grace Mentor for other times');
    expect(later).not.toMatch(/Choose a time|keeps these times free|Which time suits you/);
    await inbox.press(`${own}time/`, { time: 'none' });
    expect(await read()).toContain('Grace Mentor proposes other times');
  });

  it('refuses days that cannot be, on a question’s page and for many questions, and keeps what was chosen', async () => {
    const inbox = await openQuestions();
    const mentor = await inbox.mentor('Grace Mentor', { jobTitle: 'Editor' });
    const question = await inbox.ask({ role: 'Editor' });
    const kept = [/whole number|from 1 to/, /name="days"\s+value="99"/, /name="next"\s+value="yes"\s+\/>/];
    const one = await inbox.askMentor(question, mentor, '99');
    const many = await inbox.save('/inbox/questions/', { act: 'ask', days: '99', pick: 'any' });
    for (const refused of [one, many]) {
      expect(refused.status).toBe(422);
      const page = await refused.text();
      for (const words of kept) expect(page).toMatch(words);
    }
    expect(await inbox.store.offers('questions')).toEqual([]);
  });

  it('refuses times that are past, skipped or twice, with the reason, and keeps what was typed', async () => {
    const inbox = await openQuestions();
    const mentor = await inbox.mentor('Grace Mentor', { timeZone: 'Europe/Paris' });
    const question = await inbox.ask();
    await inbox.askMentor(question, mentor);
    const page = await inbox.mentorPage(mentor);
    const refusal = async (changes: Record<string, string>) => {
      const response = await inbox.press(page, { ...times, day2: '', time2: '', ...changes });
      return [response.status, await response.text()] as const;
    };
    for (const [changes, words] of [
      [{ day1: '', time1: '' }, 'Propose at least one time'],
      [{ day1: '2027-01-14' }, 'it is past'],
      [{ time1: '' }, 'a day and an hour are needed'],
      [{ day1: '2027-03-28', time1: '02:30' }, 'the clocks go forward'],
      [{ day1: '2028-01-14' }, 'more than 90 days ahead'],
      [{ place: '' }, 'Say where you meet'],
    ] as const) {
      const [status, text] = await refusal(changes);
      expect([status, text]).toEqual([422, expect.stringContaining(words)]);
      if (!('place' in changes)) expect(text).toContain('https://call.example/a');
    }
    expect(await statusOf(inbox, question)).toBe('new');
  });

  it('says that it is done to whoever presses twice', async () => {
    const inbox = await openQuestions();
    const { mentor, question, page, own } = await proposed(inbox);
    const places = async (path: string, fields: Record<string, string>) => {
      const answers = await Promise.all([inbox.press(path, fields), inbox.press(path, fields)]);
      return [...answers, await inbox.press(path, fields)].map(({ headers }) => headers.get('location')?.split('&')[1]);
    };
    const thrice = (done: string) => [done, done, done].map((each) => `done=${each}`);
    expect(await places(`${own}time/`, { time: 'none' })).toEqual(thrice('none-suits'));
    await inbox.press(page, times);
    expect(await places(`${own}time/`, { time: first })).toEqual(thrice('chosen'));
    expect(await places(`${own}another-time/`, { sure: 'yes' })).toEqual(thrice('another-time'));
    const ownOfMentor = await inbox.ownPage(mentor);
    expect(await places(`${ownOfMentor}pause/`, { sure: 'yes' })).toEqual(thrice('paused'));
    expect(await places(`${ownOfMentor}resume/`, {})).toEqual(thrice('resumed'));
    expect(await inbox.mailKinds(question)).toEqual(['times', 'times', 'booked', 'cancelled']);
  });

  it('names at its field what was not chosen or ticked, and says so alike on every page', async () => {
    const inbox = await openQuestions();
    const { page, own } = await proposed(inbox);
    const refused = async (path: string, fields: Record<string, string> = {}) => {
      const answer = await inbox.press(path, fields);
      const named = /<title>Error: [\s\S]*<a href="#(\w+)">/.exec(await answer.clone().text())?.[1] ?? '';
      expect(await answer.text(), path).toContain(`id="${named}-error"`);
      return [answer.status, named];
    };
    expect(await refused(`${own}time/`)).toEqual([422, 'time']);
    expect(await refused(`${own}withdraw/`)).toEqual([422, 'sure']);
    expect(await refused(`${own}erase/`)).toEqual([422, 'sure']);
    await inbox.press(`${own}time/`, { time: first });
    expect(await refused(`${own}another-time/`)).toEqual([422, 'sure']);
    expect(await refused(page, { act: 'cancel' })).toEqual([422, 'sure']);
    await inbox.later('2027-01-25T16:00:00.000Z');
    expect(await refused(`${own}met/`)).toEqual([422, 'met']);
    expect(await refused(page, { act: 'met' })).toEqual([422, 'met']);
    // What is not on the page any more cannot be chosen there.
    expect((await inbox.press(`${own}time/`)).headers.get('location')).toContain('done=late');
  });

  it('says of all times at once what is wrong, and tells whoever sends an answer from an old page', async () => {
    const inbox = await openQuestions();
    const mentor = await inbox.mentor('Grace Mentor');
    const question = await inbox.ask();
    await inbox.askMentor(question, mentor);
    const page = await inbox.mentorPage(mentor);
    const wrong = { ...times, day1: '2026-01-01', time2: '25:00', place: '' };
    const refused = await (await inbox.press(page, wrong)).text();
    expect([...refused.matchAll(/<li><a href="#(\w+)">/g)].map(([, field]) => field)).toEqual([
      'day1',
      'day2',
      'place',
    ]);
    await inbox.press(page, times);
    // The same click again finds it done; a no, or other times, from another tab are not lost in silence.
    expect((await inbox.press(page, times)).status).toBe(303);
    for (const old of [
      { answer: 'no', reason: 'no-time' },
      { ...times, time1: '15:00' },
    ]) {
      const answer = await inbox.press(page, old);
      expect(answer.status).toBe(409);
      expect(await answer.text()).toMatch(/Not saved: you had answered before[\s\S]*We write to you when/);
    }
    expect(await statusOf(inbox, question)).toBe('offered');
  });

  it('is taken from a mentor who takes a break at once, and left to one who has said yes', async () => {
    const inbox = await openQuestions();
    const mentor = await inbox.mentor('Grace Mentor');
    const own = await inbox.ownPage(mentor);
    const question = await inbox.ask();
    await inbox.askMentor(question, mentor);
    expect((await inbox.open(own)).page).toMatch(/about a question is still due[\s\S]*can no longer say yes/);
    const page = await inbox.mentorPage(mentor);
    await inbox.press(`${own}pause/`, { sure: 'yes' });
    expect((await inbox.open(own)).page).not.toContain('A question for you');
    const answer = await (await inbox.press(page, times)).text();
    expect(answer).toMatch(/need not answer any more[\s\S]*You took no question at the time/);
    await inbox.press(`${own}resume/`);
    await inbox.askMentor(question, mentor);
    await inbox.press(await inbox.mentorPage(mentor), times);
    expect((await inbox.open(own)).page).toContain('said yes to stays with you');
    await inbox.press(`${own}pause/`, { sure: 'yes' });
    expect((await inbox.open(own)).page).toContain('A student chooses one of your times');
  });

  it('promises nothing to a mentor who has withdrawn', async () => {
    const inbox = await openQuestions();
    const { mentor, page } = await proposed(inbox);
    await inbox.press(`${await inbox.ownPage(mentor)}withdraw/`, { sure: 'yes' });
    expect((await inbox.open(page)).page).toMatch(/This question is settled(?![\s\S]*stays with us)/);
  });

  it('leaves a meeting that staff booked by hand to them', async () => {
    const inbox = await openQuestions();
    const question = await inbox.ask();
    const meeting = { day: '2027-01-25', time: '14:00', place: 'Room 3' };
    await inbox.save(inbox.staffPage(question), {
      was: 'new',
      status: 'booked',
      'was-assigned': '',
      assigned: '',
      ...meeting,
    });
    const own = await inbox.ownPage(question);
    for (const step of ['another-time/', 'time/'])
      expect((await inbox.press(`${own}${step}`, { time: 'none', sure: 'yes' })).headers.get('location')).toMatch(
        /done=late$/,
      );
    expect(await statusOf(inbox, question)).toBe('booked');
  });

  it('asks the mentor for other times once, and then staff', async () => {
    const inbox = await openQuestions();
    const { mentor, question, page, own } = await proposed(inbox);
    await Promise.all([1, 2].map(() => inbox.press(`${own}time/`, { time: 'none' })));
    expect((await inbox.open(page)).page).toContain('Please propose other times');
    expect((await inbox.mailKinds(mentor)).filter((kind) => kind === 'times-wanted')).toHaveLength(1);
    await inbox.store.markRead(question, 'kim');
    await inbox.press(page, times);
    await inbox.press(`${own}time/`, { time: 'none' });
    expect((await inbox.mailKinds(mentor)).filter((kind) => kind === 'times-wanted')).toHaveLength(1);
    expect(await inbox.store.find(question)).toMatchObject({ status: 'offered', readAt: null });
    expect(await inbox.read(inbox.staffPage(question))).toContain('No time suited twice');
  });

  it('says no with a reason that staff read, and is not asked again', async () => {
    const inbox = await openQuestions();
    const mentor = await inbox.mentor('Grace Mentor');
    const question = await inbox.ask();
    await inbox.askMentor(question, mentor);
    const page = await inbox.mentorPage(mentor);
    expect((await inbox.press(page, { answer: 'no' })).status).toBe(422);
    await mails(inbox, openDay, team);
    const no = { answer: 'no', reason: 'not-suited', note: 'Ask <Lou>.' };
    await Promise.all([inbox.press(page, no), inbox.press(page, no)]);
    expect((await inbox.open(page)).page).toContain('You said no');
    const shown = await inbox.read(inbox.staffPage(question));
    expect(shown).toContain('Ask &lt;Lou&gt;.');
    expect(shown).toMatch(/Grace Mentor<\/a>:\s*Said no/);
    const told = (await mails(inbox, openDay, team)).filter(({ to }) => to === team);
    expect(told.map(({ subject }) => subject)).toEqual([
      expect.stringMatching(/^New in the inbox: No, with a message \(/),
    ]);
    expect(told[0]!.text).toContain(`${inbox.staffPage(question)}#match\n`);
    expect(JSON.stringify(told)).not.toMatch(/Lou|Grace/);
    expect((await inbox.askMentor(question, mentor)).status).toBe(409);
  });

  it('has its own reference in what its mentor gets, so that two questions are two mails', async () => {
    const inbox = await openQuestions();
    const grace = await inbox.mentor('Grace Mentor');
    const references = [];
    for (const name of ['Lou Student', 'Kit Student']) {
      const question = await inbox.ask({ fullName: name });
      await inbox.askMentor(question, grace);
      const to = (await mails(inbox)).filter(({ kind }) => kind === 'question').map(({ subject }) => subject);
      expect(to).toEqual([expect.stringContaining(`(${referenceOf(question.submissionId)})`)]);
      references.push(...to);
      await inbox.press(await inbox.mentorPage(grace), { answer: 'no', reason: 'no-time' });
    }
    expect(new Set(references).size).toBe(2);
  });

  it('is overdue for staff only while it waits for them, and from each the next question is one link away', async () => {
    const inbox = await openQuestions();
    const [first, second] = [await inbox.ask(), await inbox.ask()];
    await inbox.sent('mentee');
    await inbox.askMentor(first, await inbox.mentor('Grace Mentor'), '14');
    await inbox.later('2027-01-23T12:00:00.000Z');
    const overview = await inbox.read('/inbox/overview/');
    expect(overview.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')).toContain(
      '1 question to a mentor waits for you, 1 overdue; 1 more overdue, with a mentor or the student',
    );
    const [link] = /\/inbox\/ask\/[^"]+#match/.exec(overview)!;
    expect(link).toContain(second.submissionId);
    const page = await inbox.read(link.replaceAll('&amp;', '&').split('#')[0]!);
    expect(page).toMatch(/Next unread<\/a>\s*<span class="hint">\(1 left in your list\)/);
  });

  describe('whose mentor cannot', () => {
    /** Opens an inbox with mentors of whom staff ask the first. Whether the third is right is for staff to see, and the last does not know the subject. */
    async function openAsked(more: Record<string, string>, changes = {}) {
      const inbox = await openQuestions();
      const mentors = [
        await inbox.mentor('Ann Able', { sectors: ['publishing'] }),
        await inbox.mentor('Bea Better', { sectors: ['publishing'] }),
        await inbox.mentor('Cy Careful', { sectors: ['publishing'], conflict: 'yes' }),
        await inbox.mentor('Dan Different', { sectors: ['law'], jobTitle: 'Lawyer', organisation: 'A court' }),
      ] as const;
      const question = await inbox.ask({ role: 'A job in publishing', ...changes });
      await inbox.askMentor(question, mentors[0], '3', more);
      const no = async (mentor: SubmissionName) =>
        inbox.press(await inbox.mentorPage(mentor), { answer: 'no', reason: 'no-time' });
      const asked = async () =>
        (await inbox.store.offers(question)).map(({ mentor, answer, asked: { actor } }) => [
          mentors.findIndex(({ submissionId }) => submissionId === mentor.submissionId),
          ...[answer, actor],
        ]);
      const isUnread = async () =>
        (await inbox.store.list({ form: 'ask', unread: true, reader: 'kim', limit: 5 })).length === 1;
      await inbox.read(inbox.staffPage(question));
      return { ...inbox, mentors, question, no, asked, isUnread };
    }

    it('goes to the next one by itself where staff chose so, and comes back to them when nobody is left', async () => {
      const inbox = await openAsked({ next: 'yes' });
      expect(await inbox.read(inbox.staffPage(inbox.question))).toContain('the next one is asked by itself');
      await inbox.no(inbox.mentors[0]);
      for (const hour of ['10', '11']) await inbox.later(`2027-01-15T${hour}:00:00.000Z`);
      expect(await inbox.asked()).toEqual([
        [0, 'declined', 'staff:kim'],
        [1, 'waiting', 'matching'],
      ]);
      expect(await inbox.mailKinds(inbox.mentors[1])).toEqual(['question']);
      expect(await inbox.read(inbox.staffPage(inbox.question))).toContain('by the next-best rule');
      expect(await inbox.isUnread()).toBe(false);
      for (const hour of ['10', '11']) await inbox.later(`2027-01-19T${hour}:00:00.000Z`);
      expect(await inbox.asked()).toEqual([
        [0, 'declined', 'staff:kim'],
        [1, 'timed-out', 'matching'],
      ]);
      const others = await Promise.all([inbox.mentors[2], inbox.mentors[3]].map(inbox.mailKinds));
      expect([await inbox.isUnread(), ...others]).toEqual([true, [], []]);
      // Staff opened it: it is not new to them again.
      const page = await inbox.read(inbox.staffPage(inbox.question));
      await inbox.later('2027-01-20T10:00:00.000Z');
      expect([await inbox.isUnread(), page.includes('Cy Careful')]).toEqual([false, true]);
    });

    it.each([
      {
        leave: 'withdraw/',
        next: 'yes',
        then: [
          [0, 'unavailable', 'staff:kim'],
          [1, 'waiting', 'matching'],
        ],
        isNew: false,
      },
      { leave: 'withdraw/', next: '', then: [[0, 'unavailable', 'staff:kim']], isNew: true },
      { leave: 'erase/', next: 'yes', then: [], isNew: true },
      { leave: 'erase/', next: '', then: [], isNew: true },
    ])('is not forgotten when the mentor leaves by $leave, with next “$next”', async ({ leave, next, then, isNew }) => {
      const inbox = await openAsked({ next });
      await inbox.press(`${await inbox.ownPage(inbox.mentors[0])}${leave}`, { sure: 'yes' });
      await inbox.later('2027-01-15T10:00:00.000Z');
      expect([await inbox.asked(), await inbox.isUnread()]).toEqual([then, isNew]);
    });

    it('goes to the next who is free if one is taken meanwhile, and to staff if all are', async () => {
      const inbox = await openAsked({ next: 'yes' });
      await inbox.mentor('Eve Extra', { sectors: ['publishing'] });
      await inbox.no(inbox.mentors[0]);
      const offer = vi.spyOn(inbox.store, 'offer');
      const refuse: (why: OfferRefusal) => typeof inbox.store.offer = (why) => (pairs) =>
        Promise.resolve({ offered: [], refused: pairs.map((pair) => ({ ...pair, why })) });
      // Staff asked somebody in the same moment: nothing comes back to them.
      offer.mockImplementationOnce(refuse('asked already'));
      await inbox.later('2027-01-15T10:00:00.000Z');
      expect([(await inbox.asked()).length, await inbox.isUnread()]).toEqual([1, false]);
      offer.mockImplementationOnce(refuse('full'));
      await inbox.later('2027-01-15T11:00:00.000Z');
      expect(await inbox.asked()).toEqual([
        [0, 'declined', 'staff:kim'],
        [-1, 'waiting', 'matching'],
      ]);
      const other = await openAsked({ next: 'yes' });
      await other.no(other.mentors[0]);
      vi.spyOn(other.store, 'offer').mockImplementation(refuse('full'));
      await other.later('2027-01-15T10:00:00.000Z');
      expect([(await other.asked()).length, await other.isUnread()]).toEqual([1, true]);
    });

    it('is left alone once it is closed, neither unread nor looked at each hour', async () => {
      const inbox = await openAsked({ next: 'yes' });
      await inbox.no(inbox.mentors[0]);
      await inbox.read(inbox.staffPage(inbox.question));
      await inbox.set(inbox.question, 'closed');
      await inbox.later('2027-01-15T10:00:00.000Z');
      const newest = (await inbox.store.offers(inbox.question)).at(-1);
      expect([newest?.movesOn, newest?.answer, await inbox.isUnread()]).toEqual([false, 'declined', false]);
    });

    it('is asked on within a minute after the mentor left, although the chore ran just now', async () => {
      const inbox = await openAsked({ next: 'yes' });
      const isDue = () =>
        inbox.store.claimChore(questionsChore, {
          ...{ at: '2027-01-15T10:00:00.000Z', notSince: '2027-01-15T09:30:00.000Z' },
          ...{ cutOffSince: '2027-01-15T09:00:00.000Z', notAfter: '2027-01-15T10:05:00.000Z' },
        });
      await isDue();
      await inbox.store.finishChore(questionsChore, '2027-01-15T10:00:00.000Z');
      expect(await isDue()).toBe(false);
      await inbox.press(`${await inbox.ownPage(inbox.mentors[0])}withdraw/`, { sure: 'yes' });
      expect(await isDue()).toBe(true);
    });

    it('comes back to staff at once where they did not choose so', async () => {
      const inbox = await openAsked({});
      await inbox.no(inbox.mentors[0]);
      expect(await inbox.isUnread()).toBe(true);
      await inbox.later('2027-01-15T10:00:00.000Z');
      expect(await inbox.asked()).toEqual([[0, 'declined', 'staff:kim']]);
      // The form says what was chosen the last time.
      expect(await inbox.read(inbox.staffPage(inbox.question))).not.toMatch(/name="next"[^>]*checked/);
    });

    it('is not left to another mentor who could answer after the day on which it is needed', async () => {
      const inbox = await openAsked({ next: 'yes' }, { deadline: '2027-01-16' });
      await inbox.no(inbox.mentors[0]);
      await inbox.later('2027-01-15T10:00:00.000Z');
      expect([await inbox.asked(), await inbox.isUnread()]).toEqual([[[0, 'declined', 'staff:kim']], true]);
    });
  });

  it('tells the team of a message with a no also after an earlier question was erased', async () => {
    const inbox = await openQuestions();
    const mentor = await inbox.mentor('Grace Mentor');
    for (const note of ['One.', 'Two.']) {
      const question = await inbox.ask();
      await inbox.askMentor(question, mentor);
      await mails(inbox, openDay, team);
      await inbox.press(await inbox.mentorPage(mentor), { answer: 'no', reason: 'not-suited', note });
      expect((await mails(inbox, openDay, team)).filter(({ to }) => to === team)).toHaveLength(1);
      await inbox.store.erase([question], by);
    }
  });

  it('moves and cancels a meeting from either side, and takes it out of both calendars', async () => {
    const inbox = await openQuestions();
    const { mentor, question, page, own } = await booked(inbox);
    await inbox.mails();
    await Promise.all([1, 2].map(() => inbox.press(`${own}another-time/`, { sure: 'yes' })));
    expect(await statusOf(inbox, question)).toBe('offered');
    const wanted = await inbox.mails();
    expect(wanted.map(({ kind, form }) => `${kind} ${form}`)).toEqual(['times-wanted mentor', 'cancelled ask']);
    for (const { calendar } of wanted) expect(calendar).toMatch(/METHOD:CANCEL[\s\S]*SEQUENCE:1/);
    await inbox.press(page, { ...times, day1: '2027-01-27' });
    await inbox.press(`${own}time/`, { time: '2027-01-27T14:00:00.000Z' });
    const again = (await inbox.mails()).filter(({ kind }) => kind === 'booked');
    for (const { calendar } of again) expect(calendar).toMatch(/METHOD:REQUEST[\s\S]*SEQUENCE:2/);
    // The mentor moves it, and then gives the question back.
    await inbox.press(page, { ...times, day1: '2027-01-28' });
    expect((await inbox.mails()).map(({ kind, form }) => `${kind} ${form}`)).toEqual(['times ask', 'cancelled mentor']);
    await inbox.press(`${own}time/`, { time: '2027-01-28T14:00:00.000Z' });
    await inbox.mails();
    await Promise.all([1, 2].map(() => inbox.press(page, { act: 'cancel', sure: 'yes' })));
    const off = await inbox.mails();
    expect(off.map(({ kind, form }) => `${kind} ${form}`)).toEqual(['released ask', 'cancelled mentor']);
    for (const { calendar } of off) expect(calendar).toContain('METHOD:CANCEL');
    expect(await inbox.store.find(question)).toMatchObject({ status: 'new', readAt: null });
    expect((await inbox.open(page)).page).not.toContain('How do editors');
    expect((await inbox.store.offers(mentor)).map(({ answer }) => answer)).toEqual(['withdrawn']);
  });

  it('tells the mentor too when staff move or cancel the meeting', async () => {
    const inbox = await openQuestions();
    const { question } = await booked(inbox);
    await inbox.mails();
    const path = inbox.staffPage(question);
    const was = {
      ...untouched,
      was: 'booked',
      status: 'booked',
      'was-meeting': '2027-01-25 14:00 https://call.example/a',
      place: 'Room 4',
    };
    const saved = await inbox.save(path, { ...was, day: '2027-01-25', time: '16:00', tell: 'yes' });
    expect(await inbox.read(saved.headers.get('location')!)).toContain(
      'The applicant and the mentor are told by email',
    );
    const mails = await inbox.mails();
    expect(mails.map(({ kind, form }) => `${kind} ${form}`)).toEqual(['moved ask', 'moved mentor']);
    for (const { calendar, text } of mails) {
      expect(calendar).toMatch(/DTSTART:20270125T160000Z/);
      expect(text).toContain('16:00');
    }
  });

  it.each<[string, Record<string, string>]>([
    ['closes the question', { status: 'closed' }],
    ['moves the meeting', { time: '16:00' }],
    ['takes the meeting away', { day: '', time: '', place: '' }],
  ])('names the mentor to write to, where staff %s without telling anybody', async (_, changes) => {
    const inbox = await openQuestions();
    const { mentor, question } = await booked(inbox);
    await inbox.mails();
    const fields = { was: 'booked', status: 'booked', 'was-meeting': '2027-01-25 14:00 https://call.example/a' };
    const meeting = { day: '2027-01-25', time: '14:00', place: 'https://call.example/a' };
    const saved = await inbox.save(inbox.staffPage(question), { ...untouched, ...fields, ...meeting, ...changes });
    const page = await inbox.read(saved.headers.get('location')!);
    const { answers } = openContent(inbox.vault, mentor, (await inbox.store.find(mentor))!.answers);
    expect(page).toContain('The mentor does not know that the meeting has changed');
    expect(page).toContain(`write to Grace Mentor (${String(answers['email'])})`);
    expect(await inbox.mails()).toEqual([]);
    // There is nothing to say of a note.
    const status = changes['status'] ?? 'booked';
    const again = await inbox.save(inbox.staffPage(question), {
      ...untouched,
      was: status,
      status,
      note: 'Rang them.',
    });
    expect(await inbox.read(again.headers.get('location')!)).not.toContain('does not know');
  });

  it('names the question in the list, too, and none whose meeting is past', async () => {
    const inbox = await openQuestions();
    const [one, other] = [await booked(inbox), await booked(inbox)];
    const closed = async ({ form, submissionId }: SubmissionName) => {
      const response = await inbox.save('/inbox/change/', { pick: `${form}/${submissionId}/booked`, to: 'closed' });
      return inbox.read(response.headers.get('location')!);
    };
    const { reference } = (await inbox.store.find(one.question))!;
    expect(await closed(one.question)).toContain(`In a match, or with a meeting: ${reference}.`);
    await inbox.later('2027-01-25T15:00:00.000Z');
    expect(await closed(other.question)).not.toContain('with a meeting');
  });

  it('reminds both on the day before, once, unless it is switched off or booked that day', async () => {
    const inbox = await openQuestions();
    const { mentor, question, page } = await booked(inbox);
    expect((await inbox.open(`${page}reminders/`)).status).toBe(200);
    await inbox.press(`${page}reminders/`, { reminders: 'off' });
    for (const at of [
      '2027-01-23T12:00',
      '2027-01-24T08:00',
      '2027-01-24T10:00',
      '2027-01-24T11:00',
      '2027-01-25T10:00',
    ])
      await inbox.later(`${at}:00.000Z`);
    expect((await inbox.mailKinds(question)).filter((kind) => kind === 'meeting-reminder')).toHaveLength(1);
    expect(await inbox.mailKinds(mentor)).not.toContain('meeting-reminder');
  });

  it('asks both whether they met, and takes the first yes', async () => {
    const inbox = await openQuestions();
    const { mentor, question, page, own } = await booked(inbox);
    for (const at of ['2027-01-25T14:10', '2027-01-25T15:00', '2027-01-25T16:00']) await inbox.later(`${at}:00.000Z`);
    for (const name of [mentor, question])
      expect((await inbox.mailKinds(name)).filter((kind) => kind === 'met-yet')).toHaveLength(1);
    expect((await inbox.open(own)).page).toContain('Did you meet?');
    await inbox.press(page, { act: 'met', met: 'yes' });
    expect(await statusOf(inbox, question)).toBe('met');
    expect((await inbox.mails()).filter(({ kind }) => kind === 'met-yet')).toEqual([]);
  });

  it('begins again when the asker wants another time after a meeting that did not take place', async () => {
    const inbox = await openQuestions();
    const { question, page, own } = await booked(inbox);
    await inbox.later('2027-01-25T15:00:00.000Z');
    await inbox.mails();
    await inbox.press(`${own}met/`, { met: 'again' });
    expect(await statusOf(inbox, question)).toBe('offered');
    expect((await inbox.mails()).map(({ kind, form, calendar }) => [kind, form, calendar])).toEqual([
      ['times-wanted', 'mentor', undefined],
    ]);
    expect((await inbox.open(page)).page).toContain('Please propose other times');
  });

  it('gives the question back when the mentor does not answer, withdraws or is erased', async () => {
    const inbox = await openQuestions();
    const mentor = await inbox.mentor('Grace Mentor');
    const silent = await inbox.ask();
    await inbox.askMentor(silent, mentor, '3');
    await inbox.later('2027-01-17T10:00:00.000Z');
    await inbox.later('2027-01-17T11:00:00.000Z');
    expect((await inbox.mailKinds(mentor)).filter((kind) => kind === 'question-reminder')).toHaveLength(1);
    await inbox.later('2027-01-19T10:00:00.000Z');
    expect((await inbox.store.offers(silent)).map(({ answer }) => answer)).toEqual(['timed-out']);
    for (const leave of ['withdraw/', 'erase/']) {
      const { mentor: leaving, question } = await booked(inbox);
      await inbox.mails();
      await inbox.press(`${await inbox.ownPage(leaving)}${leave}`, { sure: 'yes' });
      expect(await statusOf(inbox, question)).toBe('new');
      expect(await inbox.store.meetings()).toEqual([]);
      const mails = (await inbox.mails()).filter(({ form }) => form === 'ask');
      expect(mails.map(({ kind }) => kind)).toEqual(['released']);
      expect(mails[0]!.calendar).toContain('METHOD:CANCEL');
    }
  });

  it('tells the asker when the mentor’s time is over before the meeting', async () => {
    const inbox = await openQuestions();
    const mentor = await inbox.mentor('Grace Mentor', { keepUntil: '2027-01-31' });
    const question = await inbox.ask();
    await inbox.askMentor(question, mentor);
    await inbox.press(await inbox.mentorPage(mentor), { ...times, day1: '2027-02-03' });
    const time = '2027-02-03T14:00:00.000Z';
    await inbox.press(`${await inbox.ownPage(question)}time/`, { time });
    expect(await statusOf(inbox, question)).toBe('booked');
    await inbox.mails();
    await inbox.store.seeClock('2027-01-31T12:00:00.000Z');
    inbox.setClock('2027-02-01T12:00:00.000Z');
    const retention = {
      ...inbox,
      rounds: [round],
      retentionDays: { mentee: 365, mentor: 365, ask: 183, contact: 183 },
      mailFolder: join(inbox.folder, 'mail'),
      backupFolder: join(inbox.folder, 'backups'),
      log: silentLog,
    };
    expect(await eraseExpired(retention)).toBe(1);
    expect(await statusOf(inbox, question)).toBe('new');
    const mails = await inbox.mails();
    expect(mails.map(({ kind, form }) => [kind, form])).toEqual([['released', 'ask']]);
    expect(mails[0]!.calendar).toContain('METHOD:CANCEL');
  });

  it('tells the mentor when the asker withdraws, with the calendar entry taken back', async () => {
    const inbox = await openQuestions();
    for (const leave of ['withdraw/', 'erase/']) {
      const { own } = await booked(inbox);
      await inbox.mails();
      await inbox.press(`${own}${leave}`, { sure: 'yes' });
      const mails = (await inbox.mails()).filter(({ form }) => form === 'mentor');
      expect(mails.map(({ kind }) => kind)).toEqual(['cancelled']);
      expect(mails[0]!.calendar).toMatch(/METHOD:CANCEL[\s\S]*UID:ask-/);
    }
  });

  it('says by when the asker hears from us only until a mentor is found', async () => {
    const inbox = await openQuestions();
    const own = await inbox.ownPage(await inbox.ask());
    expect((await inbox.open(own)).page).toContain('We look for a mentor who knows this');
    expect((await inbox.open(own)).page).toContain('You hear from us by');
    const all = await openQuestions();
    const found = (await all.open((await booked(all)).own)).page;
    expect(found).toContain('We found a mentor who knows this');
    expect(found).not.toContain('You hear from us by');
  });

  it('shows nothing to a link of another person, and lets a mentor act from their own page', async () => {
    const inbox = await openQuestions();
    const { mentor, question } = await booked(inbox);
    const other = await inbox.mentor('Lou Mentor');
    const { seq } = (await inbox.store.offers(question)).at(-1)!;
    const foreign = await inbox.link({ purpose: 'offer', submission: other, about: String(seq) });
    expect((await inbox.open(foreign)).page).not.toContain('Ada Example');
    await inbox.press(foreign, { act: 'cancel', sure: 'yes' });
    expect(await statusOf(inbox, question)).toBe('booked');
    const own = await inbox.ownPage(mentor);
    expect((await inbox.open(own)).page).toContain('You meet a student on');
    expect((await inbox.open(`${own}question/`)).page).toContain('You meet Ada Example');
  });
});
