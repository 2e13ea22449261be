import { describe, expect, it } from 'vitest';
import { referenceOf } from '#forms/reference.ts';
import { answersOf } from './support/answers.ts';
import { claimAll } from './support/claim-all.ts';
import { openStaffInbox, own, type StaffInbox } from './support/staff.ts';
import { eraser } from './support/store-contract/samples.ts';

type Changes = Record<string, string | string[]>;

interface Desk extends StaffInbox {
  cookie: string;
  sent: (form: 'mentee' | 'mentor', fullName: string, changes?: Changes) => Promise<string>;
  read: (path: string) => Promise<string>;
  match: (mentee: string, fields: Record<string, string>) => Promise<Response>;
}

async function openDesk(name = 'kim'): Promise<Desk> {
  const inbox = await openStaffInbox();
  const cookie = await inbox.login(name);
  return {
    ...inbox,
    cookie,
    read: async (path) => (await inbox.get(path, cookie)).text(),
    match: (mentee, fields) => inbox.send(`/inbox/mentee/${mentee}/match/`, fields, { ...own, Cookie: cookie }),
    async sent(form, fullName, changes = {}) {
      const answers = answersOf(form, {
        fullName,
        email: form === 'mentee' ? 'w7654321@my.westminster.ac.uk' : 'mentor@example.com',
        ...(form === 'mentee' ? { studentNumber: 'w7654321' } : {}),
        ...changes,
      });
      expect((await inbox.postJson(form, answers)).status).toBe(200);
      return String(answers['submission_id']);
    },
  };
}

/** Returns the names of the mentors proposed on a mentee's page, in order. */
const proposed = (page: string) => {
  const list = /<ol class="candidates">([\s\S]*?)<\/ol>/.exec(page)?.[1] ?? '';
  return [...list.matchAll(/<a href="\/inbox\/mentor\/[^"]+">([^<]+)</g)].map(([, name]) => name);
};

describe('a mentee’s page', () => {
  it('proposes mentors of the same sectors with a free place, best first, with reasons', async () => {
    const desk = await openDesk();
    await desk.sent('mentor', 'Second Choice', { sectors: 'law' });
    await desk.sent('mentor', 'First Choice', { sectors: 'publishing' });
    await desk.sent('mentor', 'Other Sector', { sectors: 'accounting-finance' });
    await desk.sent('mentor', 'Questions Only', { programmes: 'ask-a-mentor', months: 'jan' });
    await desk.sent('mentor', 'Looks Like Machine', { _gotcha: 'x' });
    const mentee = await desk.sent('mentee', 'Ada Example', { matchNote: 'Not my <uncle>, please.' });
    const page = await desk.read(`/inbox/mentee/${mentee}/`);
    expect(proposed(page)).toEqual(['First Choice', 'Second Choice']);
    expect(page).toContain('Publishing (first choice)');
    expect(page.indexOf('Tell both by email')).toBeLessThan(page.indexOf('First Choice'));
    expect(page).toContain('To think of: Not my &lt;uncle&gt;, please.');
  });

  it('proposes a mentor again whose mentee withdrew or was erased, and asks to make sure', async () => {
    const desk = await openDesk();
    const mentor = await desk.sent('mentor', 'Grace Mentor');
    const [ada, kit] = [await desk.sent('mentee', 'Ada Example'), await desk.sent('mentee', 'Kit Example')];
    const page = async () => desk.read(`/inbox/mentee/${kit}/`);
    await desk.match(ada, { mentor });
    expect(proposed(await page())).toEqual([]);
    await desk.store.change([{ form: 'mentee', submissionId: ada }], { status: 'withdrawn' }, { at: '', actor: 'x' });
    expect(proposed(await page())).toEqual(['Grace Mentor']);
    expect(await page()).toContain('Marked as matched, though a place is free');
    await desk.store.erase([{ form: 'mentee', submissionId: ada }], eraser);
    expect(proposed(await page())).toEqual(['Grace Mentor']);
  });

  it('proposes mentors marked as matched last, however high their score', async () => {
    const desk = await openDesk();
    const marked = await desk.sent('mentor', 'Marked First Choice', { sectors: 'publishing' });
    await desk.sent('mentor', 'Free Second Choice', { sectors: 'law' });
    const mentee = await desk.sent('mentee', 'Ada Example');
    await desk.store.change([{ form: 'mentor', submissionId: marked }], { status: 'matched' }, { at: '', actor: 'x' });
    expect(proposed(await desk.read(`/inbox/mentee/${mentee}/`))).toEqual([
      'Free Second Choice',
      'Marked First Choice',
    ]);
  });

  it('matches with one of them: both are told, the place is taken, the overview shows it', async () => {
    const desk = await openDesk();
    const mentor = await desk.sent('mentor', 'Grace Mentor');
    const [ada, kit] = [await desk.sent('mentee', 'Ada Example'), await desk.sent('mentee', 'Kit Example')];
    expect(await desk.read('/inbox/overview/')).toMatch(
      /0 of 2 mentees of 2026\/27\s+have a mentor; mentors have 1 place/,
    );
    const done = await desk.match(ada, { mentor, tell: 'yes' });
    expect(done.headers.get('location')).toBe(`/inbox/mentee/${ada}/?saved=matched-told`);
    const page = await desk.read(`/inbox/mentee/${ada}/?saved=matched-told`);
    expect(page).toContain('Both are told by email');
    expect(page).toContain(`href="/inbox/mentor/${mentor}/">Grace Mentor</a>`);
    expect(page).toContain('mailto:w7654321%40my.westminster.ac.uk,mentor%40example.com');
    expect(proposed(page)).toEqual([]);
    const other = await desk.read(`/inbox/mentor/${mentor}/`);
    expect(other).toContain('1 of 1 place taken');
    expect(other).toContain(`href="/inbox/mentee/${ada}/">Ada Example</a>`);
    expect(other).toMatch(/class="label matched">Matched/);
    expect(proposed(await desk.read(`/inbox/mentee/${kit}/`))).toEqual([]);
    expect(await desk.read('/inbox/overview/')).toMatch(
      /1 of 2 mentees of 2026\/27\s+has a mentor; mentors have 0 places/,
    );
    const told = (await claimAll(desk.store, '2027-01-16T00:00:00.000Z')).filter(({ kind }) => kind === 'matched');
    expect(told).toHaveLength(2);

    await desk.match(ada, { end: mentor });
    expect(proposed(await desk.read(`/inbox/mentee/${kit}/`))).toEqual(['Grace Mentor']);
  });

  it('matches the same two once when the form is sent twice, and blames no colleague', async () => {
    const desk = await openDesk();
    const [mentor, ada] = [await desk.sent('mentor', 'Grace Mentor'), await desk.sent('mentee', 'Ada Example')];
    const twice = await Promise.all([desk.match(ada, { mentor }), desk.match(ada, { mentor })]);
    expect(twice.map(({ status, headers }) => [status, headers.get('location')])).toEqual(
      twice.map(() => [303, `/inbox/mentee/${ada}/?saved=matched`]),
    );
    expect(await desk.store.matches()).toHaveLength(1);
  });

  it('ends the match that the page showed, not one that a colleague made since', async () => {
    const desk = await openDesk();
    const [grace, lou] = [await desk.sent('mentor', 'Grace Mentor'), await desk.sent('mentor', 'Lou Mentor')];
    const ada = await desk.sent('mentee', 'Ada Example');
    await desk.match(ada, { mentor: grace });
    const shown = /name="end" value="([^"]+)"/.exec(await desk.read(`/inbox/mentee/${ada}/`))![1]!;
    await desk.match(ada, { end: shown });
    await desk.match(ada, { mentor: lou });
    const late = await desk.match(ada, { end: shown });
    expect([late.status, await late.text()]).toEqual([409, expect.stringContaining('another mentor')]);
    expect(await desk.store.matches()).toMatchObject([{ mentor: { submissionId: lou } }]);
  });

  it('says why two cannot be matched', async () => {
    const desk = await openDesk();
    const mentor = await desk.sent('mentor', 'Grace Mentor');
    const questions = await desk.sent('mentor', 'Questions Only', { programmes: 'ask-a-mentor', months: 'jan' });
    const [ada, kit] = [await desk.sent('mentee', 'Ada Example'), await desk.sent('mentee', 'Kit Example')];
    const lou = await desk.sent('mentee', 'Lou Example');
    await desk.store.change(
      [{ form: 'mentee', submissionId: lou }],
      { status: 'withdrawn' },
      { at: '2027-01-15T12:00:00.000Z', actor: 'staff:lee' },
    );
    await desk.match(ada, { mentor });
    for (const [mentee, chosen, words] of [
      [kit, mentor, 'no place left'],
      [kit, questions, 'no place left'],
      [ada, questions, 'has just matched this mentee'],
      [lou, mentor, 'changed the status'],
      [kit, ada, 'not there any more'],
      [kit, 'x', 'not there any more'],
    ] as const) {
      const response = await desk.match(mentee, { mentor: chosen });
      expect([response.status, await response.text()]).toEqual([409, expect.stringContaining(words)]);
    }
    expect((await desk.match(mentor, { mentor })).status).toBe(404);
    expect(await desk.store.matches()).toHaveLength(1);
  });

  it('links to each mentee without a mentor in turn', async () => {
    const desk = await openDesk();
    const mentor = await desk.sent('mentor', 'Grace Mentor', { capacity: '2' });
    const ids = [];
    for (const name of ['Ada Example', 'Kit Example', 'Zoë Example']) ids.push(await desk.sent('mentee', name));
    const [ada, kit, zoe] = ids as [string, string, string];
    const next = async (path: string) =>
      (await desk.get(path, desk.cookie)).headers.get('location')?.replace(/^\/inbox\/mentee\/|\/#match$/g, '');
    const fromPage = async (id: string) =>
      next(/href="(\/inbox\/next-to-match\/[^"]*)"/.exec(await desk.read(`/inbox/mentee/${id}/`))![1]!);
    expect(await next('/inbox/next-to-match/')).toBe(ada);
    expect([await fromPage(ada), await fromPage(zoe)]).toEqual([kit, ada]);
    await desk.match(kit, { mentor });
    expect(await fromPage(ada)).toBe(zoe);
    await desk.match(ada, { mentor });
    await desk.store.change([{ form: 'mentee', submissionId: zoe }], { status: 'declined' }, { at: '', actor: 'x' });
    expect(await next('/inbox/next-to-match/')).toBe('/inbox/?form=mentee&matched=no');
  });

  it('shows a reader the page without the means to match', async () => {
    const desk = await openDesk('rae');
    const mentor = await desk.sent('mentor', 'Grace Mentor');
    const mentee = await desk.sent('mentee', 'Ada Example');
    const page = await desk.read(`/inbox/mentee/${mentee}/`);
    expect(proposed(page)).toEqual(['Grace Mentor']);
    expect(page).not.toContain('name="mentor"');
    expect((await desk.match(mentee, { mentor })).status).toBe(403);
  });
});

it('is in both kinds of download, by the references of the partners', async () => {
  const desk = await openDesk('lee');
  const mentor = await desk.sent('mentor', 'Grace Mentor', { capacity: '2' });
  const [ada, kit, zoe] = [
    await desk.sent('mentee', 'Ada Example'),
    await desk.sent('mentee', 'Kit Example'),
    await desk.sent('mentee', 'Zoë Example'),
  ];
  for (const mentee of [ada, kit]) await desk.match(mentee, { mentor });
  const download = async (format: string) =>
    (await desk.send('/inbox/export/', { view: '', format }, { ...own, Cookie: desk.cookie })).text();
  const partners = (await download('ndjson'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { submission_id: string; matched_with: string[] })
    .map(({ submission_id, matched_with }) => [submission_id, matched_with.toSorted()]);
  expect(Object.fromEntries(partners)).toEqual({
    [mentor]: [referenceOf(ada), referenceOf(kit)].toSorted(),
    [ada]: [referenceOf(mentor)],
    [kit]: [referenceOf(mentor)],
    [zoe]: [],
  });
  const [head = '', ...rows] = (await download('csv')).trimEnd().split('\r\n');
  const column = head.split(',').indexOf('"matched_with"');
  const cells = rows.map((row) => row.split(',')[column]);
  expect(cells.slice(1)).toEqual([`"${referenceOf(mentor)}"`, `"${referenceOf(mentor)}"`, '']);
  expect(cells[0]).toMatch(/^"\w{8}; \w{8}"$/);
});
