import '../support/in-london.ts';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { sectorsOrNotSure } from '#forms/options.ts';
import { kim, openDay } from './support/inbox.ts';
import { nameOfPath, openWork, type Work } from './support/work.ts';

const cell = (page: string, label: string) =>
  new RegExp(`<th scope="row">\\s*${label}[\\s\\S]*?<td>\\s*([^<\\s]*)`).exec(page)?.[1];

/** Returns the sheets and the words of the report as a spreadsheet. */
async function spreadsheet(work: Work) {
  const response = await work.get('/inbox/report/2026-27.xlsx', work.cookie);
  const files = Object.entries(unzipSync(new Uint8Array(await response.arrayBuffer())));
  const read = (part: string) =>
    files.filter(([name]) => name.startsWith(part)).map(([, bytes]) => new TextDecoder().decode(bytes));
  return { sheets: read('xl/worksheets/sheet'), text: read('xl/sharedStrings').join('') };
}

describe('the report of a round', () => {
  it('counts people once, with declines, matches and their ends, also after somebody was erased', async () => {
    const work = await openWork();
    const email = (number: number) => ({
      email: `w100000${String(number)}@my.northbridge.example`,
      studentNumber: `s100000${String(number)}`,
    });
    const paths: string[] = [];
    for (const number of [1, 2, 3, 4]) paths.push(await work.sent('mentee', email(number)));
    await work.sent('mentee', email(1));
    const mentor = nameOfPath(await work.sent('mentor', { capacity: '3' }));
    const [ada, kit, zoe, lea] = paths.map(nameOfPath);
    for (const mentee of [ada!, kit!]) await work.store.match({ mentee, mentor }, 3, false, kim);
    await work.store.endMatches(
      [{ mentee: kit!, mentor, outcome: 'completed', reason: null, next: 'finished' }],
      false,
      kim,
    );
    await work.store.change([zoe!], { status: 'declined' }, kim);
    await work.store.change([lea!], { status: 'withdrawn' }, kim);
    const page = await work.read('/inbox/report/');
    const figures = (from: string) =>
      [
        'Received',
        'Of a person who',
        'People who applied',
        'Declined',
        'Withdrew',
        'People matched',
        'Pairs now',
        'Completed',
        'Decided',
      ].map((label) => cell(from, label));
    expect(figures(page)).toEqual(['5', '1', '4', '1', '1', '2', '1', '1', '3']);
    expect(page).toContain('Report of 2026/27');
    expect(page).not.toMatch(/<td>\s*[1-9]\s*<\/td>\s*<td>/);
    await work.store.erase([kit!], { at: openDay, actor: 'test' });
    expect(cell(await work.read('/inbox/report/'), 'People matched')).toBe('2');
    expect((await work.get('/inbox/report/?round=2020-21', work.cookie)).status).toBe(404);
  });

  it('keeps its figures when what was sent is erased, as retention does before the next year', async () => {
    const work = await openWork();
    const sent = async (form: 'mentee' | 'ask' | 'mentor', number: number) =>
      nameOfPath(
        await work.sent(form, {
          email: `w100000${String(number)}@my.northbridge.example`,
          ...(form === 'mentee' ? { studentNumber: `s100000${String(number)}` } : {}),
        }),
      );
    const mentees = [
      await sent('mentee', 1),
      await sent('mentee', 2),
      await sent('mentee', 3),
      await sent('mentee', 1),
    ];
    const questions = [await sent('ask', 4), await sent('ask', 5), await sent('ask', 6)];
    const mentor = await sent('mentor', 7);
    const terms = { answerBy: '2027-01-20', days: 5, movesOn: false };
    await work.store.change([mentor], { status: 'eligible' }, kim);
    await work.store.offer([{ about: questions[0]!, mentor }], new Map(), terms, kim);
    const [asked] = await work.store.offers('questions');
    await work.store.replyToOffer(asked!.seq, { answer: 'declined', reason: 'no-time', note: null }, 1, kim);
    for (const [name, status] of [
      ...([
        [mentees[1]!, 'declined'],
        [mentees[2]!, 'waiting-list'],
        [mentees[0]!, 'withdrawn'],
      ] as const),
      ...([
        [questions[0]!, 'met'],
        [questions[1]!, 'closed'],
        [questions[2]!, 'suspect'],
      ] as const),
    ])
      await work.store.change([name], { status }, kim);
    const labels = [
      ...['Received', 'Of a person who', 'People who applied', 'Declined', 'Withdrew', 'On the waiting list'],
      ...['Questions', 'Met', 'Closed without', 'Mentors asked', 'Mentors who said no'],
    ];
    const figures = async () => {
      const page = await work.read('/inbox/report/');
      return labels.map((label) => cell(page, label));
    };
    const before = ['4', '1', '3', '1', '1', '1', '2', '1', '1', '1', '1'];
    expect(await figures()).toEqual(before);
    for (const names of [[questions[0]!, mentor], questions.slice(1), mentees]) {
      await work.store.erase(names, { at: openDay, actor: 'retention' });
      expect(await figures()).toEqual(before);
    }
    expect(await work.read('/inbox/report/')).toContain('4 of them are erased');
  });

  it.each([openDay, '2028-03-01T12:00:00.000Z'])(
    'warns of two reports, as figures change also after the end: %s',
    async (now) => {
      const work = await openWork('kim', { clock: () => new Date(now) });
      expect(await work.read('/inbox/report/?round=2026-27')).toMatch(
        /Pass on one report of this round, after its end/,
      );
    },
  );

  it('says in one sentence how many groups of a table show no number', async () => {
    const work = await openWork();
    const small = await work.read('/inbox/report/');
    expect(small.match(/All \d+ groups are hidden\./g)).toHaveLength(2);
    expect(small).not.toMatch(/<td>\s*hidden/);
    // The ten of the first group are hidden with the empty ones, which the total would reveal.
    const [first, second] = sectorsOrNotSure;
    for (let number = 10; number < 32; number += 1)
      await work.sent('mentee', {
        email: `w10000${String(number)}@my.northbridge.example`,
        studentNumber: `s10000${String(number)}`,
        sectors: (number < 20 ? first : second)!.value,
      });
    const page = await work.read('/inbox/report/');
    expect(cell(page, second!.label)).toBe('12');
    expect(page).toContain(`${String(sectorsOrNotSure.length - 1)} more groups are hidden.`);
    const { text } = await spreadsheet(work);
    expect(text).toContain(`${String(sectorsOrNotSure.length - 1)} more groups are hidden.`);
    expect(text).not.toContain(sectorsOrNotSure[2]!.label);
  });

  it('counts the answers to check-ins, with small numbers hidden, on the page and in the spreadsheet', async () => {
    const work = await openWork();
    const mentor = nameOfPath(await work.sent('mentor', { capacity: '3' }));
    const chore = { at: openDay, actor: 'check-ins' };
    for (let number = 10; number < 40; number += 1) {
      const mentee = nameOfPath(
        await work.sent('mentee', {
          email: `w10000${String(number)}@my.northbridge.example`,
          studentNumber: `s10000${String(number)}`,
        }),
      );
      await work.store.match({ mentee, mentor }, 99, false, kim);
      const [{ seq: match }] = (await work.store.matches(mentee)) as [{ seq: number }, ...unknown[]];
      await work.store.askCheckIns(
        (['mentee', 'mentor'] as const).flatMap((side) =>
          (['start', 'end'] as const).map((kind) => ({ match, kind, side })),
        ),
        chore,
      );
      for (const { seq, kind } of await work.store.checkIns(mentee))
        await work.store.answerCheckIn(
          seq,
          kind === 'start'
            ? { met: number < 28 ? 'yes' : number < 35 ? 'arranged' : 'no', well: 'yes' }
            : { recommend: number < 25 ? 'yes' : number < 32 ? 'not-sure' : 'no' },
          undefined,
          { at: openDay, actor: 'applicant' },
        );
    }
    const page = await work.read('/inbox/report/');
    const rows = [...page.matchAll(/<th scope="row">([^<]+: [^<]+)<\/th>\s*<td>(\w+)<\/td>\s*<td>(\w+)<\/td>/g)];
    // Of 30 mentees, 18 had met, 7 had a date, 5 had none; all were well. No mentor answered.
    expect(rows.map((row) => row.slice(1))).toEqual([
      ['Met yet: Yes, we have met', '18', 'hidden'],
      ['Would recommend: Yes', '15', 'hidden'],
    ]);
    expect(page.match(/\d+ more kinds of answer are hidden/g)).toEqual([
      '7 more kinds of answer are hidden',
      '11 more kinds of answer are hidden',
    ]);
    expect(cell(page, 'Check-in at the start')).toBe('30');
    expect(page).not.toContain('<h2>Check-in in the middle');
    const { sheets, text } = await spreadsheet(work);
    expect(text).toContain('Would recommend: Yes');
    expect(text).not.toContain('All well');
    expect(sheets.filter((sheet) => /<c r="B2"[^>]*><v>18<\/v>/.test(sheet))).toHaveLength(1);
  });

  it('is a spreadsheet whose numbers are numbers', async () => {
    const work = await openWork('rae');
    await work.sent('mentee');
    const response = await work.get('/inbox/report/2026-27.xlsx', work.cookie);
    expect(response.headers.get('content-disposition')).toContain('round-2026-27.xlsx');
    const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
    const names = Object.keys(files);
    expect(names).toContain('xl/worksheets/sheet1.xml');
    expect(names).toContain('xl/worksheets/sheet3.xml');
    const sheet = new TextDecoder().decode(files['xl/worksheets/sheet1.xml']);
    expect(sheet).toMatch(/<c r="B3"(?: t="n")?[^>]*><v>1<\/v><\/c>/);
  });
});
