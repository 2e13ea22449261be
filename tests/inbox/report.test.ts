import '../support/in-london.ts';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { sectorsOrNotSure } from '#forms/fields/options.ts';
import { openDay } from './support/inbox.ts';
import { nameOfPath, openWork } from './support/work.ts';

const cell = (page: string, label: string) =>
  new RegExp(`<th scope="row">\\s*${label}[\\s\\S]*?<td>\\s*([^<\\s]*)`).exec(page)?.[1];

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
    const actor = { at: openDay, actor: 'staff:kim' };
    for (const mentee of [ada!, kit!]) await work.store.match({ mentee, mentor }, 3, false, actor);
    await work.store.endMatches(
      [{ mentee: kit!, mentor, outcome: 'completed', reason: null, next: 'finished' }],
      false,
      actor,
    );
    await work.store.change([zoe!], { status: 'declined' }, actor);
    await work.store.change([lea!], { status: 'withdrawn' }, actor);
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
    const files = unzipSync(
      new Uint8Array(await (await work.get('/inbox/report/2026-27.xlsx', work.cookie)).arrayBuffer()),
    );
    const words = new TextDecoder().decode(files['xl/sharedStrings.xml']);
    expect(words).toContain(`${String(sectorsOrNotSure.length - 1)} more groups are hidden.`);
    expect(words).not.toContain(sectorsOrNotSure[2]!.label);
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
