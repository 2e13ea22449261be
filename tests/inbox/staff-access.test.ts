import { describe, expect, it } from 'vitest';
import { verifyStore } from '#inbox/cli/verify.ts';
import { describeBrowser } from '#inbox/staff/auth/describe-browser.ts';
import { answersOf } from './support/answers.ts';
import { instant, withPhone } from './support/phone.ts';
import { auditOf, cookieOf, deeds, openStaffInbox, own, password, post, type StaffInbox } from './support/staff.ts';

const handlesOn = (page: string) => [...page.matchAll(/name="end" value="([\w-]{43})"/g)].map(([, handle]) => handle!);

describe('the account page', () => {
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

  it('lists the sessions with their browsers, and ends one session or all others', async () => {
    const inbox = await openStaffInbox();
    const agent = 'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0';
    const cookie = cookieOf(
      await inbox.send('/inbox/login/', { name: 'kim', password }, { ...own, 'User-Agent': agent }),
    );
    const others = [await inbox.login(), await inbox.login(), await inbox.login()];
    const page = await (await inbox.get('/inbox/account/', cookie)).text();
    expect(page).toContain('Firefox on Windows');
    expect(page).not.toContain('192.0.2.1');
    expect(handlesOn(page)).toHaveLength(3);
    const end = (handle: string, by = cookie) => post(inbox, by, '/inbox/account/sessions/', { end: handle });
    await end(handlesOn(page)[0]!);
    expect(await inbox.store.sessions('kim')).toHaveLength(3);
    const rae = await inbox.login('rae');
    await end(handlesOn(page)[1]!, rae);
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
  ])('describes %s as “%s”', (agent, words) => {
    expect(describeBrowser(agent)).toBe(words);
  });
});

describe('the staff page', () => {
  it('shows all accounts to an admin, who can end sessions and disable accounts of others', async () => {
    const { inbox, cookie: kim } = await withPhone();
    const [lee, rae] = [await inbox.login('lee'), await inbox.login('rae')];
    const page = await (await inbox.get('/inbox/staff/', lee)).text();
    expect(page).toMatch(/kim[\s\S]*officer[\s\S]*>On<[\s\S]*lee[\s\S]*You[\s\S]*admin[\s\S]*>Off<[\s\S]*rae/);
    const change = (name: string, action: string) => post(inbox, lee, `/inbox/staff/${name}/`, { do: action });
    expect((await change('rae', 'end')).status).toBe(303);
    expect((await inbox.get('/inbox/', rae)).status).toBe(303);
    expect((await change('kim', 'disable')).status).toBe(303);
    expect((await inbox.get('/inbox/', kim)).status).toBe(303);
    expect((await inbox.store.staff('kim'))?.disabledAt).not.toBeNull();
    for (const [name, action] of [
      ['lee', 'disable'],
      ['lee', 'end'],
      ['lee', 'role'],
      ['lee', 'reset'],
      ['nobody', 'end'],
      ['rae', 'toString'],
    ] as const)
      expect((await change(name, action)).status).toBe(404);
    expect((await inbox.get('/inbox/', lee)).status).toBe(200);
    expect(deeds(await auditOf(inbox))).toEqual(
      expect.arrayContaining(['staff:lee sessions ended staff/rae', 'staff:lee account disabled staff/kim']),
    );
  });

  const shownPassword = (page: string) => /<code class="letters">([^<]+)<\/code>/.exec(page)?.[1] ?? '';
  const loggedIn = async (inbox: StaffInbox, name: string, typed: string) =>
    (await inbox.send('/inbox/login/', { name, password: typed })).status === 303;

  it('makes an account, whose password is shown once, also to a second click, and lets its owner in', async () => {
    const inbox = await openStaffInbox();
    const lee = await inbox.login('lee');
    const add = (fields: Record<string, string>) =>
      post(inbox, lee, '/inbox/staff/', { name: 'Ada.Example', role: 'reader', password, ...fields });
    for (const [fields, words] of [
      [{ name: '../x' }, 'The name must have 2 to 64 letters'],
      [{ name: 'kim' }, 'There is an account kim already'],
      [{ role: 'boss' }, 'Choose a role'],
      [{ password: 'wrong' }, 'Your password is not right'],
    ] as const) {
      const refused = await add(fields);
      expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining(words)]);
    }
    expect(await inbox.store.staff('ada.example')).toBeUndefined();
    const [made, second] = await Promise.all([add({}), add({})]);
    expect(made.headers.get('cache-control')).toContain('no-store');
    const page = await made.text();
    expect(await second.text()).toBe(page);
    expect(await loggedIn(inbox, 'ada.example', shownPassword(page))).toBe(true);
    expect((await inbox.store.staff('ada.example'))?.role).toBe('reader');
    const again = await add({ role: 'officer' });
    expect([again.status, await again.text()]).toEqual([
      422,
      expect.stringContaining('There is an account ada.example'),
    ]);
    expect(await loggedIn(inbox, 'ada.example', shownPassword(page))).toBe(true);
    expect(deeds(await auditOf(inbox))).toContain('staff:lee account made staff/ada.example reader');
  });

  it('leaves an admin: of two who take the role from each other at once, one is refused', async () => {
    const inbox = await openStaffInbox();
    const lee = await inbox.login('lee');
    await post(inbox, lee, '/inbox/staff/kim/', { do: 'role', role: 'admin', password });
    const kim = await inbox.login('kim');
    const answers = await Promise.all([
      post(inbox, lee, '/inbox/staff/kim/', { do: 'role', role: 'officer', password }),
      post(inbox, kim, '/inbox/staff/lee/', { do: 'disable' }),
    ]);
    const admins = (await inbox.store.allStaff()).filter(({ role, disabledAt }) => role === 'admin' && !disabledAt);
    expect(admins).toHaveLength(1);
    const refused = answers.find(({ status }) => status === 422);
    if (refused) expect(await refused.text()).toContain('there would be no admin left');
  });

  it('gives a new role and a new password, each for the admin’s own password', async () => {
    const { inbox, cookie: kim } = await withPhone();
    const lee = await inbox.login('lee');
    const change = (fields: Record<string, string>) => post(inbox, lee, '/inbox/staff/kim/', { password, ...fields });
    for (const fields of [{ do: 'role', role: 'admin' }, { do: 'reset' }]) {
      const refused = await change({ ...fields, password: 'wrong' });
      expect([refused.status, await refused.text()]).toEqual([
        422,
        expect.stringContaining('Your password is not right'),
      ]);
    }
    expect((await change({ do: 'role', role: 'boss' })).status).toBe(422);
    expect((await inbox.get('/inbox/', kim)).status).toBe(200);
    expect((await change({ do: 'role', role: 'admin' })).status).toBe(303);
    expect((await inbox.store.staff('kim'))?.role).toBe('admin');
    expect((await inbox.get('/inbox/', kim)).status).toBe(303);
    await change({ do: 'disable' });
    const page = await (await change({ do: 'reset' })).text();
    expect(await loggedIn(inbox, 'kim', shownPassword(page))).toBe(true);
    expect(await inbox.store.secondStep('kim')).toBeUndefined();
    expect(deeds(await auditOf(inbox))).toEqual(
      expect.arrayContaining([
        'staff:lee made admin staff/kim',
        'staff:lee password reset staff/kim',
        'staff:lee second step turned off staff/kim',
      ]),
    );
  });

  it('stops guesses of an admin’s password at an open browser', async () => {
    const inbox = await openStaffInbox();
    const lee = await inbox.login('lee');
    const guess = async () => (await post(inbox, lee, '/inbox/staff/kim/', { do: 'reset', password: 'wrong' })).status;
    const answers = await Promise.all(Array.from({ length: 8 }, guess));
    expect(answers).toContain(429);
    expect(new Set(answers)).toEqual(new Set([422, 429]));
  });
});

describe('the audit', () => {
  it('records every view and every change in an intact chain, without answers', async () => {
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

  it('shows admins fifty entries a page, with links to the pages before and after', async () => {
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
