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

const ada = 'w1234567@my.westminster.ac.uk';
const bob = 'w7654321@my.westminster.ac.uk';
const actor = { at: '2027-01-15T12:00:00.000Z', actor: 'staff:lee' };

const archiveOf = ({ store, vault, folder }: Work): PersonContext => ({
  store,
  vault,
  mailFolder: join(folder, 'data/mail'),
});

/** A question by Ada, under whose id Bob sent another. */
async function sharedId(work: Work) {
  const answers = answersOf('ask', { email: ada });
  await work.postJson('ask', answers);
  const again = { ...answers, email: bob.toUpperCase().replace('@MY.WEST', '@my.west'), fullName: 'Bob Example' };
  expect((await work.postJson('ask', again)).status).toBe(200);
  return { form: 'ask', submissionId: String(answers['submission_id']) } as const;
}

const read = async (work: Work, email: string) => {
  const archive = archiveOf(work);
  const held = await findPerson(archive, email);
  const copy = await exportPerson(archive, held, actor);
  return { archive, held, copy, lines: copy.split('\n').filter((line) => line !== '') };
};

describe('a person', () => {
  it('is found in answers that came under the id of somebody else’s submission, and erased from them alone', async () => {
    const work = await openWork('lee');
    const name = await sharedId(work);
    const { held, archive, copy } = await read(work, bob);
    expect(describeData(held)).toBe('1 set of answers sent under the id of another submission');
    expect(copy).toContain('Bob Example');
    expect(copy).not.toMatch(/Ada|w1234567@/);
    await erasePerson(archive, held, actor);
    expect(describeData((await read(work, bob)).held)).toBeUndefined();
    expect(await work.store.find(name)).toBeDefined();
    expect(await work.store.enclosures(name)).toEqual([]);
    expect(deeds(await auditOf(work))).toContain(`staff:lee answers sent again erased ask/${name.submissionId}`);
  });

  it('is given no answers of somebody else, and is told that there are some', async () => {
    const work = await openWork('lee');
    const name = await sharedId(work);
    const own = answersOf('ask', { submission_id: name.submissionId, email: ada, fullName: 'Ada Again' });
    await work.postJson('ask', own);
    const { copy } = await read(work, ada);
    expect(copy).toContain('Ada Again');
    expect(copy).toContain('"sent_again_from_other_addresses":1');
    expect(copy).not.toMatch(/Bob|w7654321/);
  });

  it('is told, before it is erased, of answers of somebody else that would go with it', async () => {
    const work = await openWork('lee');
    await sharedId(work);
    expect(describeOthers((await read(work, ada)).held)).toMatch(/^1 set of answers from another address/);
    const page = await (await work.save('/inbox/person/erase/', { email: ada })).text();
    expect(page).toContain('It takes along 1 set of answers from another address');
  });

  it('is found by an address with signs that nobody sees, behind an empty one', async () => {
    const work = await openWork('lee');
    const path = await work.sent('ask');
    const again = answersOf('ask', { submission_id: nameOfPath(path).submissionId, email: ['', `${bob}\u200B`] });
    await work.postJson('ask', again);
    expect((await read(work, bob)).held.repeats).toHaveLength(1);
  });

  it('has all of it in the copy: each form, notes, meeting, match, mails and what was done', async () => {
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
    // The id of the other side is a key to its case.
    expect(lines.join()).not.toContain(nameOfPath(mentor).submissionId);
    expect(lines).toHaveLength(2);
  });
});

describe('the page of one person’s data', () => {
  const find = async (work: Work, email: string) => (await work.save('/inbox/person/', { email })).text();
  const hidden = (page: string) => /name="shown" value="([^"]+)"/.exec(page)![1]!;

  it('shows what is held, without the address in an address, a title, the log or the audit', async () => {
    const logged: unknown[] = [];
    const log = (...said: unknown[]) => void logged.push(said);
    const work = await openWork('kim', { log: { debug: log, info: log, warn: log, error: log } });
    const path = await work.sent('mentee');
    await work.sent('ask');
    expect(await work.read(path)).toMatch(
      /action="\/inbox\/person\/">\s*<input type="hidden" name="email" value="w1234567@my.westminster.ac.uk"/,
    );
    const page = await find(work, ` ${ada.toUpperCase()}`);
    expect(page).toContain('2 submissions.');
    expect(page).toContain(`href="${path}"`);
    expect(page).toMatch(/In the audit<\/dt>\s*<dd>2 times, by its id/);
    expect(page).not.toContain('action="/inbox/person/erase/"');
    const kept = `${JSON.stringify(logged)} ${JSON.stringify(await auditOf(work))} ${/<title>.*<\/title>/s.exec(page)![0]}`;
    expect(kept).toContain('person looked for');
    expect(kept).not.toMatch(/w1234567/i);
    expect(await find(work, 'nobody@example.com')).toContain('Nothing is held under nobody@example.com');
    const refused = await work.save('/inbox/person/', { email: 'ada' });
    expect([refused.status, await refused.text()]).toEqual([
      422,
      expect.stringMatching(/<title>Error: [\s\S]*href="#email">Enter an email address in the correct format/),
    ]);
  });

  it('gives an admin the copy that the command writes, named by no address', async () => {
    const work = await openWork('lee');
    await work.sent('mentee');
    const response = await work.save('/inbox/person/export/', { email: ada });
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="person-2027-01-15.ndjson"');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const copy = await response.text();
    expect(JSON.parse(copy)).toMatchObject({ form: 'mentee', answers: { email: ada } });
    expect(deeds(await auditOf(work))).toContain('staff:lee person exported person 1');
  });

  it('erases only what it named, after a tick, with the mails put as files', async () => {
    const work = await openWork('lee');
    const path = await work.sent('mentee');
    const kept = await work.sent('mentor');
    const { form, submissionId } = nameOfPath(path);
    const mails = join(work.folder, 'data/mail');
    mkdirSync(mails, { recursive: true });
    for (const each of [path, kept])
      writeFileSync(join(mails, `receipt.${nameOfPath(each).form}.${nameOfPath(each).submissionId}.eml`), 'x');
    const erase = (fields: Record<string, string>) => work.save('/inbox/person/erase/', { email: ada, ...fields });

    const question = await (await erase({})).text();
    const { reference } = (await work.store.find({ form, submissionId }))!;
    expect(question).toContain(`<strong>Apply for a mentor, ${reference}</strong>`);
    expect(question).toContain('its answers, 2 mails in the outbox and 1 mail file');
    const unticked = await erase({ shown: hidden(question) });
    expect([unticked.status, await unticked.text()]).toEqual([
      422,
      expect.stringContaining('href="#sure">Tick the box'),
    ]);
    const later = await work.sent('ask');
    // However much is held, the form that agrees to it stays small.
    expect(hidden(question)).toMatch(/^[\w-]{43}$/);
    const stale = await erase({ shown: hidden(question), sure: 'yes' });
    expect([stale.status, await stale.clone().text()]).toEqual([409, expect.stringContaining('Nothing was erased')]);
    expect(await work.store.find({ form, submissionId })).toBeDefined();

    const done = await erase({ shown: hidden(await stale.text()), sure: 'yes' });
    expect([done.status, done.headers.get('location')]).toEqual([303, '/inbox/person/?done=erased']);
    expect(await work.read('/inbox/person/?done=erased')).toContain('Erased. The audit keeps');
    for (const each of [path, later]) expect(await work.store.find(nameOfPath(each))).toBeUndefined();
    expect(await work.store.find(nameOfPath(kept))).toBeDefined();
    expect(readdirSync(mails)).toEqual([`receipt.mentor.${nameOfPath(kept).submissionId}.eml`]);
    expect(deeds(await auditOf(work))).toContain(`staff:lee submission erased mentee/${submissionId}`);
    const again = await erase({ shown: hidden(question), sure: 'yes' });
    expect(await again.text()).toContain('Nothing is held');
  });

  it('lets an officer look only', async () => {
    const work = await openWork('kim');
    await work.sent('ask');
    for (const deedPath of ['export', 'erase'])
      expect((await work.save(`/inbox/person/${deedPath}/`, { email: ada, sure: 'yes' })).status).toBe(403);
    expect((await work.store.counts({})).all).toBe(1);
  });
});
