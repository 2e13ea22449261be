import { describe, expect, it } from 'vitest';
import type { Status } from '#inbox/statuses.ts';
import { referenceOf } from '#forms/answers/reference.ts';
import type { PostedAnswers } from './support/answers.ts';
import { claimAll } from './support/claim-all.ts';
import { nameOfPath, openWork } from './support/work.ts';

async function openMatchingInbox(name = 'kim') {
  const work = await openWork(name);
  const decide = (submissionId: string, status: Status) =>
    work.store.change(
      [{ form: 'mentor', submissionId }],
      { status },
      { at: '2027-01-15T12:00:00.000Z', actor: 'staff:kim' },
    );
  return {
    ...work,
    decide,
    match: (mentee: string, fields: Record<string, string>) => work.save(`/inbox/mentee/${mentee}/match/`, fields),
    async sent(form: 'mentee' | 'mentor', fullName: string, changes: PostedAnswers = {}) {
      const email = form === 'mentee' ? 's7654321@my.northbridge.example' : 'mentor@example.com';
      const name = nameOfPath(await work.sent(form, { fullName, email, ...changes }));
      if (form === 'mentor') await decide(name.submissionId, 'eligible');
      return name.submissionId;
    },
  };
}

describe('a mentee’s page', () => {
  it('leads to the bench while a mentor is looked for, and says why not otherwise', async () => {
    const inbox = await openMatchingInbox();
    const mentor = await inbox.sent('mentor', 'Grace Mentor');
    const ada = await inbox.sent('mentee', 'Ada Example', { matchNote: 'Not my <uncle>, please.' });
    const again = await inbox.sent('mentee', 'Ada Example');
    const kit = await inbox.sent('mentee', 'Kit Example', { email: 's7654322@my.northbridge.example' });
    const page = async (id: string) => inbox.read(`/inbox/mentee/${id}/`);
    const way = /href="(\/inbox\/match\/2026-27\/[^"]+)"\s*>\s*Find a mentor on the bench/;
    expect(await page(ada)).toContain('To think of: Not my &lt;uncle&gt;, please.');
    expect(await inbox.read(way.exec(await page(ada))![1]!)).toContain('<h1>A mentor for Ada Example</h1>');
    expect(await page(again)).toContain('the same person applied before');
    const reached = await inbox.get(`/inbox/match/2026-27/${again}/`, inbox.cookie);
    expect(reached.headers.get('location')).toBe(`/inbox/mentee/${again}/#match`);
    await inbox.match(kit, { mentor });
    for (const id of [again, kit]) expect(await page(id)).not.toMatch(way);
  });

  it('shows a match on the pages of both: the place is taken, and the overview counts it', async () => {
    const inbox = await openMatchingInbox();
    const mentor = await inbox.sent('mentor', 'Grace Mentor');
    const ada = await inbox.sent('mentee', 'Ada Example');
    await inbox.sent('mentee', 'Kit Example', { email: 's7654322@my.northbridge.example' });
    await inbox.decide(mentor, 'new');
    expect(await inbox.read('/inbox/overview/')).toMatch(
      /0 of 2 mentees of 2026\/27\s+have a mentor;[^.]*nobody has decided offer 1 place\./,
    );
    await inbox.decide(mentor, 'eligible');
    const done = await inbox.match(ada, { mentor, tell: 'yes' });
    expect(done.headers.get('location')).toBe(`/inbox/mentee/${ada}/?saved=matched-told`);
    const page = await inbox.read(`/inbox/mentee/${ada}/?saved=matched-told`);
    expect(page).toContain('Both are told by email');
    expect(page).toContain(`href="/inbox/mentor/${mentor}/">Grace Mentor</a>`);
    const [, write] = /href="([^"]+)">Write to both/.exec(page)!;
    const both = await inbox.read(write!);
    expect(both).toMatch(/To <strong>2 people<\/strong>/);
    expect(await inbox.read(write!.replace(/match=\d+/, 'match=9999'))).toMatch(/To <strong>no person/);
    const other = await inbox.read(`/inbox/mentor/${mentor}/`);
    expect(other).toContain('1 of 1 place taken');
    expect(other).toContain(`href="/inbox/mentee/${ada}/">Ada Example</a>`);
    expect(other).toMatch(/class="state matched">Matched/);
    expect(await inbox.read('/inbox/overview/')).toMatch(
      /1 of 2 mentees of 2026\/27\s+has a mentor; eligible mentors have 0 places left\./,
    );
    const mails = (await claimAll(inbox.store, '2027-01-16T00:00:00.000Z')).filter(({ kind }) => kind === 'matched');
    expect(mails).toHaveLength(2);
  });

  it('matches two people once when the form is sent twice, without a conflict', async () => {
    const inbox = await openMatchingInbox();
    const [mentor, ada] = [await inbox.sent('mentor', 'Grace Mentor'), await inbox.sent('mentee', 'Ada Example')];
    const twice = await Promise.all([inbox.match(ada, { mentor }), inbox.match(ada, { mentor })]);
    expect(twice.map(({ status, headers }) => [status, headers.get('location')])).toEqual(
      twice.map(() => [303, `/inbox/mentee/${ada}/?saved=matched`]),
    );
    expect(await inbox.store.matches()).toHaveLength(1);
  });

  it('ends the match that the page showed, not one that a colleague made later', async () => {
    const inbox = await openMatchingInbox();
    const [grace, lou] = [await inbox.sent('mentor', 'Grace Mentor'), await inbox.sent('mentor', 'Lou Mentor')];
    const ada = await inbox.sent('mentee', 'Ada Example');
    await inbox.match(ada, { mentor: grace });
    const shown = /name="end" value="([^"]+)"/.exec(await inbox.read(`/inbox/mentee/${ada}/`))![1]!;
    await inbox.match(ada, { end: shown });
    await inbox.match(ada, { mentor: lou });
    const late = await inbox.match(ada, { end: shown });
    expect([late.status, await late.text()]).toEqual([409, expect.stringContaining('another mentor')]);
    expect(await inbox.store.matches()).toMatchObject([{ mentor: { submissionId: lou } }]);
  });

  it('records how a match ended, and shows it on the pages of both', async () => {
    const inbox = await openMatchingInbox();
    const [mentor, ada] = [await inbox.sent('mentor', 'Grace Mentor'), await inbox.sent('mentee', 'Ada Example')];
    await inbox.match(ada, { mentor });
    expect((await inbox.match(ada, { end: mentor, ending: 'nonsense' })).status).toBe(422);
    await inbox.match(ada, { end: mentor, ending: 'no-time', next: 'finished' });
    const page = await inbox.read(`/inbox/mentee/${ada}/`);
    expect(page).toMatch(/Grace Mentor<\/a>, 2026\/27\.\s+Ended early: one had no time left/);
    expect(page).toContain('Match ended. Ended early: one had no time left');
    expect(page).toMatch(/class="state finished">Finished/);
    expect(await inbox.read(`/inbox/mentor/${mentor}/`)).toMatch(/Ada Example<\/a>, 2026\/27/);
    expect(await inbox.read('/inbox/overview/')).toMatch(/mentors have 1 place/);
  });

  it('says why two cannot be matched', async () => {
    const inbox = await openMatchingInbox();
    const mentor = await inbox.sent('mentor', 'Grace Mentor');
    const questions = await inbox.sent('mentor', 'Questions Only', { programmes: 'one-question', months: 'jan' });
    const [ada, kit] = [await inbox.sent('mentee', 'Ada Example'), await inbox.sent('mentee', 'Kit Example')];
    const lou = await inbox.sent('mentee', 'Lou Example');
    await inbox.store.change(
      [{ form: 'mentee', submissionId: lou }],
      { status: 'withdrawn' },
      { at: '2027-01-15T12:00:00.000Z', actor: 'staff:lee' },
    );
    await inbox.match(ada, { mentor });
    for (const [mentee, chosen, words] of [
      [kit, mentor, 'has no place for'],
      [kit, questions, 'has no place for'],
      [ada, questions, 'meanwhile this mentee has a mentor'],
      [lou, mentor, 'the status of one of them has changed'],
      [kit, ada, 'not there any more'],
      [kit, 'x', 'not there any more'],
    ] as const) {
      const response = await inbox.match(mentee, { mentor: chosen });
      expect([response.status, await response.text()]).toEqual([409, expect.stringContaining(words)]);
    }
    expect((await inbox.match(mentor, { mentor })).status).toBe(404);
    expect(await inbox.store.matches()).toHaveLength(1);
  });
});

it('writes a match into both kinds of download, as the reference of the other person', async () => {
  const inbox = await openMatchingInbox('lee');
  const mentor = await inbox.sent('mentor', 'Grace Mentor', { capacity: '2' });
  const [ada, kit, zoe] = [
    await inbox.sent('mentee', 'Ada Example'),
    await inbox.sent('mentee', 'Kit Example'),
    await inbox.sent('mentee', 'Zoë Example'),
  ];
  for (const mentee of [ada, kit]) await inbox.match(mentee, { mentor });
  const download = async (format: string) => (await inbox.save('/inbox/export/', { view: '', format })).text();
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
