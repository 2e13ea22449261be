import { describe, expect, it } from 'vitest';
import { nameOfPath, openWork, untouched } from './support/work.ts';

const meeting = { day: '2027-02-18', time: '14:00', place: 'Room 3' };

describe('two colleagues who work on one submission', () => {
  it('get a conflict when the second saves: nothing changes, and the typed note is shown again', async () => {
    const work = await openWork();
    const path = await work.sent('ask');
    await work.save(path, { was: 'new', status: 'offered', assigned: '', note: '' });
    const late = await work.save(path, { was: 'new', status: 'closed', assigned: '', note: 'She said <no>.' });
    expect(late.status).toBe(409);
    const page = await late.text();
    expect(page).toContain('meanwhile the status was changed to Offered');
    expect(page).toContain('She said &lt;no&gt;.');
    expect((await work.store.find(nameOfPath(path)))?.status).toBe('offered');
  });

  it('can change different fields: the second page does not overwrite the first one’s changes', async () => {
    const work = await openWork();
    const path = await work.sent('ask');
    await work.save(path, { ...untouched, status: 'booked', assigned: 'lee', ...meeting });
    const late = await work.save(path, { ...untouched, note: 'Rang her.' });
    expect(late.status).toBe(303);
    const page = await work.read(path);
    expect(page).toContain('Thursday 18\u00a0February 2027 at 14:00, Room 3');
    expect(page).toContain('Rang her.');
    expect(await work.store.find(nameOfPath(path))).toMatchObject({ status: 'booked', assignedTo: 'lee' });
  });

  it.each([
    ['the colleague', { assigned: 'lee' }, { assigned: 'kim' }, 'it was assigned to lee'],
    ['the meeting', meeting, { ...meeting, time: '15:00' }, 'the meeting was changed'],
  ])('get a conflict when both change the same field: %s', async (_, first, second, words) => {
    const work = await openWork();
    const path = await work.sent('ask');
    await work.save(path, { ...untouched, ...first });
    const late = await work.save(path, { ...untouched, ...second, status: 'offered' });
    expect([late.status, await late.text()]).toEqual([409, expect.stringContaining(`meanwhile ${words}`)]);
    expect((await work.store.find(nameOfPath(path)))?.status).toBe('new');
  });

  it('save at the same moment: one change is stored, and the other gets a conflict', async () => {
    const work = await openWork();
    const path = await work.sent('ask');
    const both = await Promise.all(['offered', 'closed'].map((status) => work.save(path, { ...untouched, status })));
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409]);
    const changes = (await work.store.auditOf(path.slice(7, -1))).filter(({ action }) => action === 'status changed');
    expect(changes).toHaveLength(1);
  });

  it.each([
    ['a status', { status: 'booked' }, { status: 'offered' }],
    ['a colleague', { assigned: 'lee' }, { assigned: 'kim' }],
    ['nothing else', {}, {}],
  ])(
    'set a meeting at the same moment: only the one whose form was saved is stored, together with %s',
    async (_, one, other) => {
      const work = await openWork();
      const path = await work.sent('ask');
      const both = [
        { ...untouched, ...meeting, place: 'Room 1', ...one },
        { ...untouched, ...meeting, place: 'Room 2', ...other },
      ];
      const answers = await Promise.all(both.map((fields) => work.save(path, fields)));
      expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
      const won = both[answers.findIndex(({ status }) => status === 303)]!;
      expect(await work.store.find(nameOfPath(path))).toMatchObject({
        status: won.status,
        assignedTo: won.assigned === '' ? null : won.assigned,
      });
      expect(await work.read(path)).toContain(`Thursday 18\u00a0February 2027 at 14:00, ${won.place}`);
      const actions = (await work.store.auditOf(path.slice(7, -1))).map(({ action }) => action);
      expect(actions.filter((action) => action === 'meeting set')).toHaveLength(1);
    },
  );

  it('get no conflict when one of them sends the same form twice', async () => {
    const work = await openWork();
    const path = await work.sent('ask');
    const fields = { ...untouched, status: 'booked', assigned: 'lee', ...meeting, note: 'Rang her.' };
    const notes = async () =>
      (await work.store.enclosures(nameOfPath(path))).filter(({ kind }) => kind === 'note').length;
    expect([(await work.save(path, fields)).status, (await work.save(path, fields)).status]).toEqual([303, 303]);
    expect(await notes()).toBe(1);
    work.setClock('2027-01-15T12:02:00Z');
    await work.save(path, { ...fields, was: 'booked', 'was-assigned': 'lee', note: 'Rang her.' });
    expect(await notes()).toBe(2);
  });
});
