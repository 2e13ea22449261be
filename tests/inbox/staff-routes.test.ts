import { describe, expect, it } from 'vitest';
import { answersOf } from './support/answers.ts';
import { auditOf, deeds, openStaffInbox, post } from './support/staff.ts';

/** The lowest role for each staff route, and the path that is tried, where `ID` is a stored submission. */
const routesByRole: readonly [route: string, least: 'nobody' | 'reader' | 'officer' | 'admin', path?: string][] = [
  ['GET /inbox/style.css', 'nobody'],
  ['GET /inbox/fonts/:name', 'nobody'],
  ['GET /inbox/login/', 'nobody'],
  ['POST /inbox/login/', 'nobody'],
  ['GET /inbox/login/code/', 'nobody'],
  ['POST /inbox/login/code/', 'nobody'],
  ['GET /inbox/calendar/:file', 'nobody'],
  ['GET /inbox', 'reader'],
  ['GET /inbox/', 'reader'],
  ['GET /inbox/overview/', 'reader'],
  ['GET /inbox/questions/', 'reader'],
  ['GET /inbox/retention/', 'reader'],
  ['GET /inbox/:form/:id/:deed{match|mentor|mail}/', 'reader', '/inbox/ID/mail/'],
  ['GET /inbox/person/:deed{erase|export}/', 'reader', '/inbox/person/erase/'],
  ['GET /inbox/:deed{change|clock|export}/', 'reader', '/inbox/change/'],
  ['GET /inbox/meetings/', 'reader'],
  ['GET /inbox/meetings.ics', 'reader'],
  ['GET /inbox/next/', 'reader'],
  ['GET /inbox/match/', 'reader'],
  ['GET /inbox/match/:round/', 'reader', '/inbox/match/2026-27/'],
  ['GET /inbox/match/:round/:mentee/', 'reader', '/inbox/match/2026-27/nobody/'],
  ['GET /inbox/match/:round/end/', 'reader', '/inbox/match/2026-27/end/'],
  ['GET /inbox/match/:round/pairs/', 'reader', '/inbox/match/2026-27/pairs/'],
  ['GET /inbox/match/:round/asked/', 'reader', '/inbox/match/2026-27/asked/'],
  ['GET /inbox/match/:round/publish/', 'officer', '/inbox/match/2026-27/publish/'],
  ['GET /inbox/report/', 'reader'],
  ['GET /inbox/report/:file', 'reader', '/inbox/report/2026-27.xlsx'],
  ['GET /inbox/mail/', 'officer'],
  ['GET /inbox/mail/:group/', 'reader', '/inbox/mail/0/'],
  ['POST /inbox/mail/', 'officer'],
  ['POST /inbox/mail/:group/', 'officer', '/inbox/mail/0/'],
  ['GET /inbox/import/', 'officer'],
  ['GET /inbox/import/mentors.csv', 'officer'],
  ['GET /inbox/import/:import/', 'officer', '/inbox/import/0/'],
  ['POST /inbox/import/', 'officer'],
  ['POST /inbox/import/:import/', 'officer', '/inbox/import/0/'],
  ['GET /inbox/:form/:id/', 'reader', '/inbox/ID/'],
  ['GET /inbox/account/', 'reader'],
  ['GET /inbox/account/second-step/', 'reader'],
  ['POST /inbox/account/password/', 'reader'],
  ['POST /inbox/account/second-step/begin/', 'reader'],
  ['POST /inbox/account/second-step/', 'reader'],
  ['POST /inbox/account/second-step/remove/', 'reader'],
  ['POST /inbox/account/sessions/', 'reader'],
  ['POST /inbox/account/calendar/', 'reader'],
  ['POST /inbox/match/:round/', 'officer', '/inbox/match/2026-27/'],
  ['POST /inbox/match/:round/end/', 'officer', '/inbox/match/2026-27/end/'],
  ['POST /inbox/match/:round/pairs/', 'officer', '/inbox/match/2026-27/pairs/'],
  ['POST /inbox/match/:round/asked/', 'officer', '/inbox/match/2026-27/asked/'],
  ['POST /inbox/match/:round/publish/', 'officer', '/inbox/match/2026-27/publish/'],
  ['POST /inbox/meetings/', 'officer'],
  ['POST /inbox/questions/', 'officer'],
  ['POST /inbox/change/', 'officer'],
  ['POST /inbox/:form/:id/', 'officer', '/inbox/ID/'],
  ['POST /inbox/:form/:id/mail/', 'officer', '/inbox/ID/mail/'],
  ['POST /inbox/ask/:id/mentor/', 'officer', '/inbox/ask/x/mentor/'],
  ['POST /inbox/mentee/:id/match/', 'officer', '/inbox/mentee/x/match/'],
  ['POST /inbox/clock/', 'admin'],
  ['POST /inbox/export/', 'admin'],
  ['GET /inbox/person/', 'officer'],
  ['POST /inbox/person/', 'officer'],
  ['POST /inbox/person/export/', 'admin'],
  ['POST /inbox/person/erase/', 'admin'],
  ['GET /inbox/rounds/', 'admin'],
  ['GET /inbox/rounds/:round/', 'admin', '/inbox/rounds/2026-27/'],
  ['GET /inbox/rounds/:file', 'admin', '/inbox/rounds/2026-27.yaml'],
  ['POST /inbox/rounds/:round/', 'admin', '/inbox/rounds/2026-27/'],
  ['GET /inbox/texts/', 'admin'],
  ['GET /inbox/texts/:name/', 'admin', '/inbox/texts/notice/'],
  ['GET /inbox/texts/:file', 'admin', '/inbox/texts/notice.md'],
  ['POST /inbox/texts/:name/', 'admin', '/inbox/texts/notice/'],
  ['GET /inbox/staff/', 'admin'],
  ['POST /inbox/staff/', 'admin'],
  ['GET /inbox/staff/:name/', 'admin', '/inbox/staff/kim/'],
  ['POST /inbox/staff/:name/', 'admin', '/inbox/staff/kim/'],
  ['GET /inbox/audit/', 'admin'],
  ['POST /inbox/logout/', 'reader'],
];
const order = ['nobody', 'reader', 'officer', 'admin'] as const;

describe('every staff route', () => {
  it('is in the list of this test', async () => {
    const { app } = await openStaffInbox();
    const routes = app.routes
      .filter(({ path, method }) => path.startsWith('/inbox') && method !== 'ALL' && !path.endsWith('*'))
      .map(({ method, path }) => `${method} ${path}`);
    expect([...new Set(routes)].sort()).toEqual(routesByRole.map(([route]) => route).sort());
  });

  it('is open to its role and above, and to nobody else', async () => {
    const inbox = await openStaffInbox();
    const answers = answersOf('ask');
    await inbox.postJson('ask', answers);
    const id = `ask/${String(answers['submission_id'])}`;
    const cookies = {
      nobody: '',
      reader: await inbox.login('rae'),
      officer: await inbox.login('kim'),
      admin: await inbox.login('lee'),
    };
    for (const [route, least, path] of routesByRole.filter(([, each]) => each !== 'nobody')) {
      const [method = '', pattern = ''] = route.split(' ');
      for (const role of order) {
        const target = (path ?? pattern).replace('ID', id);
        const response =
          method === 'GET'
            ? await inbox.get(target, cookies[role])
            : await post(inbox, cookies[role], target, { was: 'none', do: 'none' });
        const label = `${role} ${route}`;
        if (role === 'nobody') expect([label, response.headers.get('location')]).toEqual([label, '/inbox/login/']);
        else if (order.indexOf(role) < order.indexOf(least)) expect([label, response.status]).toEqual([label, 403]);
        else expect([label, [403, 500].includes(response.status)]).toEqual([label, false]);
        if (route.endsWith('logout/')) cookies[role] = '';
      }
    }
  });

  it('leads from the address of a form that came back, opened again, to the page on which it stands', async () => {
    const inbox = await openStaffInbox();
    const cookie = await inbox.login('lee');
    for (const [opened, page] of [
      ['/inbox/ask/x/mentor/?list=form%3Dask', '/inbox/ask/x/?list=form%3Dask'],
      ['/inbox/person/erase/', '/inbox/person/'],
      ['/inbox/change/', '/inbox/'],
    ] as const)
      expect((await inbox.get(opened, cookie)).headers.get('location')).toBe(page);
  });

  it.each(['reader', 'officer', 'admin'] as const)(
    'answers 404 or 403 to a %s for ids of other forms and for invalid ids',
    async (role) => {
      const inbox = await openStaffInbox();
      const answers = answersOf('mentee');
      await inbox.postJson('mentee', answers);
      const cookie = await inbox.login({ reader: 'rae', officer: 'kim', admin: 'lee' }[role]);
      const id = String(answers['submission_id']);
      const others = [`ask/${id}`, `mentor/${id}`, `other/${id}`];
      const invalid = [`mentee/${id.slice(0, -1)}`, `mentee/${id}x`, "mentee/' OR 1=1 --"];
      for (const name of [...others, ...invalid]) {
        expect([name, (await inbox.get(`/inbox/${name}/`, cookie)).status]).toEqual([name, 404]);
        const changed = await post(inbox, cookie, `/inbox/${name}/`, { was: 'new', status: 'declined', assigned: '' });
        expect([name, changed.status]).toEqual([name, role === 'reader' ? 403 : 404]);
      }
      expect((await inbox.store.find({ form: 'mentee', submissionId: id }))?.status).toBe('new');
    },
  );

  it('changes nothing for a request from another origin, with any method, type and cookie', async () => {
    const inbox = await openStaffInbox();
    const answers = answersOf('ask');
    await inbox.postJson('ask', answers);
    const id = `ask/${String(answers['submission_id'])}`;
    const cookie = await inbox.login('lee');
    const before = deeds(await auditOf(inbox));
    const state = async () =>
      JSON.stringify([
        await inbox.store.list({ limit: 9 }),
        await inbox.store.allStaff(),
        await inbox.store.sessions(),
      ]);
    const stateBefore = await state();
    const fields = {
      was: 'new',
      status: 'closed',
      assigned: '',
      to: 'closed',
      pick: id,
      name: 'kim',
      do: 'disable',
      end: 'others',
    };
    const bodies: Record<string, string> = {
      'application/x-www-form-urlencoded': new URLSearchParams(fields).toString(),
      'text/plain': new URLSearchParams(fields).toString(),
      'application/json': JSON.stringify(fields),
    };
    const elsewhere: Record<string, string>[] = [
      ...['https://evil.example', 'http://localhost:4322', 'null'].map((origin) => ({ Origin: origin })),
      { Origin: 'http://localhost:4321', 'Sec-Fetch-Site': 'cross-site' },
      {},
    ];
    let tried = 0;
    for (const [route, , path] of routesByRole.filter(([each]) => each.startsWith('POST'))) {
      const target = `http://localhost:4321${(path ?? route.slice(5)).replace('ID', id)}`;
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
        for (const [type, body] of Object.entries(bodies))
          for (const from of elsewhere)
            for (const sent of [cookie, '']) {
              const headers = { 'Content-Type': type, Cookie: sent, ...from };
              const { status } = await inbox.app.request(target, { method, body, headers });
              expect([route, method, from, status]).toEqual([route, method, from, 403]);
              tried += 1;
            }
    }
    expect(tried).toBeGreaterThan(1_000);
    expect(await state()).toBe(stateBefore);
    expect(deeds(await auditOf(inbox))).toEqual(before);
  });
});
