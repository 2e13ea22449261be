import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { forms } from '#forms/registry.ts';
import { knowledge } from '#forms/knowledge.ts';
import { readTable, UnreadableTable } from '#inbox/services/import/read-table.ts';
import { readSheet } from '#inbox/services/import/read-sheet.ts';
import { nameOf } from '#inbox/submissions/name-of.ts';
import { openContent } from '#inbox/submissions/sealed-content.ts';
import { openTestInbox, openDay, rows, temporaryFolder } from './support/inbox.ts';
import { mails } from './support/mails.ts';
import { run } from './support/run-command.ts';
import { auditOf, deeds, own } from './support/staff.ts';
import { hiddenIn, openWork, type Work } from './support/work.ts';

const mentorForm = forms.find(({ id }) => id === 'mentor')!;

const bio = 'I edit novels, came to it by way of a bookshop, and like to help with applications and first interviews.';

/** A row by heading, as a spreadsheet has it: words, not keys. */
const ada: Record<string, string> = {
  'Full name': 'Ada Example',
  'Email address': 'ada@example.com',
  'Job title': 'Editor',
  Organisation: 'self-employed',
  'Which sectors do you know well?': 'Publishing; Law',
  experienceBand: '6 to 10 years',
  alumnus: 'No',
  programmes: 'Peer mentoring',
  'Number of mentees': 'Two',
  'Things you can help with': 'cvs and applications, confidence',
  Introduction: bio,
  'Way to meet': 'Online',
  Times: 'Weekdays, in the evening; Weekends',
  conflict: 'no',
  'End date': '31/12/2027',
};
const grace = { ...ada, 'Full name': 'Grace Example', 'Email address': 'grace@example.com' };

const quoted = (text: string) => (/[",;\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Returns rows with the same headings as the text of a file. */
function csvOf(people: readonly Record<string, string>[], separator = ','): string {
  const headings = Object.keys(people[0]!);
  return [headings, ...people.map((person) => headings.map((heading) => person[heading] ?? ''))]
    .map((cells) => `${cells.map(quoted).join(separator)}\r\n`)
    .join('');
}

type Fields = Record<string, string | Blob>;

async function postFields(work: Work, fields: Fields): Promise<Response> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  return work.save('/inbox/import/', body);
}

const look = (work: Work, file: string | Uint8Array<ArrayBuffer>) =>
  postFields(work, { file: new File([file], 'mentors.csv'), vouch: 'yes' });

async function add(work: Work, file: string, fields: Fields = {}): Promise<Response> {
  const page = await (await look(work, file)).text();
  return postFields(work, { ...hiddenIn(page), act: 'add', ...fields });
}

const namesIn = async ({ store, vault }: Pick<Work, 'store' | 'vault'>) =>
  (await store.list({ order: 'oldest', limit: 2_000 })).map((each) => nameOf(openContent(vault, each, each.answers)));

describe('a file of mentors', () => {
  const text = csvOf([{ 'Full name': 'Zoë “Zo” Example', Organisation: 'Müller & Söhne' }]);
  const utf16 = (bigEndian: boolean) => {
    const bytes = Buffer.from(`\uFEFF${text.replaceAll(',', '\t')}`, 'utf16le');
    return bigEndian ? bytes.swap16() : bytes;
  };
  const isHeading = (heading: string) => ['Full name', 'Organisation'].includes(heading);

  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16, as Excel’s “Unicode text”', utf16(false)],
    ['UTF-16 with the other byte order', utf16(true)],
    ['Windows-1252', Buffer.from(text.replaceAll('“', '\x93').replaceAll('”', '\x94'), 'latin1')],
    ['semicolons', Buffer.from(text.replaceAll(',', ';'))],
    ['a line that names the separator', Buffer.from(`sep=|\r\n${text.replaceAll(',', '|')}`)],
    [
      'a line that names the separator, on an old Mac',
      Buffer.from(`sep=|\r${text.replaceAll(',', '|').replaceAll('\r\n', '\r')}`),
    ],
    ['the line ends of an old Mac', Buffer.from(text.replaceAll('\r\n', '\r'))],
  ])('is read in %s', (name, bytes) => {
    expect(readTable(bytes, isHeading)).toEqual({
      headings: ['Full name', 'Organisation'],
      rows: [{ number: 2, cells: ['Zoë “Zo” Example', 'Müller & Söhne'] }],
      // Nothing in the file tells it from another encoding of the same bytes.
      isGuessed: name === 'Windows-1252',
    });
  });

  it('is refused if it has more rows than an inbox can hold in its memory', () => {
    const file = (count: number) => Buffer.from(`Full name\n${'Ada\n'.repeat(count)}`);
    expect(readTable(file(10_000), isHeading).rows).toHaveLength(10_000);
    expect(() => readTable(file(10_001), isHeading)).toThrow('The file has 10,001 rows, and 10,000 can be read');
  });

  it('does not keep others waiting, whatever one cell or one line holds', async () => {
    const cell = `Which sectors do you know well?\n"${'Publishing\n'.repeat(800)}"\n`;
    const line = `${'Course,'.repeat(30_000)}\nx\n`;
    for (const text of [cell, line]) {
      const began = performance.now();
      const table = readTable(Buffer.from(text), () => true);
      await readSheet(mentorForm, table, { now: new Date(openDay), ...knowledge }, {});
      expect(performance.now() - began).toBeLessThan(5_000);
    }
  }, 60_000);

  it('counts rows as the spreadsheet does, with blank rows and line breaks in cells', () => {
    const { rows: read } = readTable(Buffer.from('Full name,Organisation\n\n"Ada\nExample",x\n,\nKit,y\n'), isHeading);
    expect(read.map(({ number, cells }) => [number, cells[0]])).toEqual([
      [3, 'Ada\nExample'],
      [5, 'Kit'],
    ]);
  });

  it.each([
    ['an Excel workbook', Buffer.from('PK\x03\x04rest'), 'an Excel or OpenDocument workbook'],
    ['nothing', Buffer.from(''), 'The file is empty'],
    ['a picture', Buffer.from('\x89PNG\0\0'), 'not a CSV file'],
    ['a loose quotation mark', Buffer.from('Full name,Organisation\nAda,"x"y\n'), 'line 2'],
  ])('is refused if it is %s, with what to do', (_name, bytes, words) => {
    expect(() => readTable(bytes, isHeading)).toThrow(UnreadableTable);
    expect(() => readTable(bytes, isHeading)).toThrow(words);
  });

  const problemsOf = async (people: readonly Record<string, string>[]) =>
    (
      await readSheet(
        mentorForm,
        readTable(Buffer.from(csvOf(people)), () => true),
        { now: new Date(openDay), ...knowledge },
        { agreed: 'yes' },
      )
    ).problems.map(({ row, column, heading, message }) => [row, column, heading, message]);

  it('is read by the form’s own rules, with a place and a remedy for each problem', async () => {
    expect(await problemsOf([ada, grace])).toEqual([]);
    const wrong = {
      ...ada,
      'Email address': 'ada@',
      'Which sectors do you know well?': 'Publishing; Lawe',
      Introduction: 'Short',
      'End date': '31/12/2020',
      Course: 'English',
    };
    expect(await problemsOf([{ ...ada, Course: '' }, wrong])).toEqual([
      [3, 'B', 'Email address', expect.stringContaining('email address')],
      [3, 'E', 'Which sectors do you know well?', expect.stringContaining('“Lawe” is not one of the choices')],
      [3, 'K', 'Introduction', 'The introduction must be 80 characters or more'],
      [3, 'O', 'End date', expect.stringContaining('today or later')],
      [3, 'P', 'Course', expect.stringMatching(/only asked if they studied at .*\. Empty this cell/)],
    ]);
  });

  it('names a column that is missing once, and one that is there twice', async () => {
    const without = Object.fromEntries(Object.entries(ada).filter(([heading]) => heading !== 'Job title'));
    expect(await problemsOf([without, without])).toEqual([
      [
        undefined,
        undefined,
        'Job title',
        expect.stringContaining('There is no column “Job title”, and every row needs it'),
      ],
    ]);
    expect(await problemsOf([{ ...ada, fullName: 'Ada' }])).toContainEqual([
      1,
      'P',
      'fullName',
      expect.stringContaining('two columns'),
    ]);
  });

  it('takes an empty agreement, as the downloaded headings leave it, from those who vouch for everybody', async () => {
    expect(await problemsOf([{ ...ada, Agreement: ' ' }])).toEqual([]);
  });

  it('may not refuse the agreement, nor have text without a heading', async () => {
    expect(await problemsOf([{ ...ada, Agreement: 'no' }])).toEqual([[2, 'P', 'Agreement', expect.any(String)]]);
    const table = readTable(Buffer.from('Full name\nAda,loose\n'), () => true);
    const { problems } = await readSheet(mentorForm, table, { now: new Date(openDay), ...knowledge }, {});
    expect(problems).toContainEqual(expect.objectContaining({ row: 2, column: 'B', value: 'loose' }));
  });
});

it('lists a word that is wrong in many rows once, with its rows', async () => {
  const work = await openWork();
  const row = (index: number) => ({
    ...ada,
    'Full name': `Ada Number ${String(index)}`,
    'Email address': `ada${String(index)}@example.com`,
    ...(index % 3 === 0 ? { 'Way to meet': 'By carrier pigeon' } : {}),
    ...(index < 2 ? { 'End date': 'soonish' } : {}),
  });
  const file = csvOf(Array.from({ length: 60 }, (_, index) => row(index)));
  const page = (await (await look(work, file)).text()).replace(/\s+/g, ' ');
  expect(page).toContain('2 things to mend');
  expect(page.match(/<tr>/g)).toHaveLength(3);
  expect(page).toContain('Rows 2, 5, 8, 11, 14, 17, 20, 23 and 12 more, column L (Way to meet)');
  expect(page).toContain('Rows 2 and 3, column O (End date)');
});

describe('the page that imports mentors', () => {
  it('shows what would be added, adds it once however often it is sent, and tells nobody', async () => {
    const work = await openWork();
    await work.sent('mentor', { email: 'GRACE@example.com', fullName: 'Grace of the form' });
    await mails(work, openDay, 'team@example.org');
    const page = await (await look(work, csvOf([ada, grace]))).text();
    expect(page).toContain('Add one mentor?');
    expect(page).toMatch(/In the inbox already[\s\S]*Grace Example[\s\S]*grace@example.com/);
    expect(await rows(work)).toBe(1);
    const fields = { ...hiddenIn(page), act: 'add' };
    const answers = await Promise.all([1, 2, 3].map(() => postFields(work, fields)));
    const addresses = answers.map((response) => response.headers.get('location')?.replace('?added', ''));
    expect(new Set(addresses).size).toBe(1);
    expect(await namesIn(work)).toEqual(['Grace of the form', 'Ada Example']);
    expect(await mails(work, '2027-01-16T12:00:00.000Z', 'team@example.org')).toEqual([]);
    const [added] = await work.store.list({ limit: 1 });
    expect(added).toMatchObject({ form: 'mentor', status: 'new', round: '2026-27', duplicateOf: null });
    expect(openContent(work.vault, added!, added!.answers).answers).toMatchObject({
      sectors: ['publishing', 'law'],
      windows: ['weekday-evening', 'weekend'],
      capacity: '2',
      keepUntil: '2027-12-31',
      agreed: 'yes',
    });
    expect(await work.read(`/inbox/mentor/${added!.submissionId}/`)).toContain('Imported from a file');
    expect(deeds(await auditOf(work)).filter((deed) => deed.includes('submissions imported'))).toHaveLength(1);
  });

  it('shows all answers of each row, and names rows whose mentor would leave before the mentoring begins', async () => {
    const work = await openWork();
    const page = await (await look(work, csvOf([ada, { ...grace, 'End date': '1/3/2027' }]))).text();
    expect(page).toContain('<li>Number of mentees: Two</li>');
    expect(page).toContain('<li>End date: Until 1\u00a0March 2027</li>');
    expect(page).toMatch(
      /begins on 15\u00a0March 2027, and the end date in one row is before it: 3\. This mentor would not be/,
    );
    expect(await (await look(work, csvOf([ada]))).text()).not.toContain('would not be matched');
  });

  it('asks to look at names with accents where the file may be read wrongly', async () => {
    const work = await openWork();
    const text = csvOf([{ ...ada, 'Full name': 'Zoë Example' }]);
    const doubt = 'Look at names with accents';
    const latin = await (await look(work, new Uint8Array(Buffer.from(text, 'latin1')))).text();
    expect(latin).toContain(doubt);
    expect(latin).toContain('Zoë Example');
    expect(await (await look(work, text)).text()).not.toContain(doubt);
  });

  it('adds nothing if a colleague added one of them meanwhile, and shows what is left', async () => {
    const work = await openWork();
    const page = await (await look(work, csvOf([ada, grace]))).text();
    await work.sent('mentor', { email: 'ada@example.com' });
    const refused = await postFields(work, { ...hiddenIn(page), act: 'add' });
    expect(refused.status).toBe(409);
    const again = await refused.text();
    expect(again).toContain('meanwhile the inbox has changed');
    expect(await rows(work)).toBe(1);
    expect((await postFields(work, { ...hiddenIn(again), act: 'add' })).status).toBe(303);
    expect(await rows(work)).toBe(2);
  });

  it('adds none of the rows if one is wrong, and says where', async () => {
    const work = await openWork();
    const response = await look(
      work,
      csvOf([ada, { ...grace, 'Job title': '' }, { ...ada, 'Full name': 'Ada Again' }]),
    );
    expect(response.status).toBe(422);
    const page = await response.text();
    expect(page).toContain('Row 3, column C (Job title)');
    expect(page).toContain('Row 2 has the same address');
    expect(page).not.toContain('value="add"');
    expect(await rows(work)).toBe(0);
  });

  it('wants the tick that they agreed, and one for columns that it leaves out', async () => {
    const work = await openWork();
    expect((await postFields(work, { file: new File([csvOf([ada])], 'x.csv') })).status).toBe(422);
    const file = csvOf([{ ...ada, Notes: 'Knows everybody' }]);
    expect((await add(work, file)).status).toBe(422);
    expect(await rows(work)).toBe(0);
    expect((await add(work, file, { leave: 'yes' })).status).toBe(303);
    expect(await rows(work)).toBe(1);
  });

  it('tells each of them after ten minutes if staff say so, and can be undone before', async () => {
    const work = await openWork();
    const address = (await add(work, csvOf([ada, grace]), { tell: 'yes' })).headers
      .get('location')!
      .replace('?added', '');
    expect(await mails(work, '2027-01-15T12:09:59.000Z', 'team@example.org')).toEqual([]);
    expect(await work.read(address)).toContain('Undo: take out 2 mentors');
    await Promise.all([work.save(address, {}), work.save(address, {})]);
    expect(await rows(work)).toBe(0);
    expect(await work.read(address)).toContain('Nobody of it is left');
    expect(await mails(work, '2027-01-15T12:10:00.000Z', 'team@example.org')).toEqual([]);
    // The same file can be added after that.
    expect((await add(work, csvOf([ada, grace]), { tell: 'yes' })).status).toBe(303);
    const out = await mails(work, '2027-01-15T12:10:00.000Z', 'team@example.org');
    expect(out.map(({ to }) => to).sort()).toEqual(['ada@example.com', 'grace@example.com']);
    expect(out[0]?.text).toMatch(/\/my\/[\w-]{43}\//);
  });

  it('reads a file that this inbox exported, with everything in it', async () => {
    const [from, to] = [await openWork('lee'), await openWork()];
    await from.sent('mentor', { fullName: '=Ada', openTopics: '-1; =2' });
    const exported = await from.save('/inbox/export/', { view: 'form=mentor', format: 'csv' });
    expect((await add(to, await exported.text())).status).toBe(303);
    const answersIn = async ({ store, vault }: Work) => {
      const [only] = await store.list({ limit: 1 });
      return openContent(vault, only!, only!.answers).answers;
    };
    expect(await answersIn(to)).toEqual(await answersIn(from));
  });

  it('takes a thousand rows, and gives a template that it reads', async () => {
    const work = await openWork();
    const many = Array.from({ length: 1_000 }, (_, at) => ({ ...ada, 'Email address': `m${String(at)}@example.com` }));
    expect((await add(work, csvOf(many, ';'))).status).toBe(303);
    expect(await rows(work)).toBe(1_000);
    const template = await (await work.get('/inbox/import/mentors.csv', work.cookie)).text();
    const headings = template.trim();
    const refused = await (await look(work, `${headings}\r\n`)).text();
    expect(refused).toContain('There is no row below the headings');
    expect(refused).not.toContain('There is no column');
  });

  it('sends back a form that is no file, or too large', async () => {
    const work = await openWork();
    expect((await work.save('/inbox/import/', { file: 'x' })).status).toBe(415);
    const headers = { ...own, Cookie: work.cookie, 'Content-Type': 'multipart/form-data; boundary=x' };
    const broken = {
      method: 'POST',
      headers,
      body: '--x\r\nContent-Disposition: form-data; name="file"; filename="x.csv"\r\n',
    };
    const response = await work.ask('/inbox/import/', broken);
    expect([response.status, await response.text()]).toEqual([422, expect.stringContaining('did not arrive whole')]);
    expect((await look(work, 'x'.repeat(5 * 1024 * 1024))).status).toBe(422);
    expect((await look(work, 'x'.repeat(7 * 1024 * 1024))).status).toBe(413);
  });
});

describe('the command import', () => {
  const fileOf = (text: string) => {
    const path = join(temporaryFolder(), 'mentors.csv');
    writeFileSync(path, text);
    return path;
  };

  it('adds a file, and says who is there already', async () => {
    const inbox = await openTestInbox();
    const file = fileOf(csvOf([ada, grace]));
    expect((await run(inbox, ['import', 'mentor', file, '--preview'])).out).toContain('2 would be added.');
    expect(await rows(inbox)).toBe(0);
    expect((await run(inbox, ['import', 'mentor', file])).out).toContain('2 added. Nobody is told.');
    expect((await run(inbox, ['import', 'mentor', file])).out).toContain('0 would be added. 2 in the inbox already');
    expect(await namesIn(inbox)).toEqual(['Ada Example', 'Grace Example']);
  });

  it.each([
    [[{ ...ada, 'Job title': '' }], [], 'Row 2, column C (Job title): Enter the job title.'],
    [[{ ...ada, Notes: 'x' }], [], 'The form has no question “Notes”. Take these columns out, or type --leave-out'],
  ] as const)('adds nothing of a file with a problem, and names it', async (people, options, words) => {
    const inbox = await openTestInbox();
    await expect(run(inbox, ['import', 'mentor', fileOf(csvOf(people)), ...options])).rejects.toThrow(words);
    expect(await rows(inbox)).toBe(0);
  });

  it('takes mentors only, and a file that is there', async () => {
    const inbox = await openTestInbox();
    await expect(run(inbox, ['import', 'mentee', 'x.csv'])).rejects.toThrow('Only mentors can be imported');
    await expect(run(inbox, ['import', 'mentor', '/nowhere/x.csv'])).rejects.toThrow('cannot be read (ENOENT)');
    await expect(run(inbox, ['import', 'mentor'])).rejects.toThrow('Name one file');
  });
});
