import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { json } from './support/inbox.ts';
import { openStaffInbox, own, password } from './support/staff.ts';

/** Values that no browser sends; PostgreSQL refuses NUL in text. */
const odd = ['%00', 'x%00y', '%ff', '__proto__', 'constructor', "'--", '2027-99-99T99:99:99.999Z', '9'.repeat(30)];

describe('a staff page', () => {
  it('answers any value in its address', async () => {
    const inbox = await openStaffInbox();
    const cookie = await inbox.login('lee');
    const { id } = await json(await inbox.postJson('mentee'));
    const queries = ['q', 'form', 'status', 'round', 'assigned', 'before', 'order', 'page', 'done'].map(
      (name) => `/inbox/?${name}=`,
    );
    const others = [
      `/inbox/mentee/${id!}/?saved=`,
      `/inbox/mentee/${id!}/?list=`,
      '/inbox/next/?saved=',
      '/inbox/next/?list=',
      '/inbox/audit/?page=',
    ];
    for (const address of [...queries, ...others])
      for (const value of odd)
        expect([address, value, (await inbox.get(address + value, cookie)).status < 400]).toEqual([
          address,
          value,
          true,
        ]);
    for (const value of odd)
      for (const address of [`/inbox/mentee/${value}/`, `/inbox/${value}/${randomUUID()}/`, `/inbox/calendar/${value}`])
        expect((await inbox.get(address, cookie)).status).toBe(404);
  });

  it('redirects from an address without its last slash to the one with it', async () => {
    const inbox = await openStaffInbox();
    const cookie = await inbox.login('lee');
    const ask = async (path: string) => {
      const answer = await inbox.get(path, cookie);
      return [answer.status, answer.headers.get('location')];
    };
    expect(await ask('/inbox')).toEqual([301, '/inbox/']);
    expect(await ask('/inbox/audit?page=2')).toEqual([301, '/inbox/audit/?page=2']);
    expect(await ask('/inbox/nowhere/')).toEqual([404, null]);
  });

  it('treats a field that nobody can have typed as empty', async () => {
    const inbox = await openStaffInbox();
    expect((await inbox.send('/inbox/login/', { name: 'kim\0', password })).status).toBe(401);
    const headers = { ...own, Cookie: await inbox.login('lee') };
    const { id } = await json(await inbox.postJson('mentee'));
    const post = async (path: string, fields: Record<string, string>) =>
      (await inbox.send(path, fields, headers)).status;
    expect(await post('/inbox/staff/kim%00/', { do: 'disable' })).toBe(404);
    expect(await post('/inbox/staff/', { name: 'kim\0', role: 'reader', password })).toBe(422);
    expect(await post(`/inbox/mentee/${id!}/match/`, { mentor: '\0' })).toBe(422);
    expect(await post('/inbox/mentee/\0/match/', {})).toBe(404);
    expect(await post(`/inbox/mentee/${id!}/`, { was: 'new', status: 'new', assigned: '', note: 'a\0b' })).toBe(303);
    expect(await post('/inbox/export/', { view: 'round=%00&assigned=%00' })).toBe(200);
  });

  it.each(['/inbox/login/', '/inbox/account/password/', '/inbox/change/'])(
    'refuses a body at %s that is too long or of another type, and never answers with a server error',
    async (path) => {
      const inbox = await openStaffInbox();
      const headers = { ...own, Cookie: await inbox.login('lee') };
      const long = await inbox.send(path, { note: 'x'.repeat(70_000) }, headers);
      expect([long.status, await long.text()]).toEqual([413, expect.stringContaining('too long')]);
      for (const type of ['multipart/form-data', 'multipart/form-data; boundary=a', 'application/json']) {
        const other = await inbox.send(path, {}, { ...headers, 'Content-Type': type });
        expect([type, other.status]).toEqual([type, 415]);
      }
    },
  );
});
