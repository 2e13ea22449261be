/** Every page behind a secret link, with links of every kind: opened by scanners, pressed twice, ended, guessed and given to others. */
import { describe, expect, it } from 'vitest';
import type { FormId } from '#forms/form.ts';
import { applicationPages } from '#inbox/personal/application.ts';
import { checkInPages } from '#inbox/personal/check-in.ts';
import { offerPages } from '#inbox/personal/offer.ts';
import { issueLink, linkPath, renewLinks, type WantedLink } from '#inbox/services/links.ts';
import type { LinkPurpose, SubmissionName } from '#inbox/stores/store.ts';
import { urlEncoded } from './support/answers.ts';
import { kim, openDay } from './support/inbox.ts';
import { openWork } from './support/work.ts';

const pages = { application: applicationPages, offer: offerPages, 'check-in': checkInPages };
const names = ['Ada Pair', 'Grace Pair', 'Kit Waits', 'Lou Asked', 'Uma Asks', 'Max Answers'];

/** Opens an inbox with a pair that is asked how it goes, a mentor asked about a mentee, and one who proposed times for a question. */
async function openLinks() {
  const work = await openWork();
  const { store, vault } = work;
  let network = 0;
  const send = (form: FormId, fullName: string, changes = {}) => work.from(form, { fullName, ...changes });
  const both = { programmes: ['one-question', 'peer-mentoring'], months: ['jan', 'feb'] };
  const [ada, grace] = [await send('mentee', 'Ada Pair'), await send('mentor', 'Grace Pair', { capacity: '2' })];
  await store.match({ mentee: ada, mentor: grace }, 2, false, kim);
  const [{ seq: match }] = (await store.matches(ada)) as [{ seq: number }, ...unknown[]];
  const sides = ['mentee', 'mentor'] as const;
  await store.askCheckIns(
    sides.map((side) => ({ match, kind: 'start' as const, side })),
    { at: openDay, actor: 'check-ins' },
  );
  const [kit, lou] = [await send('mentee', 'Kit Waits'), await send('mentor', 'Lou Asked')];
  const terms = { days: 5, answerBy: '2027-01-20' };
  await store.offer([{ about: kit, mentor: lou }], new Map([[lou.submissionId, 1]]), terms, kim);
  const [uma, max] = [await send('ask', 'Uma Asks'), await send('mentor', 'Max Answers', both)];
  await work.save(`/inbox/ask/${uma.submissionId}/mentor/`, { mentor: max.submissionId, days: '5' });
  const aboutIn = async (name: SubmissionName) => String((await store.offers(name)).at(-1)!.seq);
  const wanted: [who: string, WantedLink][] = [
    ['Ada Pair', { purpose: 'application', submission: ada }],
    ['Grace Pair', { purpose: 'application', submission: grace }],
    ['Uma Asks', { purpose: 'application', submission: uma }],
    ['Max Answers', { purpose: 'application', submission: max }],
    ['Lou Asked', { purpose: 'offer', submission: lou, about: await aboutIn(lou) }],
    ['Max Answers', { purpose: 'offer', submission: max, about: await aboutIn(max) }],
    ['Ada Pair', { purpose: 'check-in', submission: ada, about: String((await store.checkIns(ada))[0]!.seq) }],
    ['Grace Pair', { purpose: 'check-in', submission: grace, about: String((await store.checkIns(grace))[0]!.seq) }],
  ];
  const services = { store, vault, clock: () => new Date(openDay) };
  const issue = async (link: WantedLink) => (await issueLink(services, link))!;
  return {
    ...work,
    ...{ ada, grace, kit, lou, uma, max, wanted, issue },
    end: (link: WantedLink) => renewLinks(services, [{ ...link, expiresAt: new Date(openDay) }], false, kim),
    /** Asks from another network each time, so that none is refused for its guesses. */
    ask: (method: 'GET' | 'HEAD' | 'POST', path: string, fields: Record<string, string> = {}) => {
      network += 1;
      const env = { incoming: { socket: { remoteAddress: `10.${network >> 8}.${network & 255}.1` } } };
      return work.app.request(
        `http://localhost:4321${path}`,
        method === 'POST'
          ? { method, body: urlEncoded(fields), headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }
          : { method },
        env,
      );
    },
    /** Returns everything that is stored. */
    async rows(): Promise<string[]> {
      const all: string[] = [];
      for await (const portion of store.rows())
        all.push(
          JSON.stringify(portion, (_, value: unknown) =>
            value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
          ),
        );
      return all;
    },
  };
}

const stepPath = (token: string, step: string) => `${linkPath(token)}${step === '' ? '' : `${step}/`}`;
const stepsOf = (purpose: LinkPurpose) => [
  ...Object.keys(pages[purpose].get).map((step) => ['GET', step] as const),
  ...Object.keys(pages[purpose].post).map((step) => ['POST', step] as const),
];

describe('a secret link', () => {
  it('changes nothing when it is opened, however often, by GET or HEAD, on any of its pages', async () => {
    const inbox = await openLinks();
    const tokens = await Promise.all(
      inbox.wanted.map(async ([, link]) => [link.purpose, await inbox.issue(link)] as const),
    );
    const before = await inbox.rows();
    let opened = 0;
    for (const [purpose, token] of tokens)
      for (const step of Object.keys(pages[purpose].get))
        for (const method of ['HEAD', 'GET', 'GET'] as const) {
          const { status } = await inbox.ask(method, stepPath(token, step));
          expect([purpose, step, status < 500]).toEqual([purpose, step, true]);
          opened += Number(status === 200);
        }
    expect(opened).toBeGreaterThan(60);
    expect(await inbox.rows()).toEqual(before);
  });

  it('that has ended, is guessed, cut or another’s opens no page, tells nothing and changes nothing', async () => {
    const inbox = await openLinks();
    const dead: [purpose: LinkPurpose, token: string][] = [];
    for (const [, link] of inbox.wanted) {
      const token = await inbox.issue(link);
      dead.push(
        [link.purpose, token.slice(0, -1)],
        [link.purpose, `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`],
      );
      await inbox.end(link);
      dead.push([link.purpose, token], [link.purpose, await inbox.issue({ ...link, expiresAt: new Date(openDay) })]);
    }
    const answers = new Set<string>();
    const before = await inbox.rows();
    for (const [purpose, token] of dead)
      for (const [method, step] of stepsOf(purpose)) {
        const response = await inbox.ask(method, stepPath(token, step), everyField);
        answers.add(`${response.status} ${await response.text()}`);
      }
    expect(answers.size).toBe(1);
    expect([...answers][0]).toMatch(/^404 /);
    for (const name of names) expect([...answers][0]).not.toContain(name.split(' ')[0]);
    expect(await inbox.rows()).toEqual(before);
  });

  it('about somebody else’s question or check-in tells nothing of it and changes nothing', async () => {
    const inbox = await openLinks();
    const asked = await inbox.ask(
      'POST',
      stepPath(await inbox.issue({ purpose: 'application', submission: inbox.lou }), 'nowhere'),
    );
    expect(asked.status).toBe(404);
    for (const [who, link] of inbox.wanted.filter(([, { about }]) => about !== undefined))
      for (const other of [inbox.kit, inbox.lou, inbox.max, inbox.ada].filter(
        ({ submissionId }) => submissionId !== link.submission.submissionId,
      )) {
        const token = await inbox.issue({ ...link, submission: other });
        const before = await inbox.rows();
        for (const [method, step] of stepsOf(link.purpose).filter(([, each]) => each === '')) {
          const page = await (await inbox.ask(method, stepPath(token, step), everyField)).text();
          for (const name of names)
            expect([who, method, name, page.includes(name)]).toEqual([who, method, name, false]);
        }
        expect(await inbox.rows()).toEqual(before);
      }
  });

  it('books, cancels and answers nothing when every button is pressed as it stands, as some mail scanners do', async () => {
    const inbox = await openLinks();
    const times = { act: 'times', day1: '2027-01-25', time1: '14:00', place: 'https://call.example/a' };
    const open = async (submission: SubmissionName, step: string) =>
      stepPath(await inbox.issue({ purpose: 'application', submission }), step);
    const offer = stepPath(await inbox.issue(inbox.wanted.find(([who]) => who === 'Lou Asked')![1]), '');
    const [own, question] = [await open(inbox.uma, ''), await open(inbox.max, 'question')];
    const deeds: [path: string, fields: Record<string, string>][] = [
      [question, times],
      [`${own}time/`, { time: '2027-01-25T19:00:00.000Z' }],
    ];
    let pressed = 0;
    for (const [at, path, fields] of [
      [openDay, ...deeds[0]!],
      [openDay, ...deeds[1]!],
      ['2027-01-25T21:00:00.000Z', own, {}],
    ] as const) {
      inbox.setClock(at);
      for (const page of [own, question, offer]) {
        const shown = await (await inbox.ask('GET', page)).text();
        const before = await inbox.rows();
        for (const [action, sent] of buttonsOf(shown)) {
          await inbox.ask('POST', action, sent);
          pressed += 1;
          expect([page, action, sent, (await inbox.rows()).join() === before.join()]).toEqual([
            page,
            action,
            sent,
            true,
          ]);
        }
      }
      if (Object.keys(fields).length > 0) expect((await inbox.ask('POST', path, fields)).status).toBe(303);
    }
    expect(pressed).toBeGreaterThan(10);
  });

  it('does once what is pressed twice at once and again, on every page that changes something', async () => {
    const inbox = await openLinks();
    const application = (submission: SubmissionName) => inbox.issue({ purpose: 'application', submission });
    const of = async (who: string, purpose: LinkPurpose) =>
      inbox.issue(inbox.wanted.find(([name, link]) => name === who && link.purpose === purpose)![1]);
    const times = { act: 'times', day1: '2027-01-25', time1: '14:00', place: 'https://call.example/a' };
    const [uma, max, grace] = [
      await application(inbox.uma),
      await application(inbox.max),
      await application(inbox.grace),
    ];
    const deeds: [token: string, step: string, fields: Record<string, string>][] = [
      [await of('Ada Pair', 'check-in'), '', { met: 'no' }],
      [await of('Grace Pair', 'check-in'), '', { well: 'mixed' }],
      [await of('Grace Pair', 'check-in'), 'reminders', { reminders: 'off' }],
      [await of('Lou Asked', 'offer'), '', { answer: 'yes' }],
      [await of('Max Answers', 'offer'), '', times],
      [uma, 'time', { time: '2027-01-25T19:00:00.000Z' }],
      [uma, 'another-time', { sure: 'yes' }],
      [max, 'question', times],
      [uma, 'time', { time: 'none' }],
      [grace, 'one-more', { places: '2' }],
      [grace, 'pause', { sure: 'yes' }],
      [grace, 'resume', {}],
      [grace, 'withdraw', { sure: 'yes' }],
      [uma, 'withdraw', { sure: 'yes' }],
      [await application(inbox.ada), 'erase', { sure: 'yes' }],
    ];
    for (const [token, step, fields] of deeds) {
      const before = await inbox.rows();
      const press = () => inbox.ask('POST', stepPath(token, step), fields);
      for (const { status } of await Promise.all([press(), press()]))
        expect([step, fields, status < 400 || (step === 'erase' && status === 404) ? true : status]).toEqual([
          step,
          fields,
          true,
        ]);
      const after = await inbox.rows();
      expect([step, fields, after.join() === before.join()]).toEqual([step, fields, false]);
      await press();
      expect(await inbox.rows()).toEqual(after);
    }
    // Other times were asked for twice, and proposed twice; all else happened once.
    const told = inbox.mailKinds;
    expect({
      grace: await told(inbox.grace),
      kit: await told(inbox.kit),
      lou: await told(inbox.lou),
      uma: await told(inbox.uma),
      max: await told(inbox.max),
    }).toEqual({
      grace: ['check-in-start', 'withdrawn'],
      kit: ['matched'],
      lou: ['offer', 'matched'],
      uma: ['times', 'booked', 'cancelled', 'times'],
      max: ['question', 'booked', 'times-wanted', 'times-wanted', 'question-withdrawn'],
    });
  });
});

/** Returns what each button of a page posts, when nothing is typed, ticked or chosen before. */
function* buttonsOf(page: string): Generator<[action: string, fields: Record<string, string>]> {
  const named = (tag: string) =>
    [/name="([^"]+)"/.exec(tag)?.[1] ?? '', /value="([^"]*)"/.exec(tag)?.[1] ?? ''] as const;
  for (const [, action, form] of page.matchAll(/<form method="post" action="([^"]+)"[^>]*>([\s\S]*?)<\/form>/g)) {
    const inputs = form!.match(/<input[^>]*>/g) ?? [];
    const fields = inputs.filter((tag) => !/type="(?:radio|checkbox)"/.test(tag) || /\schecked/.test(tag)).map(named);
    for (const button of form!.match(/<button[^>]*>/g) ?? [])
      yield [action!, Object.fromEntries([...fields, named(button)])];
  }
}

/** Whatever a page behind a link may be sent. */
const everyField = {
  ...{ answer: 'yes', act: 'cancel', met: 'no', well: 'no', note: 'x', reminders: 'off', sure: 'yes', places: '3' },
  time: '2027-01-25T19:00:00.000Z',
};
