import '../support/in-london.ts';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { roundProblems, valuesOf, writeRound } from '#inbox/services/rounds/round-edit.ts';
import { json, round, roundText } from './support/inbox.ts';
import { mails } from './support/mails.ts';
import { auditOf, deeds } from './support/staff.ts';
import { decoded, hiddenIn, listed, nameOfPath, openWork, type Work } from './support/work.ts';

const path = '/inbox/rounds/2026-27/';
const values = valuesOf(roundText);
const extended = { closes: '2027-02-18T17:00' };
const afterClose = '2027-02-15T12:00:00.000Z';

/** Returns the hidden fields of the preview, and what was written. */
function fieldsOf(page: string): Record<string, string> {
  const subject = /name="subject"\s+value="([^"]*)"/.exec(page)?.[1];
  const body = /<textarea[^>]*>\n?([^<]*)</.exec(page)?.[1];
  return {
    ...hiddenIn(page),
    ...(subject === undefined ? {} : { subject }),
    ...(body === undefined ? {} : { body: decoded(body) }),
  };
}

const look = (work: Work, fields: Record<string, string> = extended, at = path) =>
  work.save(at, { ...values, example: 'yes', when: 'now', after: '', ...fields, act: 'look' });

async function save(
  work: Work,
  fields: Record<string, string> = extended,
  more: Record<string, string> = {},
  at = path,
) {
  const page = await (await look(work, fields, at)).text();
  return work.save(at, { ...fieldsOf(page), ...more, act: 'save' });
}

/** Presses “Undo” on the page of the round as it is. */
const undo = async (work: Work) => work.save(path, { ...fieldsOf(await work.read(path)), act: 'undo' });

describe('the file of a round', () => {
  it.each(
    ['content/rounds', 'starter/content/rounds'].flatMap((folder) =>
      readdirSync(folder).map((name) => `${folder}/${name}`),
    ),
  )('%s stays as it is, to the byte, where nothing is changed', (file) => {
    const text = readFileSync(file, 'utf8');
    expect(writeRound(text, valuesOf(text))).toBe(text);
    expect(roundProblems(valuesOf(text), new Map())).toEqual([]);
  });

  it('keeps its comments, and changes only the lines that differ', () => {
    const text = `# Our dates.\n${roundText.replace('example: true\n', '')}briefing: 2027-03-10 # in the hall\n`;
    const changed = writeRound(text, { ...valuesOf(text), closes: '2027-02-18T17:00' });
    expect(changed).toBe(text.replace('2027-02-11T23:59', '2027-02-18T17:00'));
    expect(writeRound(text, { ...valuesOf(text), briefing: '' })).not.toContain('briefing');
  });

  it.each([
    [{ title: '' }, 'title', 'Enter “Name of the round”'],
    [{ closes: 'soon' }, 'closes', '“Applications close” must be a time in'],
    [{ closes: '2027-02-30T12:00' }, 'closes', 'is no day or time that there is'],
    [{ closes: '2027-02-11T24:10' }, 'closes', 'is no day or time that there is'],
    [{ opens: '2027-03-28T01:30', closes: '2027-04-01T12:00' }, 'opens', '“Applications open”: '],
    [{ decisionBy: '2027-02-01' }, 'decisionBy', 'is before “Applications close”'],
    [{ midPoint: '2027-08-01' }, 'cycleEnds', 'is before'],
    [{ title: '2025/26' }, 'title', 'has this name already'],
    [{ opens: '2026-01-01T09:00' }, 'closes', '2025/26 takes applications at that time'],
  ])('is refused with %o, with the field and what to do', (wrong, field, words) => {
    const other = roundText
      .replace('2026/27', '2025/26')
      .replace('2026-10-05', '2025-10-05')
      .replace('2027-02-11', '2026-02-11');
    const [problem] = roundProblems({ ...values, ...wrong }, new Map([['2025-26', other]]));
    expect(problem?.message).toContain(words);
    if (field !== 'cycleEnds') expect(problem?.field).toBe(field);
  });
});

describe('the dates of a round', () => {
  it('are rehearsed before they count: who can apply, whom it concerns, what they would read', async () => {
    const work = await openWork('lee');
    await work.sent('mentee', { fullName: 'Ada Example' });
    await work.sent('mentor', { fullName: 'Grace Example' });
    await mails(work, '2027-01-15T12:00:00.000Z');
    await work.later(afterClose);
    const page = await (await look(work)).text();
    expect(page).toContain('Nothing is saved yet');
    expect(page).toContain(
      'Students can apply until 5pm on Thursday 18\u00a0February 2027. Without the change, they closed at 11.59pm on Thursday 11\u00a0February 2027.',
    );
    expect(page).toContain(
      '1 application is there. Its answers can be changed until 5pm on Thursday 18\u00a0February 2027.',
    );
    expect(page).toMatch(/One person, each by/);
    expect(page).toContain('Ada Example');
    expect(page).not.toContain('Grace Example');
    expect(page).toContain(
      '- Applications close: 5pm on Thursday 18\u00a0February 2027 (before: 11.59pm on Thursday 11\u00a0February 2027)',
    );
    expect(page).toContain('New dates for 2026/27');
    expect((await work.postJson('mentee')).status).toBe(403);
    expect(await work.store.contentChanges()).toEqual([]);
  });

  it('count at once, are told once, and their file is what was saved', async () => {
    const work = await openWork('lee');
    await work.sent('mentee', { fullName: 'Ada Example' });
    await mails(work, '2027-01-15T12:00:00.000Z');
    await work.later(afterClose);
    const preview = fieldsOf(await (await look(work)).text());
    const done = await Promise.all([1, 2].map(() => work.save(path, { ...preview, tell: 'yes', act: 'save' })));
    done.push(await work.save(path, { ...preview, tell: 'yes', act: 'save' }));
    for (const { status, headers } of done)
      expect([status, headers.get('location')]).toEqual([303, `${path}?done=now-told`]);
    expect(await work.store.contentChanges()).toHaveLength(1);
    expect(await json(await work.postJson('mentee', undefined))).toMatchObject({ ok: true });
    expect(
      (await mails(work, '2027-02-15T12:09:00.000Z')).filter(({ subject }) => subject.includes('New dates')),
    ).toEqual([]);
    const told = (await mails(work, '2027-02-15T12:10:00.000Z')).filter(({ subject }) => subject.includes('New dates'));
    expect(told.map(({ text }) => text)).toEqual([expect.stringContaining('5pm on Thursday 18\u00a0February 2027')]);
    const file = await work.get('/inbox/rounds/2026-27.yaml', work.cookie);
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="2026-27.yaml"');
    expect(await file.text()).toBe(roundText.replace('2027-02-11T23:59', '2027-02-18T17:00'));
    expect(deeds(await auditOf(work))).toContain('staff:lee content changed rounds/2026-27.yaml');
  });

  it('are not said to be told, or to count later, by who saved them before without', async () => {
    const work = await openWork('lee');
    await work.sent('mentee', { fullName: 'Ada Example' });
    const preview = fieldsOf(await (await look(work)).text());
    const again = (fields: Record<string, string>) => work.save(path, { ...preview, ...fields, act: 'save' });
    expect((await again({})).status).toBe(303);
    expect((await again({})).headers.get('location')).toBe(`${path}?done=now`);
    for (const other of [{ tell: 'yes' }, { when: 'later', at: '2027-02-10T08:00' }, { example: '' }]) {
      const refused = await again(other);
      expect([refused.status, await refused.text()]).toEqual([409, expect.stringContaining('It is what counts now.')]);
    }
    const group = (await work.store.contentChanges()).map((change) => change.group);
    expect(group).toEqual([null]);
  });

  it('are not said to be told by a mail that was written anew after the first click', async () => {
    const work = await openWork('lee');
    await work.sent('mentee', { fullName: 'Ada Example' });
    const preview = { ...fieldsOf(await (await look(work)).text()), tell: 'yes', act: 'save' };
    for (let click = 0; click < 2; click += 1)
      expect((await work.save(path, preview)).headers.get('location')).toBe(`${path}?done=now-told`);
    expect((await work.save(path, { ...preview, subject: 'Other words' })).status).toBe(409);
  });

  it('are told by a mail that, taken back, is in its form again', async () => {
    const work = await openWork('lee');
    const ada = await work.sent('mentee', { fullName: 'Ada Example' });
    const gone = nameOfPath(
      await work.sent('mentee', { fullName: 'Kit Example', email: 's7654321@my.northbridge.example' }),
    );
    await work.store.change([gone], { status: 'withdrawn' }, { at: afterClose, actor: 'staff:lee' });
    const preview = fieldsOf(await (await look(work)).text());
    await work.save(path, { ...preview, tell: 'yes', act: 'save' });
    const { group } = (await work.store.contentChanges()).at(-1)!;
    const mail = `/inbox/mail/${group!}/`;
    const undone = await (await work.save(mail, fieldsOf(await work.read(mail)))).text();
    expect(undone).toContain('name="view" value="concerned=2026-27%2Ccloses"');
    expect(undone).toContain('value="New dates for 2026/27"');
    // Kit, who withdrew, is not concerned.
    const list = await work.read('/inbox/?concerned=2026-27%2Ccloses');
    expect(list).toContain('whom new dates concern');
    expect(listed(list)).toEqual([ada]);
  });

  it('count from an instant, and are undone with their mails until then', async () => {
    const work = await openWork('lee');
    await work.sent('mentee', { fullName: 'Ada Example' });
    await mails(work, '2027-01-15T12:00:00.000Z');
    const later = { ...extended, when: 'later', at: '2027-02-10T08:00' };
    expect((await save(work, later, { tell: 'yes' })).headers.get('location')).toBe(`${path}?done=later-told`);
    const page = await work.read(path);
    expect(page).toContain('Will change at 8am on Wednesday 10\u00a0February 2027');
    expect(work.content.rounds[0]!.closesAt).toBe(round.closesAt);
    // Nobody changes what a colleague's change would overwrite.
    expect(await (await look(work, { title: 'Other' })).text()).toContain('a change of this round waits for its time');
    expect((await undo(work)).headers.get('location')).toBe(`${path}?done=undone`);
    await work.later('2027-02-10T08:00:00.000Z');
    expect(work.content.rounds[0]!.closesAt).toBe(round.closesAt);
    expect(
      (await mails(work, '2027-02-10T12:00:00.000Z')).filter(({ subject }) => subject.includes('New dates')),
    ).toEqual([]);
    expect((await save(work, { ...extended, when: 'later', at: '2027-02-11T08:00' })).status).toBe(303);
    await work.later('2027-02-11T08:00:00.000Z');
    expect(work.content.rounds[0]!.closesAt).toBe('2027-02-18T17:01:00.000Z');
    expect((await undo(work)).headers.get('location')).toBe(`${path}?done=late`);
    expect(await work.store.contentChanges()).toHaveLength(2);
  });

  it.each([
    ['2027-01-01T09:00', 'is over already'],
    ['', 'Enter the time'],
    ['2027-03-28T01:30', 'cannot be meant'],
  ])('refuse to count from “%s”', async (at, words) => {
    const work = await openWork('lee');
    const refused = await look(work, { ...extended, when: 'later', at });
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining(words)]);
  });

  it('of two admins at once: the second is told what the first did, and keeps what was typed', async () => {
    const work = await openWork('lee');
    const stale = fieldsOf(await (await look(work, { closes: '2027-02-20T12:00' })).text());
    await save(work);
    const refused = await work.save(path, { ...stale, act: 'save' });
    const page = await refused.text();
    expect(refused.status).toBe(409);
    expect(page).toContain('lee changed it at');
    expect(page).toContain('“Applications close” is 2027-02-18T17:00');
    expect(page).toContain('value="2027-02-20T12:00"');
    expect(work.content.text('rounds/2026-27.yaml')).toContain('2027-02-18T17:00');
  });

  it('of two admins at once: nobody undoes what they have not seen', async () => {
    const work = await openWork('lee');
    const later = { ...extended, when: 'later', at: '2027-02-10T08:00' };
    await save(work, later);
    const seen = { ...fieldsOf(await work.read(path)), act: 'undo' };
    await undo(work);
    // The change is undone already, so a second press has nothing left to do.
    expect((await work.save(path, seen)).headers.get('location')).toBe(`${path}?done=undone`);
    await save(work, { ...later, closes: '2027-02-20T12:00' });
    await work.save(path, seen);
    expect(work.content.waiting('rounds/2026-27.yaml')?.text).toContain('2027-02-20T12:00');
  });

  it('do not meet those of another round, also if what a colleague chose for later is undone', async () => {
    const work = await openWork('lee');
    await save(work, { closes: '2027-01-20T12:00', when: 'later', at: '2027-01-18T12:00' });
    const added = { id: 'spring', title: 'Spring', opens: '2027-01-25T09:00', closes: '2027-02-20T12:00' };
    const page = await (await look(work, added, '/inbox/rounds/new/')).text();
    expect(page).toContain('2026/27 takes applications at that time');
    expect(await (await look(work, { ...added, opens: '2027-02-12T09:00' }, '/inbox/rounds/new/')).text()).toContain(
      'Nothing is saved yet',
    );
  });

  it('are told with the name of the round, whichever round somebody first offered in', async () => {
    const work = await openWork('lee');
    const mentor = nameOfPath(await work.sent('mentor', { fullName: 'Grace Example' }));
    const autumn = { closes: '2027-02-12T12:00', decisionBy: '2027-03-05', title: 'Autumn' };
    const next = { id: '2027-28', ...autumn, opens: '2027-02-12T09:00', example: '' };
    await save(work, next, {}, '/inbox/rounds/new/');
    await work.later('2027-02-12T10:00:00.000Z');
    const mentee = nameOfPath(await work.sent('mentee', { fullName: 'Ada Example', round: '2027-28' }));
    const kim = { at: '2027-02-12T10:30:00.000Z', actor: 'staff:kim' };
    expect(await work.store.match({ mentee, mentor }, 1, false, kim)).toBe('matched');
    const page = await (
      await look(work, { ...autumn, opens: next.opens, cycleEnds: '2027-07-20' }, '/inbox/rounds/2027-28/')
    ).text();
    expect(page).toContain('Grace Example');
    expect(fieldsOf(page)['body']).toContain('Some dates of Autumn have changed');
    expect(page).not.toContain('dates of 2026/27');
  });

  it('are shown with what they erase', async () => {
    const work = await openWork('lee');
    await work.sent('mentee');
    await work.later('2028-07-01T12:00:00.000Z');
    const longer = await (await look(work, { cycleEnds: '2029-07-16' })).text();
    expect(longer).not.toContain('erased');
    const shorter = await (await look(work, { cycleEnds: '2027-03-20' })).text();
    expect(shorter).toContain('1 application will be erased');
  });

  it('show a changed mail before it is sent', async () => {
    const work = await openWork('lee');
    await work.sent('mentee', { fullName: 'Ada Example' });
    const preview = fieldsOf(await (await look(work)).text());
    const unticked = await work.save(path, { ...preview, body: 'Dear {{name}}, sorry.', act: 'save' });
    const kept = await unticked.text();
    expect(kept).toContain('it would go to nobody');
    expect(kept).toContain('Dear Ada Example, sorry.');
    const shown = await work.save(path, { ...preview, tell: 'yes', body: 'Dear {{name}}, sorry.', act: 'save' });
    expect(await shown.text()).toContain('Dear Ada Example, sorry.');
    expect(await work.store.contentChanges()).toEqual([]);
    const wrong = await work.save(path, { ...preview, tell: 'yes', body: 'Dear {{nam}}', act: 'save' });
    expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('{{nam}}, which is not known')]);
  });

  it('are those of a round that is added, and the site’s own again', async () => {
    const work = await openWork('lee');
    const added = {
      id: '2027-28',
      title: '2027/28',
      opens: '2027-10-04T09:00',
      closes: '2028-02-10T23:59',
      decisionBy: '2028-03-03',
      cycleStarts: '2028-03-13',
      cycleEnds: '2028-07-14',
      example: '',
    };
    const refused = await look(work, { ...added, id: '2026-27' }, '/inbox/rounds/new/');
    expect(await refused.text()).toContain('There is a round 2026-27 already');
    expect((await save(work, added, {}, '/inbox/rounds/new/')).headers.get('location')).toBe(
      '/inbox/rounds/2027-28/?done=now',
    );
    expect(work.content.rounds.map(({ id }) => id)).toEqual(['2026-27', '2027-28']);
    expect(await (await work.get('/inbox/rounds/2027-28.yaml', work.cookie)).text()).toBe(
      'title: 2027/28\nopens: 2027-10-04T09:00\ncloses: 2028-02-10T23:59\ndecisionBy: 2028-03-03\ncycleStarts: 2028-03-13\ncycleEnds: 2028-07-14\n',
    );
    await save(work);
    const page = await (await work.save(path, { act: 'file', when: 'now', after: '' })).text();
    expect(page).toMatch(/5pm on Thursday 18\u00a0February 2027[\s\S]*11.59pm on Thursday 11\u00a0February 2027/);
    expect((await work.save(path, { ...fieldsOf(page), act: 'save' })).headers.get('location')).toBe(
      `${path}?done=file`,
    );
    expect(work.content.text('rounds/2026-27.yaml')).toBe(roundText);
    expect(await work.read('/inbox/rounds/')).toContain('2027/28');
  });
});
