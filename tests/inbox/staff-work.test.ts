import { describe, expect, it } from 'vitest';
import { verifyStore } from '#inbox/cli/verify.ts';
import { own } from './support/staff.ts';
import { nameOfPath, openWork, untouched } from './support/work.ts';

describe('working on a submission', () => {
  it('saves status, colleague and note, and shows them in the history', async () => {
    const work = await openWork();
    const path = await work.sent('mentee');
    const response = await work.save(path, {
      was: 'new',
      status: 'eligible',
      assigned: 'lee',
      note: 'Rang her.\nShe prefers <mornings>.',
    });
    expect([response.status, response.headers.get('location')]).toEqual([303, `${path}?saved`]);
    const page = await work.read(`${path}?saved`);
    expect(page).toContain('Saved.');
    expect(page).toMatch(/class="state eligible">Eligible/);
    expect(page).toContain('New → Eligible');
    expect(page).toContain('Assigned to lee');
    expect(page).toContain('Rang her.\nShe prefers &lt;mornings&gt;.');
    expect(await work.store.find(nameOfPath(path))).toMatchObject({ status: 'eligible', assignedTo: 'lee' });
  });

  it('shows beside each answer who sees it, as the form says', async () => {
    const work = await openWork();
    const readersIn = async (path: string) =>
      new Map(
        [
          ...(await work.read(path)).matchAll(/<dt>\s*([^<]*?)\s*<span class="seen"><span[^>]*>[^<]*<\/span>([^<]*)/g),
        ].map(([, label, words]) => [label!, words!] as const),
      );
    const mentee = await readersIn(await work.sent('mentee', { adjustments: 'Captions' }));
    expect(mentee.get('What would you like to achieve?') ?? mentee.get('Full name')).toBe('Team and mentor');
    expect(mentee.get('Are you a student or graduate of Northbridge University?')).toBe('Team only');
    expect(mentee.get('Do you need anything to take part?')).toBe('Team only');
    const shared = await readersIn(await work.sent('mentee', { adjustments: 'Captions', shareAdjustments: 'yes' }));
    expect(shared.get('Do you need anything to take part?')).toBe('Team, and the mentor once matched');
    const mentor = await readersIn(await work.sent('mentor'));
    expect(mentor.get('Full name')).toBe('Team and mentees');
    expect(mentor.get('Email address')).toBe('Team, and the mentee once matched');
    expect(mentor.get('Are you recruiting, teaching or assessing students at present?')).toBe('Team only');
    expect((await readersIn(await work.sent('contact'))).size).toBe(0);
  });

  it('stores notes encrypted, and verify can read them', async () => {
    const work = await openWork();
    const path = await work.sent('ask');
    await work.save(path, { was: 'new', status: 'new', assigned: '', note: 'canary in a note' });
    const [note] = await work.store.enclosures(nameOfPath(path));
    expect(Buffer.from(note!.content.box).toString('latin1')).not.toContain('canary');
    expect((await verifyStore(work.store, work.vault)).problems).toEqual([]);
  });

  it.each([
    ['a status of another form', { status: 'booked', assigned: '' }],
    ['an unknown status', { status: '<script>', assigned: '' }],
    ['an unknown colleague', { status: 'eligible', assigned: 'nobody' }],
    ['a note that is too long', { status: 'eligible', assigned: '', note: 'x'.repeat(5_001) }],
  ])('refuses %s with a message, and changes nothing', async (_, fields) => {
    const work = await openWork();
    const path = await work.sent('mentee');
    const response = await work.save(path, { was: 'new', ...fields });
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('Not saved: ');
    expect(await work.store.find(nameOfPath(path))).toMatchObject({ status: 'new', assignedTo: null });
  });

  it('shows the chosen values again after a refusal, so that they can be saved together', async () => {
    const work = await openWork();
    const path = await work.sent('ask');
    const chosen = { was: 'new', status: 'booked', assigned: 'lee', tell: 'yes' };
    const refused = await (await work.save(path, { ...chosen, day: '2027-02-18' })).text();
    expect(refused).toMatch(/value="booked"\s+selected/);
    expect(refused).toMatch(/value="lee"\s+selected/);
    expect(refused).toMatch(/name="tell"[^>]*checked/);
  });

  it('shows a note again that was sent after the session ended, so that it can be saved', async () => {
    const work = await openWork();
    const path = await work.sent('ask');
    const fields = { ...untouched, status: 'booked', note: 'Rang her.\nShe <prefers> mornings.' };
    await work.save('/inbox/logout/', {});
    const length = String(new URLSearchParams(fields).toString().length);
    const save = (changed: Record<string, string>, more: Record<string, string>) =>
      work.send(`${path}?list=form%3Dask`, changed, { ...own, Cookie: work.cookie, 'Content-Length': length, ...more });
    const ended = await save(fields, {});
    const page = await ended.text();
    expect([ended.status, page]).toEqual([401, expect.stringContaining('Rang her.\nShe &lt;prefers&gt; mornings.')]);
    expect(page).toContain(`action="${path}?list=form%3Dask"`);
    expect(page).toContain('name="status" value="booked"');
    expect((await work.store.find(nameOfPath(path)))?.status).toBe('new');
    for (const refused of [
      await save({ ...fields, note: ' ' }, {}),
      await save(fields, { 'Content-Length': '65537' }),
      await save(fields, { 'Content-Type': 'text/plain' }),
    ])
      expect([refused.status, refused.headers.get('location')]).toEqual([303, '/inbox/login/']);
  });

  it('shows that a submission is suspect, also after staff have changed its status', async () => {
    const work = await openWork();
    const path = await work.sent('ask', { _gotcha: 'x' });
    expect(await work.read(path)).toMatch(/value="suspect"\s+selected/);
    await work.save(path, { was: 'suspect', status: 'offered', assigned: '' });
    const page = await work.read(path);
    expect(page).toContain('sent faster than a person types');
    expect(page).not.toContain('value="suspect"');
    expect((await work.store.counts({})).suspect).toBe(0);
  });

  it('opens the oldest unread submission, until there is none', async () => {
    const work = await openWork();
    const [first, second] = [await work.sent('ask'), await work.sent('mentee')];
    const next = async () => (await work.get('/inbox/next/', work.cookie)).headers.get('location');
    expect(await next()).toBe(first);
    expect(await work.read(first)).toMatch(/accesskey="n">Next unread<\/a>\s*<span class="hint">\(1 left\)/);
    expect(await next()).toBe(second);
    expect(await work.read(second)).toContain('Nothing else is unread');
    expect(await next()).toBe('/inbox/');
  });
});

it('saves and opens the next unread submission in one step, until there is none', async () => {
  const work = await openWork();
  const [first, second] = [await work.sent('mentee'), await work.sent('ask')];
  const fields = { was: 'new', assigned: 'kim', then: 'next' };
  expect(await work.read(first)).toContain('open the next unread');
  const step = await work.save(first, { ...fields, status: 'eligible' });
  const redirect = await work.get(step.headers.get('location')!, work.cookie);
  expect(redirect.headers.get('location')).toBe(`${second}?saved=next`);
  const page = await work.read(`${second}?saved=next`);
  expect(page).toContain('Saved. This is the next unread.');
  expect(page).not.toContain('open the next unread');
  expect(await work.store.find(nameOfPath(first))).toMatchObject({ status: 'eligible', assignedTo: 'kim' });
  const last = await work.save(second, { ...fields, status: 'closed' });
  const end = (await work.get(last.headers.get('location')!, work.cookie)).headers.get('location')!;
  expect(end).toBe('/inbox/?done=next');
  expect(await work.read(end)).toContain('Saved. Nothing else here is unread.');
});

it('says once what was done: not after a reload, nor from a bookmark', async () => {
  const work = await openWork();
  const path = `${await work.sent('mentee')}?list=form%3Dmentee`;
  const saved = await work.save(path, { was: 'new', status: 'eligible', assigned: '' });
  const told = saved.headers.get('location')!;
  expect(await work.read(told)).toContain('<p class="note" role="status">Saved.</p>');
  const again = await work.get(told, work.cookie);
  expect([again.status, again.headers.get('location')]).toEqual([303, path]);
  expect(await work.read(path)).not.toContain('Saved.');
  // Nor does what was done elsewhere let another address say what never was.
  await work.save(path, { was: 'eligible', status: 'matching', assigned: '' });
  expect((await work.get(told.replace('saved', 'saved=told'), work.cookie)).status).toBe(303);
});

it('links to a mail to the applicant, with the reference', async () => {
  const work = await openWork();
  const path = await work.sent('ask');
  const { reference } = (await work.store.find(nameOfPath(path)))!;
  expect(await work.read(path)).toContain(
    `href="mailto:s1234567%40my.northbridge.example?subject=Ask%20a%20mentor%2C%20${reference}"`,
  );
});

it('links each submission to the others from the same address', async () => {
  const work = await openWork();
  const [first, second, question] = [await work.sent('mentee'), await work.sent('mentee'), await work.sent('ask')];
  const mentor = await work.sent('mentor');
  const others = (page: string) =>
    [...(/Also from this address<\/dt>([\s\S]*?)<\/div>/.exec(page)?.[1] ?? '').matchAll(/<a href="([^"]+)">/g)].map(
      ([, path]) => path,
    );
  expect(others(await work.read(first))).toEqual([second, question]);
  expect(others(await work.read(question))).toEqual([first, second]);
  expect(await work.read(mentor)).not.toContain('Also from this address');
});

it('shows on every submission’s page how many are unread, suspect and duplicates', async () => {
  const work = await openWork();
  const path = await work.sent('mentee');
  await work.sent('mentee');
  await work.sent('ask', { _gotcha: 'x' });
  const page = await work.read(path);
  expect(page).toMatch(/<strong>1<\/strong>\s+suspect</);
  expect(page).toMatch(/<strong>1<\/strong>\s+duplicate</);
  expect(page).toContain('(2 left)');
});

describe('a reader', () => {
  it('can view everything and change nothing', async () => {
    const work = await openWork('rae');
    const path = await work.sent('ask');
    const page = await work.read(path);
    expect(page).toContain('Ada Example');
    expect(page).not.toContain('Work on it');
    expect(await work.read('/inbox/')).not.toContain('name="pick"');
    for (const target of [path, '/inbox/change/']) {
      const response = await work.save(target, { was: 'new', status: 'closed', to: 'closed', pick: path.slice(7, -1) });
      expect(response.status).toBe(403);
      expect(await response.text()).toContain('Nothing was changed');
    }
    expect((await work.store.find(nameOfPath(path)))?.status).toBe('new');
  });
});
