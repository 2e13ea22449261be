import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { runCommand } from '#inbox/cli/run.ts';
import { verifyStore } from '#inbox/cli/verify.ts';
import { readConfig } from '#inbox/config.ts';
import type { AuditRecord } from '#inbox/store.ts';
import { browserOf } from '#inbox/staff/browser-of.ts';
import { answersOf } from './support/answers.ts';
import { cookieOf, openStaffInbox, own, password, type StaffInbox } from './support/staff.ts';

const instant = (seconds: number) => new Date(Date.parse('2027-01-15T12:00:00Z') + seconds * 1_000);

interface Phone {
  inbox: StaffInbox;
  cookie: string;
  /** The code that the phone shows so many seconds after noon. */
  codeAt: (seconds: number) => string;
  recoveryCodes: string[];
  letters: string;
}

const post = (inbox: StaffInbox, cookie: string, path: string, fields: Record<string, string>) =>
  inbox.send(path, fields, { ...own, Cookie: cookie });

/** An inbox where kim has set up a phone at noon. */
async function withPhone(): Promise<Phone> {
  const inbox = await openStaffInbox();
  const cookie = await inbox.login();
  await post(inbox, cookie, '/inbox/account/second-step/begin/', { password });
  const page = await (await inbox.get('/inbox/account/second-step/', cookie)).text();
  const letters = /class="letters"\s*>([^<]+)</.exec(page)![1]!.replaceAll(' ', '');
  const totp = new TOTP({ secret: letters });
  const codeAt = (seconds: number) => totp.generate({ timestamp: instant(seconds).getTime() });
  const done = await post(inbox, cookie, '/inbox/account/second-step/', { code: codeAt(0) });
  const recoveryCodes = [...(await done.text()).matchAll(/<code>([a-z2-9]{5}-[a-z2-9]{5})<\/code>/g)].map(
    ([, code]) => code!,
  );
  return { inbox, cookie, codeAt, recoveryCodes, letters };
}

/** Types the password once; gives what types a code so many seconds after noon. */
async function typing({ inbox }: Phone): Promise<(code: string, seconds: number) => Promise<Response>> {
  const ticket = cookieOf(await inbox.send('/inbox/login/', { name: 'kim', password }));
  return (code, seconds) => {
    inbox.setClock(instant(seconds).toISOString());
    return post(inbox, ticket, '/inbox/login/code/', { code });
  };
}

async function auditOf(inbox: StaffInbox): Promise<AuditRecord[]> {
  const records: AuditRecord[] = [];
  for await (const record of inbox.store.audit()) records.push(record);
  return records;
}

const deeds = (records: readonly AuditRecord[]) =>
  records.map(({ actor, action, subject, detail }) => [actor, action, subject, detail].join(' ').trim());

const listed = (page: string) => [...page.matchAll(/name="end" value="([\w-]{43})"/g)].map(([, handle]) => handle!);

describe('a phone at the login', () => {
  it('is set up with the password and a first right code, and asked for from then on', async () => {
    const inbox = await openStaffInbox();
    const cookie = await inbox.login();
    const begin = (typed: string) => post(inbox, cookie, '/inbox/account/second-step/begin/', { password: typed });
    const refused = await begin('wrong');
    expect([refused.status, await refused.text()]).toEqual([
      422,
      expect.stringContaining('Your password is not right'),
    ]);
    expect((await inbox.get('/inbox/account/second-step/', cookie)).status).toBe(303);
    expect((await begin(password)).headers.get('location')).toBe('/inbox/account/second-step/');
    const page = await (await inbox.get('/inbox/account/second-step/', cookie)).text();
    expect(page).toMatch(/<svg\s+class="scan"/);
    expect(page).toContain('otpauth://totp/');
    expect(page).not.toMatch(/<script|style=/);
    expect((await post(inbox, cookie, '/inbox/account/second-step/', { code: '000000' })).status).toBe(422);
    expect((await inbox.send('/inbox/login/', { name: 'kim', password })).headers.get('location')).toBe('/inbox/');

    const phone = await withPhone();
    expect(phone.recoveryCodes).toHaveLength(8);
    expect(await (await phone.inbox.get('/inbox/account/', phone.cookie)).text()).toContain('8 recovery codes left');
    expect((await phone.inbox.send('/inbox/login/', { name: 'kim', password })).headers.get('location')).toBe(
      '/inbox/login/code/',
    );
    expect((await phone.inbox.get('/inbox/account/second-step/', phone.cookie)).status).toBe(303);
    expect(deeds(await auditOf(phone.inbox))).toContain('staff:kim second step turned on staff/kim');
  });

  it('leaves nothing open between password and code', async () => {
    const { inbox } = await withPhone();
    const response = await inbox.send('/inbox/login/', { name: 'kim', password });
    const set = response.headers.getSetCookie();
    expect(set).toHaveLength(1);
    expect(set[0]).toMatch(/^login=[\w.-]+; Max-Age=300; Path=\/; HttpOnly; SameSite=Strict$/);
    const ticket = cookieOf(response);
    for (const cookie of [ticket, ticket.replace('login=', 'session='), `${ticket}; session=${'a'.repeat(43)}`]) {
      for (const path of ['/inbox/', '/inbox/account/', '/inbox/account/second-step/', '/inbox/overview/'])
        expect((await inbox.get(path, cookie)).headers.get('location')).toBe('/inbox/login/');
      expect((await post(inbox, cookie, '/inbox/account/password/', { password })).headers.get('location')).toBe(
        '/inbox/login/',
      );
    }
    expect((await inbox.store.sessions('kim')).length).toBe(1);
    expect((await inbox.get('/inbox/login/code/', ticket)).status).toBe(200);
    expect((await inbox.get('/inbox/login/code/', '')).status).toBe(303);
  });

  it('takes a right code once, also an early or late one, and none older', async () => {
    const phone = await withPhone();
    const type = await typing(phone);
    // The code of the set-up was used for it.
    const again = await type(phone.codeAt(0), 1);
    expect([again.status, await again.text()]).toEqual([401, expect.stringContaining('was used before')]);
    const right = await type(phone.codeAt(60), 60);
    expect([right.status, right.headers.get('location')]).toEqual([303, '/inbox/']);
    const session = right.headers.getSetCookie().find((cookie) => cookie.startsWith('session='))!;
    expect((await phone.inbox.get('/inbox/', session.split(';')[0])).status).toBe(200);
    expect(right.headers.getSetCookie().find((cookie) => cookie.startsWith('login='))).toContain('Max-Age=0');
    expect((await type(phone.codeAt(60), 62)).status).toBe(401);
    expect((await type(phone.codeAt(30), 63)).status).toBe(401);
    expect((await type(phone.codeAt(90), 64)).status).toBe(303);
    expect(deeds(await auditOf(phone.inbox))).toContain('visitor login refused staff/kim code');
    expect(deeds(await auditOf(phone.inbox))).toContain('staff:kim logged in inbox password and code');
  });

  it('is replaced by a recovery code, once, however it is typed', async () => {
    const phone = await withPhone();
    const [first = '', second = ''] = phone.recoveryCodes;
    const type = await typing(phone);
    expect((await type(` ${first.toUpperCase().replace('-', ' ')} `, 1)).status).toBe(303);
    expect((await type(first, 2)).status).toBe(401);
    expect((await phone.inbox.store.secondStep('kim'))?.recoveryCodes).toBe(7);
    expect((await type(second, 3)).status).toBe(303);
    expect(deeds(await auditOf(phone.inbox))).toContain('staff:kim logged in inbox password and recovery code');
  });

  it('is asked for within five minutes of a password that is still the right one', async () => {
    const { inbox, codeAt } = await withPhone();
    const ticket = async () => cookieOf(await inbox.send('/inbox/login/', { name: 'kim', password }));
    const enter = (cookie: string, code: string) => post(inbox, cookie, '/inbox/login/code/', { code });
    const old = await ticket();
    inbox.setClock(instant(300).toISOString());
    expect((await enter(old, codeAt(300))).status).toBe(401);
    const disabled = await ticket();
    await inbox.store.changeStaff('kim', { disabledAt: instant(300).toISOString() });
    expect((await enter(disabled, codeAt(300))).status).toBe(401);
    await inbox.store.changeStaff('kim', { password: 'another', disabledAt: null });
    expect((await enter(disabled, codeAt(300))).status).toBe(401);
    for (const forged of ['login=', 'login=a.b.c', disabled.slice(0, -4), `${disabled}AAAA`])
      expect((await enter(forged, codeAt(300))).status).toBe(401);
    expect(await inbox.store.sessions('kim')).toEqual([]);
  });

  it('cannot be guessed: codes are throttled as passwords are', async () => {
    const { inbox, codeAt } = await withPhone();
    const ticket = cookieOf(await inbox.send('/inbox/login/', { name: 'kim', password }));
    const statuses: number[] = [];
    for (let guess = 0; guess < 7; guess += 1)
      statuses.push((await post(inbox, ticket, '/inbox/login/code/', { code: `00000${String(guess)}` })).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429]);
    expect((await post(inbox, ticket, '/inbox/login/code/', { code: codeAt(0) })).status).toBe(429);
  });

  it('leaves no secret and no code in the database', async () => {
    const { inbox, letters, recoveryCodes } = await withPhone();
    const held = ['', '-wal'].map((suffix) => readFileSync(inbox.databasePath + suffix).toString('latin1')).join();
    expect(held).toContain('second step turned on');
    for (const secret of [letters, ...recoveryCodes, ...recoveryCodes.map((code) => code.replace('-', ''))])
      expect(held).not.toContain(secret);
  });

  it('is turned off with the password, or by the command line', async () => {
    const phone = await withPhone();
    const { inbox, cookie } = phone;
    const remove = (typed: string) => post(inbox, cookie, '/inbox/account/second-step/remove/', { password: typed });
    expect((await remove('wrong')).status).toBe(422);
    expect((await inbox.store.secondStep('kim'))?.confirmedAt).not.toBeNull();
    expect((await remove(password)).status).toBe(303);
    expect(await inbox.store.secondStep('kim')).toBeUndefined();
    expect(deeds(await auditOf(inbox))).toContain('staff:kim second step turned off staff/kim');

    const other = await withPhone();
    const config = readConfig({
      INBOX_DATABASE: `file:${other.inbox.databasePath}`,
      INBOX_KEY_FILE: other.inbox.keyFile,
    });
    const terminal = { input: new PassThrough(), output: new PassThrough(), errors: new PassThrough() };
    await runCommand(['staff', 'list'], config, terminal);
    expect(String(terminal.output.read())).toMatch(/kim {2}officer {2}made 2027-01-01 {2}phone at login/);
    await runCommand(['staff', 'reset', 'kim'], config, terminal);
    expect(await other.inbox.store.secondStep('kim')).toBeUndefined();
    expect(deeds(await auditOf(other.inbox))).toContain('command line second step turned off staff/kim');
  });
});

describe('one’s own account', () => {
  it('changes the password, and ends every other session', async () => {
    const inbox = await openStaffInbox();
    const [cookie, other] = [await inbox.login(), await inbox.login()];
    const wanted = 'a new long password';
    const change = (fields: Record<string, string>) =>
      post(inbox, cookie, '/inbox/account/password/', { password, new: wanted, again: wanted, ...fields });
    for (const [fields, words] of [
      [{ password: 'wrong' }, 'Your password is not right'],
      [{ new: 'short', again: 'short' }, 'must have 12 to 256 characters'],
      [{ again: 'another long one' }, 'must be the same'],
    ] as const) {
      const refused = await change(fields);
      expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining(words)]);
    }
    const done = await change({});
    expect(done.status).toBe(303);
    expect((await inbox.get('/inbox/', cookieOf(done))).status).toBe(200);
    for (const ended of [cookie, other]) expect((await inbox.get('/inbox/', ended)).status).toBe(303);
    expect((await inbox.send('/inbox/login/', { name: 'kim', password: wanted })).status).toBe(303);
    expect(deeds(await auditOf(inbox))).toContain('staff:kim password changed staff/kim');
  });

  it('shows where one is logged in by kind of browser, and ends one or all others', async () => {
    const inbox = await openStaffInbox();
    const agent = 'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0';
    const cookie = cookieOf(
      await inbox.send('/inbox/login/', { name: 'kim', password }, { ...own, 'User-Agent': agent }),
    );
    const others = [await inbox.login(), await inbox.login(), await inbox.login()];
    const page = await (await inbox.get('/inbox/account/', cookie)).text();
    expect(page).toContain('Firefox on Windows');
    expect(page).not.toContain('192.0.2.1');
    expect(listed(page)).toHaveLength(3);
    const end = (handle: string, by = cookie) => post(inbox, by, '/inbox/account/sessions/', { end: handle });
    await end(listed(page)[0]!);
    expect(await inbox.store.sessions('kim')).toHaveLength(3);
    const rae = await inbox.login('rae');
    await end(listed(page)[1]!, rae);
    await end('others', rae);
    expect(await inbox.store.sessions('kim')).toHaveLength(3);
    await end('others');
    expect((await inbox.get('/inbox/', cookie)).status).toBe(200);
    for (const ended of others) expect((await inbox.get('/inbox/', ended)).status).toBe(303);
    expect(deeds(await auditOf(inbox)).filter((deed) => deed.includes('session ended'))).toHaveLength(3);
  });

  it.each([
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
      'Chrome on Linux',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0',
      'Edge on Windows',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
      'Safari on an iPhone',
    ],
    ['curl/8', 'A browser on another system'],
    ['<b>', 'A browser on another system'],
  ])('knows %s as “%s”', (agent, words) => {
    expect(browserOf(agent)).toBe(words);
  });
});

describe('the page of staff', () => {
  it('shows an admin who has an account, and ends sessions and accounts of others', async () => {
    const { inbox, cookie: kim } = await withPhone();
    const [lee, rae] = [await inbox.login('lee'), await inbox.login('rae')];
    const page = await (await inbox.get('/inbox/staff/', lee)).text();
    expect(page).toMatch(/kim[\s\S]*officer[\s\S]*>On<[\s\S]*lee[\s\S]*You[\s\S]*admin[\s\S]*>Off<[\s\S]*rae/);
    const change = (name: string, what: string) => post(inbox, lee, '/inbox/staff/', { name, do: what });
    expect((await change('rae', 'end')).status).toBe(303);
    expect((await inbox.get('/inbox/', rae)).status).toBe(303);
    expect((await change('kim', 'disable')).status).toBe(303);
    expect((await inbox.get('/inbox/', kim)).status).toBe(303);
    expect((await inbox.store.staff('kim'))?.disabledAt).not.toBeNull();
    for (const [name, what] of [
      ['lee', 'disable'],
      ['lee', 'end'],
      ['nobody', 'end'],
      ['rae', 'toString'],
    ] as const)
      expect((await change(name, what)).status).toBe(404);
    expect((await inbox.get('/inbox/', lee)).status).toBe(200);
    expect(deeds(await auditOf(inbox))).toEqual(
      expect.arrayContaining(['staff:lee sessions ended staff/rae', 'staff:lee account disabled staff/kim']),
    );
  });
});

describe('the audit', () => {
  it('holds every look and every deed, unbroken and without what was answered', async () => {
    const inbox = await openStaffInbox();
    const answers = answersOf('ask', { fullName: 'Zoë Canary' });
    await inbox.postJson('ask', answers);
    const subject = `ask/${String(answers['submission_id'])}`;
    await inbox.send('/inbox/login/', { name: 'canary@example.com', password: 'wrong' });
    await inbox.send('/inbox/login/', { name: 'lee', password: 'wrong' });
    const cookie = await inbox.login('lee');
    const before = (await auditOf(inbox)).length;
    for (const path of [
      '/inbox/',
      '/inbox/?q=canary&form=ask&page=9',
      '/inbox/overview/',
      '/inbox/retention/',
      '/inbox/meetings/',
      '/inbox/meetings.ics',
      `/inbox/${subject}/`,
      '/inbox/audit/',
      '/inbox/staff/',
    ])
      expect((await inbox.get(path, cookie)).status).toBe(200);
    await post(inbox, cookie, `/inbox/${subject}/`, { was: 'new', status: 'offered', assigned: '' });
    await post(inbox, cookie, '/inbox/export/', { view: 'form=ask', format: 'csv' });
    await post(inbox, cookie, '/inbox/logout/', {});
    const idle = await inbox.login('lee');
    inbox.setClock(instant(3_600).toISOString());
    await inbox.get('/inbox/', idle);
    const records = await auditOf(inbox);
    expect(deeds(records).slice(1, before)).toEqual([
      'visitor login refused inbox password',
      'visitor login refused staff/lee password',
      'staff:lee logged in inbox password',
    ]);
    expect(deeds(records).slice(before)).toEqual([
      'staff:lee list viewed all forms',
      'staff:lee list searched ask form=ask',
      'staff:lee overview viewed inbox',
      'staff:lee retention viewed inbox',
      'staff:lee meetings viewed inbox',
      'staff:lee meetings exported inbox',
      `staff:lee submission viewed ${subject}`,
      'staff:lee audit viewed inbox',
      'staff:lee staff viewed inbox',
      `staff:lee status changed ${subject} new to offered`,
      'staff:lee exported ask as csv',
      'staff:lee logged out inbox',
      'staff:lee logged in inbox password',
      'staff:lee session expired inbox',
    ]);
    expect(JSON.stringify(records).toLowerCase()).not.toContain('canary');
    expect((await verifyStore(inbox.store, inbox.vault)).problems).toEqual([]);
  });

  it('is read by admins, fifty entries a page, both ways', async () => {
    const inbox = await openStaffInbox();
    for (let count = 0; count < 120; count += 1)
      await inbox.store.record({
        at: instant(count).toISOString(),
        actor: 'command line',
        action: `deed ${String(count)}`,
        subject: 'inbox',
        detail: '',
      });
    const cookie = await inbox.login('lee');
    const read = async (path: string) => (await inbox.get(path, cookie)).text();
    const numbers = (page: string) => [...page.matchAll(/Entry (\d+): /g)].map(([, number]) => Number(number));
    const [first, second] = [await read('/inbox/audit/'), await read('/inbox/audit/?page=2')];
    expect([numbers(first)[0], numbers(first).length]).toEqual([122, 50]);
    expect([numbers(second)[0], numbers(second).length]).toEqual([73, 50]);
    expect(second).toMatch(
      /rel="prev" href="\/inbox\/audit\/\?page=1"[\s\S]*rel="next" href="\/inbox\/audit\/\?page=3"/,
    );
    expect(numbers(await read('/inbox/audit/?page=99')).at(-1)).toBe(1);
    expect((await inbox.get('/inbox/audit/', await inbox.login('kim'))).status).toBe(403);
  });
});

/** Who may ask for a staff route, and what is sent to it; `ID` is a submission that is there. */
const ways: readonly [route: string, least: 'nobody' | 'reader' | 'officer' | 'admin', path?: string][] = [
  ['GET /inbox/style.css', 'nobody'],
  ['GET /inbox/login/', 'nobody'],
  ['POST /inbox/login/', 'nobody'],
  ['GET /inbox/login/code/', 'nobody'],
  ['POST /inbox/login/code/', 'nobody'],
  ['GET /inbox/calendar/:file', 'nobody'],
  ['GET /inbox', 'reader'],
  ['GET /inbox/', 'reader'],
  ['GET /inbox/overview/', 'reader'],
  ['GET /inbox/retention/', 'reader'],
  ['GET /inbox/meetings/', 'reader'],
  ['GET /inbox/meetings.ics', 'reader'],
  ['GET /inbox/next/', 'reader'],
  ['GET /inbox/next-to-match/', 'reader'],
  ['GET /inbox/:form/:id/', 'reader', '/inbox/ID/'],
  ['GET /inbox/account/', 'reader'],
  ['GET /inbox/account/second-step/', 'reader'],
  ['POST /inbox/account/password/', 'reader'],
  ['POST /inbox/account/second-step/begin/', 'reader'],
  ['POST /inbox/account/second-step/', 'reader'],
  ['POST /inbox/account/second-step/remove/', 'reader'],
  ['POST /inbox/account/sessions/', 'reader'],
  ['POST /inbox/account/calendar/', 'reader'],
  ['POST /inbox/change/', 'officer'],
  ['POST /inbox/:form/:id/', 'officer', '/inbox/ID/'],
  ['POST /inbox/mentee/:id/match/', 'officer', '/inbox/mentee/x/match/'],
  ['POST /inbox/export/', 'admin'],
  ['GET /inbox/staff/', 'admin'],
  ['POST /inbox/staff/', 'admin'],
  ['GET /inbox/audit/', 'admin'],
  ['POST /inbox/logout/', 'reader'],
];
const order = ['nobody', 'reader', 'officer', 'admin'] as const;

describe('every staff route', () => {
  it('is among those tried here', async () => {
    const { app } = await openStaffInbox();
    const routes = app.routes
      .filter(({ path, method }) => path.startsWith('/inbox') && method !== 'ALL' && !path.endsWith('*'))
      .map(({ method, path }) => `${method} ${path}`);
    expect([...new Set(routes)].sort()).toEqual(ways.map(([route]) => route).sort());
  });

  it('opens to those of its role and above, and to nobody else', async () => {
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
    for (const [route, least, path] of ways.filter(([, each]) => each !== 'nobody')) {
      const [method = '', pattern = ''] = route.split(' ');
      for (const role of order) {
        const target = (path ?? pattern).replace('ID', id);
        const response =
          method === 'GET'
            ? await inbox.get(target, cookies[role])
            : await post(inbox, cookies[role], target, { was: 'none', do: 'none' });
        const said = `${role} ${route}`;
        if (role === 'nobody') expect([said, response.headers.get('location')]).toEqual([said, '/inbox/login/']);
        else if (order.indexOf(role) < order.indexOf(least)) expect([said, response.status]).toEqual([said, 403]);
        else expect([said, [403, 500].includes(response.status)]).toEqual([said, false]);
        if (route.endsWith('logout/')) cookies[role] = '';
      }
    }
  });

  it.each(['reader', 'officer', 'admin'] as const)('gives a %s nothing for ids of others or of none', async (role) => {
    const inbox = await openStaffInbox();
    const answers = answersOf('mentee');
    await inbox.postJson('mentee', answers);
    const cookie = await inbox.login({ reader: 'rae', officer: 'kim', admin: 'lee' }[role]);
    const id = String(answers['submission_id']);
    for (const name of [`ask/${id}`, `mentor/${id}`, `staff/${id}`, `mentee/${id.slice(0, -1)}`, `mentee/${id}x`]) {
      expect([name, (await inbox.get(`/inbox/${name}/`, cookie)).status]).toEqual([name, 404]);
      const changed = await post(inbox, cookie, `/inbox/${name}/`, { was: 'new', status: 'declined', assigned: '' });
      expect([name, changed.status]).toEqual([name, role === 'reader' ? 403 : 404]);
    }
    expect((await inbox.store.find({ form: 'mentee', submissionId: id }))?.status).toBe('new');
  });

  it('changes nothing for another origin, whatever the method, type and cookie', async () => {
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
    const held = await state();
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
    let tried = 0;
    for (const [route, , path] of ways.filter(([each]) => each.startsWith('POST'))) {
      const target = `http://localhost:4321${(path ?? route.slice(5)).replace('ID', id)}`;
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
        for (const [type, body] of Object.entries(bodies))
          for (const origin of ['https://evil.example', 'http://localhost:4322', 'null', undefined])
            for (const sent of [cookie, '']) {
              const headers = {
                'Content-Type': type,
                Cookie: sent,
                ...(origin === undefined ? {} : { Origin: origin }),
              };
              const { status } = await inbox.app.request(target, { method, body, headers });
              expect([route, method, origin, status]).toEqual([route, method, origin, 403]);
              tried += 1;
            }
    }
    expect(tried).toBeGreaterThan(1_000);
    expect(await state()).toBe(held);
    expect(deeds(await auditOf(inbox))).toEqual(before);
  });
});
