import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  erasePerson,
  exportPerson,
  findPerson,
  describeData,
  describeOthers,
  type PersonContext,
} from '#inbox/services/person.ts';
import { answersOf } from './support/answers.ts';
import { auditOf, deeds } from './support/staff.ts';
import { nameOfPath, openWork, type Work } from './support/work.ts';

const ada = 's1234567@my.northbridge.example';
const bob = 's7654321@my.northbridge.example';
const actor = { at: '2027-01-15T12:00:00.000Z', actor: 'staff:lee' };

const contextOf = ({ store, vault, folder }: Work): PersonContext => ({
  store,
  vault,
  mailFolder: join(folder, 'data/mail'),
});

/** Sends a question by Ada, then one by Bob under the same id, and returns the name of Ada's. */
async function sendUnderOneId(work: Work) {
  const answers = answersOf('ask', { email: ada });
  await work.postJson('ask', answers);
  const again = { ...answers, email: bob.toUpperCase().replace('@MY.WEST', '@my.west'), fullName: 'Bob Example' };
  expect((await work.postJson('ask', again)).status).toBe(200);
  return { form: 'ask', submissionId: String(answers['submission_id']) } as const;
}

const read = async (work: Work, email: string) => {
  const context = contextOf(work);
  const personData = await findPerson(context, email);
  const copy = await exportPerson(context, personData, actor);
  return { context, personData, copy, lines: copy.split('\n').filter((line) => line !== '') };
};

describe('a person', () => {
  it('is found in answers sent under the id of another person’s submission, and only those answers are erased', async () => {
    const work = await openWork('lee');
    const name = await sendUnderOneId(work);
    const { personData, context, copy } = await read(work, bob);
    expect(describeData(personData)).toBe('1 set of answers sent under the id of another submission');
    expect(copy).toContain('Bob Example');
    expect(copy).not.toMatch(/Ada|s1234567@/);
    await erasePerson(context, personData, actor);
    expect(describeData((await read(work, bob)).personData)).toBeUndefined();
    expect(await work.store.find(name)).toBeDefined();
    expect(await work.store.enclosures(name)).toEqual([]);
    expect(deeds(await auditOf(work))).toContain(`staff:lee answers sent again erased ask/${name.submissionId}`);
  });

  it('gets no answers of another person in the copy, only their number', async () => {
    const work = await openWork('lee');
    const name = await sendUnderOneId(work);
    const own = answersOf('ask', { submission_id: name.submissionId, email: ada, fullName: 'Ada Again' });
    await work.postJson('ask', own);
    const { copy } = await read(work, ada);
    expect(copy).toContain('Ada Again');
    expect(copy).toContain('"sent_again_from_other_addresses":1');
    expect(copy).not.toMatch(/Bob|s7654321/);
  });

  it('is not erased before the page warns that answers of another person would be erased too', async () => {
    const work = await openWork('lee');
    await sendUnderOneId(work);
    expect(describeOthers((await read(work, ada)).personData)).toMatch(/^1 set of answers from another address/);
    const page = await (await work.save('/inbox/person/erase/', { email: ada })).text();
    expect(page).toContain('It takes along 1 set of answers from another address');
  });

  it('is found by an address with invisible characters that follows an empty one', async () => {
    const work = await openWork('lee');
    const path = await work.sent('ask');
    const again = answersOf('ask', { submission_id: nameOfPath(path).submissionId, email: ['', `${bob}\u200B`] });
    await work.postJson('ask', again);
    expect((await read(work, bob)).personData.repeats).toHaveLength(1);
  });

  it('gets everything in the copy: each form, notes, meeting, match, mails and audit', async () => {
    const work = await openWork('lee');
    const path = await work.sent('ask', { adjustments: 'Captions' });
    await work.save(path, {
      was: 'new',
      status: 'booked',
      assigned: '',
      note: 'Rang her.',
      day: '2027-01-20',
      time: '14:00',
      place: 'Room 4',
    });
    const [mentee, mentor] = [await work.sent('mentee'), await work.sent('mentor')];
    await work.save(mentor, { was: 'new', status: 'eligible', assigned: '' });
    await work.save(`${mentee}match/`, { mentor: nameOfPath(mentor).submissionId });
    const { lines } = await read(work, ada);
    const [asked, applied] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(asked).toMatchObject({
      form: 'ask',
      answers: { adjustments: 'Captions' },
      notes: [{ by: 'lee', text: 'Rang her.' }],
      meeting: { at: '2027-01-20T14:00', place: 'Room 4' },
      mails: [{ kind: 'receipt', sent_at: null, failure: null }],
    });
    expect((asked!['audit'] as { action: string }[]).map(({ action }) => action)).toContain('meeting set');
    const { reference } = (await work.store.find(nameOfPath(mentor)))!;
    expect(applied).toMatchObject({ form: 'mentee', matched_with: [reference] });
    // The id of the other person's submission opens its page.
    expect(lines.join()).not.toContain(nameOfPath(mentor).submissionId);
    expect(lines).toHaveLength(2);
  });
});

describe('the page of one person’s data', () => {
  const find = async (work: Work, email: string) => (await work.save('/inbox/person/', { email })).text();
  const fingerprintIn = (page: string) => /name="shown" value="([^"]+)"/.exec(page)![1]!;

  it('shows the data without putting the email address into a URL, title, log or audit', async () => {
    const logged: unknown[] = [];
    const log = (...args: unknown[]) => void logged.push(args);
    const work = await openWork('kim', { log: { debug: log, info: log, warn: log, error: log } });
    const path = await work.sent('mentee');
    await work.sent('ask');
    expect(await work.read(path)).toMatch(
      /action="\/inbox\/person\/">\s*<input type="hidden" name="email" value="s1234567@my.northbridge.example"/,
    );
    const page = await find(work, ` ${ada.toUpperCase()}`);
    expect(page).toContain('2 submissions.');
    expect(page).toContain(`href="${path}"`);
    expect(page).toMatch(/In the audit<\/dt>\s*<dd>2 times, by its id/);
    expect(page).not.toContain('action="/inbox/person/erase/"');
    const written = `${JSON.stringify(logged)} ${JSON.stringify(await auditOf(work))} ${/<title>.*<\/title>/s.exec(page)![0]}`;
    expect(written).toContain('person looked for');
    expect(written).not.toMatch(/s1234567/i);
    expect(await find(work, 'nobody@example.com')).toContain('Nothing is held under nobody@example.com');
    const refused = await work.save('/inbox/person/', { email: 'ada' });
    expect([refused.status, await refused.text()]).toEqual([
      422,
      expect.stringMatching(/<title>Error: [\s\S]*href="#email">Enter an email address in the correct format/),
    ]);
  });

  it('sends an admin the same copy as the command, in a file whose name has no address', async () => {
    const work = await openWork('lee');
    await work.sent('mentee');
    const response = await work.save('/inbox/person/export/', { email: ada });
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="person-2027-01-15.ndjson"');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const copy = await response.text();
    expect(JSON.parse(copy)).toMatchObject({ form: 'mentee', answers: { email: ada } });
    expect(deeds(await auditOf(work))).toContain('staff:lee person exported person 1');
  });

  it('erases only what it listed, after confirmation, with the mails that are files', async () => {
    const work = await openWork('lee');
    const path = await work.sent('mentee');
    const untouched = await work.sent('mentor');
    const { form, submissionId } = nameOfPath(path);
    const mails = join(work.folder, 'data/mail');
    mkdirSync(mails, { recursive: true });
    for (const each of [path, untouched])
      writeFileSync(join(mails, `receipt.${nameOfPath(each).form}.${nameOfPath(each).submissionId}.eml`), 'x');
    const erase = (fields: Record<string, string>) => work.save('/inbox/person/erase/', { email: ada, ...fields });

    const listPage = await (await erase({})).text();
    const { reference } = (await work.store.find({ form, submissionId }))!;
    expect(listPage).toContain(`<strong>Apply for a mentor, ${reference}</strong>`);
    expect(listPage).toContain('its answers, 2 mails in the outbox and 1 mail file');
    const unticked = await erase({ shown: fingerprintIn(listPage) });
    expect([unticked.status, await unticked.text()]).toEqual([
      422,
      expect.stringContaining('href="#sure">Tick the box'),
    ]);
    const later = await work.sent('ask');
    // The fingerprint keeps the form small, however much data there is.
    expect(fingerprintIn(listPage)).toMatch(/^[\w-]{43}$/);
    const stale = await erase({ shown: fingerprintIn(listPage), sure: 'yes' });
    expect([stale.status, await stale.clone().text()]).toEqual([409, expect.stringContaining('Nothing was erased')]);
    expect(await work.store.find({ form, submissionId })).toBeDefined();

    const done = await erase({ shown: fingerprintIn(await stale.text()), sure: 'yes' });
    expect([done.status, done.headers.get('location')]).toEqual([303, '/inbox/person/?done=erased']);
    expect(await work.read('/inbox/person/?done=erased')).toContain('Erased. The audit keeps');
    for (const each of [path, later]) expect(await work.store.find(nameOfPath(each))).toBeUndefined();
    expect(await work.store.find(nameOfPath(untouched))).toBeDefined();
    expect(readdirSync(mails)).toEqual([`receipt.mentor.${nameOfPath(untouched).submissionId}.eml`]);
    expect(deeds(await auditOf(work))).toContain(`staff:lee submission erased mentee/${submissionId}`);
    const again = await erase({ shown: fingerprintIn(listPage), sure: 'yes' });
    expect(await again.text()).toContain('Nothing is held');
  });

  it('lets an officer view but not download or erase', async () => {
    const work = await openWork('kim');
    await work.sent('ask');
    for (const action of ['export', 'erase'])
      expect((await work.save(`/inbox/person/${action}/`, { email: ada, sure: 'yes' })).status).toBe(403);
    expect((await work.store.counts({})).all).toBe(1);
  });
});
