import { describe, expect, it } from 'vitest';
import type { Status } from '#inbox/statuses.ts';
import { cookieOf, own } from './support/staff.ts';
import { hiddenFields, nameOfPath, openWork, type Work } from './support/work.ts';

const statusOf = async (work: Work, path: string) => (await work.store.find(nameOfPath(path)))?.status;

const post = (work: Work, fields: [string, string][]) => work.save('/inbox/change/', fields);

/** Sends the list's form with these rows ticked and "Tell" ticked. */
const choose = (work: Work, paths: readonly string[], to: Status, fields: Record<string, string> = {}) =>
  work.change(paths, { view: 'form=mentee', to, tell: 'yes', ...fields });

/** Returns the preview's form as a browser sends it. */
function formOf(page: string, fields: Record<string, string>): [string, string][] {
  const [, form = ''] = /<form method="post" action="\/inbox\/change\/">(.*?)<\/form>/s.exec(page) ?? [];
  return [...hiddenFields(form), ...Object.entries(fields)];
}

async function openThree(): Promise<Work & { paths: string[] }> {
  const work = await openWork();
  const paths: string[] = [];
  for (const [number, fullName] of ['Ada Example', 'Kit Example', 'Zoe Example'].entries())
    paths.push(
      await work.sent('mentee', {
        fullName,
        email: `w765432${String(number)}@my.northbridge.example`,
        studentNumber: `s765432${String(number)}`,
      }),
    );
  return { ...work, paths };
}

const told = (work: Work & { paths: string[] }) =>
  Promise.all(work.paths.map((path) => work.mailKinds(nameOfPath(path))));

describe('a change of status of many that is told', () => {
  it('tells nobody that a place may come free in a round whose mentoring is over', async () => {
    const work = await openThree();
    await work.later('2027-07-17T12:00:00.000Z');
    const answer = await choose(work, work.paths, 'waiting-list');
    expect([answer.status, await answer.text()]).toEqual([
      422,
      expect.stringContaining('the mentoring of 2026/27 is over, so no place in it comes free.'),
    ]);
    expect(await told(work)).toEqual([[], [], []]);
  });

  it('saves nothing before the mails were seen, and shows each as the person gets it', async () => {
    const work = await openThree();
    const answer = await choose(work, work.paths, 'declined');
    const first = await answer.text();
    expect(answer.status).toBe(200);
    expect(first).toContain('<strong>3 applicants</strong>');
    expect(first).toContain('They cannot be taken back');
    for (const name of ['Ada Example', 'Kit Example', 'Zoe Example']) expect(first).toContain(`>${name}</a>`);
    const pages = [first];
    for (const at of ['1', '2']) pages.push(await (await post(work, formOf(first, { act: 'preview', at }))).text());
    const greeted = pages.map((page) => /(Ada|Kit|Zoe) Example/.exec(/class="mail-text">([^<]+)/.exec(page)![1]!)?.[1]);
    expect(greeted).toEqual(['Ada', 'Kit', 'Zoe']);
    expect(pages.join('')).not.toMatch(/\/my\/[\w-]{43}/);
    expect(await Promise.all(work.paths.map((path) => statusOf(work, path)))).toEqual(['new', 'new', 'new']);
    expect(await told(work)).toEqual([[], [], []]);
  });

  it('is saved and told once, however often the button is pressed, and returns to the list', async () => {
    const work = await openThree();
    const page = await (await choose(work, work.paths, 'declined', { who: 'lee' })).text();
    const save = () => post(work, formOf(page, { act: 'save' }));
    const answers = [...(await Promise.all([save(), save()])), await save()];
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    const words = await Promise.all(
      answers.map(async (answer) => {
        const headers = { Cookie: `${work.cookie}; ${cookieOf(answer)}` };
        return (await work.app.request(answer.headers.get('location')!, { headers })).text();
      }),
    );
    expect(words.filter((each) => each.includes('3 changed to Declined and assigned to lee.'))).toHaveLength(1);
    expect(
      words.filter((each) => each.includes('Saved already, a moment ago: 3 changed to Declined, and told')),
    ).toHaveLength(2);
    expect(answers[0]!.headers.get('location')).toContain('/inbox/?form=mentee&');
    expect(await told(work)).toEqual([['declined'], ['declined'], ['declined']]);
  });

  it('names those who cannot be told, with the reason, and leaves them as they are', async () => {
    const work = await openThree();
    const ask = await work.sent('ask');
    const [ada = '', kit = '', zoe = ''] = work.paths;
    await work.save(zoe, { was: 'new', status: 'waiting-list', assigned: '' });
    const mentor = await work.sent('mentor');
    const page = await (await choose(work, [ada, kit, zoe, mentor, ask], 'waiting-list', { who: 'lee' })).text();
    expect(page).toMatch(/Zoe Example<\/a>, \w{8}: is Waiting list already\./);
    expect(page).toMatch(/: that form has no status Waiting list\./);
    expect(page).toContain('They are assigned to lee.');

    const withPast = await work.sent('ask');
    await work.save(withPast, { was: 'new', status: 'new', assigned: '', day: '2027-02-11', time: '14:00', place: '' });
    const mixed = await (await choose(work, [ask, withPast], 'booked')).text();
    const untold = (await work.store.find(nameOfPath(ask)))!;
    expect(mixed).toContain('Cannot be told, so nothing of theirs is changed');
    expect(mixed).toMatch(new RegExp(`${untold.reference}: the mail “Booked” names the date and time`));
    const answer = await post(work, formOf(mixed, { act: 'save' }));
    const list = await work.read(answer.headers.get('location')!);
    expect(list).toContain('1 changed to Booked.');
    expect(list).toContain(`Kept as they were, because they cannot be told: ${untold.reference}.`);
    expect([await statusOf(work, ask), await statusOf(work, withPast)]).toEqual(['new', 'booked']);
    expect([await work.mailKinds(nameOfPath(ask)), await work.mailKinds(nameOfPath(withPast))]).toEqual([
      [],
      ['booked'],
    ]);
    // A second click says the same of what was saved.
    const again = await post(work, formOf(mixed, { act: 'save' }));
    expect(await work.read(again.headers.get('location')!)).toContain(
      'Saved already, a moment ago: 1 changed to Booked',
    );
  });

  it('is not saved when a colleague changed one of them meanwhile: the page says so, and what is left can be saved', async () => {
    const work = await openThree();
    const [ada = ''] = work.paths;
    const page = await (await choose(work, work.paths, 'declined')).text();
    await work.save(ada, { was: 'new', status: 'eligible', assigned: '' });
    const refused = await post(work, formOf(page, { act: 'save' }));
    const second = await refused.text();
    expect(refused.status).toBe(409);
    expect(second).toContain('Not saved: meanwhile');
    expect(second).toMatch(/Ada Example<\/a>, \w{8}: was changed to Eligible meanwhile\./);
    expect(await told(work)).toEqual([[], [], []]);
    expect((await post(work, formOf(second, { act: 'save' }))).status).toBe(303);
    expect(await Promise.all(work.paths.map((path) => statusOf(work, path)))).toEqual([
      'eligible',
      'declined',
      'declined',
    ]);
    expect(await told(work)).toEqual([[], ['declined'], ['declined']]);
  });

  it('that also assigns does not overwrite an assignment made meanwhile', async () => {
    const work = await openThree();
    const page = await (await choose(work, work.paths, 'declined', { who: 'lee' })).text();
    await work.save(work.paths[0]!, { was: 'new', status: 'new', 'was-assigned': '', assigned: 'kim' });
    const refused = await post(work, formOf(page, { act: 'save' }));
    expect([refused.status, await refused.text()]).toEqual([409, expect.stringContaining('assigned to kim')]);
    expect((await work.store.find(nameOfPath(work.paths[0]!)))?.assignedTo).toBe('kim');
  });

  it('leads back to the list with the same rows ticked', async () => {
    const work = await openThree();
    const page = await (await choose(work, work.paths.slice(0, 2), 'declined')).text();
    const list = await (await post(work, formOf(page, { act: 'choose' }))).text();
    expect(list.match(/name="pick"[^>]*checked/g)).toHaveLength(2);
    expect(list).toMatch(/id="tell"[^>]*checked/);
    expect(list).toMatch(/value="declined"[^>]*selected[^>]*>/);
  });

  it('is one step for one, and without mails', async () => {
    const work = await openThree();
    const [ada = '', kit = '', zoe = ''] = work.paths;
    expect((await choose(work, [ada], 'declined')).status).toBe(303);
    expect((await choose(work, [kit, zoe], 'declined', { tell: '' })).status).toBe(303);
    expect(await told(work)).toEqual([['declined'], [], []]);
  });

  it('is saved only from a page of this site, by an officer, and never without its code', async () => {
    const work = await openThree();
    const page = await (await choose(work, work.paths, 'declined')).text();
    const form = formOf(page, { act: 'save' });
    const from = { Origin: 'https://elsewhere.example', Cookie: work.cookie };
    expect((await work.send('/inbox/change/', form, from)).status).toBe(403);
    const rae = { ...own, Cookie: await work.login('rae') };
    expect((await work.send('/inbox/change/', form, rae)).status).toBe(403);
    expect(
      (
        await post(
          work,
          form.filter(([name]) => name !== 'code'),
        )
      ).status,
    ).toBe(409);
    expect(await told(work)).toEqual([[], [], []]);
  });
});
