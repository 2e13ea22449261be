import { stat } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { hashPassword, isPassword } from '#inbox/staff/auth/password.ts';
import { answersOf, formIds } from './support/answers.ts';
import { cookieOf, openStaffInbox, own, password } from './support/staff.ts';

describe('logging in', () => {
  it('opens a session with a cookie that scripts and other sites cannot read, and that expires', async () => {
    const inbox = await openStaffInbox();
    const response = await inbox.send('/inbox/login/', { name: ' Kim ', password });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/inbox/']);
    expect(response.headers.getSetCookie()[0]).toMatch(
      /^session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    expect((await inbox.get('/inbox/', cookieOf(response))).status).toBe(200);
  });

  it('binds the cookie to this host and to TLS if the site uses TLS', async () => {
    const inbox = await openStaffInbox({ SITE_URL: 'https://localhost:4321' });
    const response = await inbox.send('/inbox/login/', { name: 'kim', password });
    expect(response.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-session=[\w-]{43}; .*Path=\/; HttpOnly; Secure; SameSite=Strict$/),
      expect.stringMatching(/^__Host-device-[\da-f]{12}=.*; Path=\/; HttpOnly; Secure; SameSite=Strict$/),
    ]);
  });

  it('does not reveal whether a name exists, by its words or its timing', async () => {
    const inbox = await openStaffInbox();
    // The accounts of the tests have hashes that cost little.
    const password = await hashPassword('correct horse battery');
    await inbox.store.addStaff({ name: 'sam', role: 'officer', password, createdAt: '', disabledAt: null });
    const times: Record<string, number[]> = { sam: [], nobody: [] };
    const pages = new Set<string>();
    for (let round = 0; round < 4; round += 1) {
      for (const [name, list] of Object.entries(times)) {
        const started = performance.now();
        const response = await inbox.send('/inbox/login/', { name, password: 'wrong' });
        list.push(performance.now() - started);
        expect(response.status).toBe(401);
        pages.add((await response.text()).replaceAll(name, 'NAME'));
      }
    }
    expect(pages.size).toBe(1);
    const quickest = (name: string) => Math.min(...(times[name] ?? []));
    // Hashing takes tens of milliseconds, everything else less than one: without the decoy the ratio would be a few hundredths.
    expect(quickest('nobody') / quickest('sam')).toBeGreaterThan(0.15);
    expect(quickest('nobody') / quickest('sam')).toBeLessThan(1 / 0.15);
  });

  it('is throttled by account and by network, whether the account exists or not', async () => {
    const inbox = await openStaffInbox();
    for (const name of ['kim', 'nobody']) {
      const statuses = [];
      for (let guess = 0; guess < 7; guess += 1)
        statuses.push((await inbox.send('/inbox/login/', { name, password: `guess ${String(guess)}` })).status);
      expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429]);
    }
    const right = await inbox.send('/inbox/login/', { name: 'kim', password });
    expect([right.status, Number(right.headers.get('retry-after')) > 0]).toEqual([429, true]);
    for (let guess = 0; guess < 10; guess += 1)
      await inbox.send('/inbox/login/', { name: `other${String(guess)}`, password });
    expect((await inbox.send('/inbox/login/', { name: 'lee', password })).status).toBe(429);
  });

  it('refuses a disabled account, and ends its sessions', async () => {
    const inbox = await openStaffInbox();
    const cookie = await inbox.login();
    await inbox.store.changeStaff('kim', { disabledAt: '2027-01-15T12:00:00.000Z' });
    expect((await inbox.get('/inbox/', cookie)).headers.get('location')).toBe('/inbox/login/');
    expect((await inbox.send('/inbox/login/', { name: 'kim', password })).status).toBe(401);
  });

  it('uses no session id from before the login', async () => {
    const inbox = await openStaffInbox();
    const planted = `session=${'a'.repeat(43)}`;
    const response = await inbox.send('/inbox/login/', { name: 'kim', password }, { ...own, Cookie: planted });
    expect(cookieOf(response)).not.toBe(planted);
    expect((await inbox.get('/inbox/', planted)).status).toBe(303);
    const again = await inbox.send('/inbox/login/', { name: 'kim', password }, { ...own, Cookie: cookieOf(response) });
    expect((await inbox.get('/inbox/', cookieOf(response))).status).toBe(303);
    expect((await inbox.get('/inbox/', cookieOf(again))).status).toBe(200);
  });
});

describe('a session', () => {
  it('ends with logging out, also for a copy of the cookie', async () => {
    const inbox = await openStaffInbox();
    const cookie = await inbox.login();
    const response = await inbox.send('/inbox/logout/', {}, { ...own, Cookie: cookie });
    expect([response.status, response.headers.get('set-cookie')]).toEqual([303, expect.stringContaining('Max-Age=0')]);
    expect((await inbox.get('/inbox/', cookie)).status).toBe(303);
  });

  it('ends after 30 minutes without a request, not sooner', async () => {
    const inbox = await openStaffInbox();
    const cookie = await inbox.login();
    inbox.setClock('2027-01-15T12:29:00.000Z');
    expect((await inbox.get('/inbox/', cookie)).status).toBe(200);
    inbox.setClock('2027-01-15T12:58:00.000Z');
    expect((await inbox.get('/inbox/', cookie)).status).toBe(200);
    inbox.setClock('2027-01-15T13:28:00.000Z');
    expect((await inbox.get('/inbox/', cookie)).status).toBe(303);
  });

  it('ends after 12 hours in any case', async () => {
    const inbox = await openStaffInbox();
    const cookie = await inbox.login();
    for (let minutes = 20; minutes < 12 * 60; minutes += 20) {
      inbox.setClock(new Date(Date.parse('2027-01-15T12:00:00Z') + minutes * 60_000).toISOString());
      expect((await inbox.get('/inbox/', cookie)).status).toBe(200);
    }
    inbox.setClock('2027-01-16T00:00:00.000Z');
    expect((await inbox.get('/inbox/', cookie)).status).toBe(303);
  });
});

describe('the list', () => {
  it('says when nothing was sent, and when nothing matches', async () => {
    const inbox = await openStaffInbox();
    const cookie = await inbox.login();
    expect(await (await inbox.get('/inbox/', cookie)).text()).toContain('Nothing has been sent yet');
    expect(await (await inbox.get('/inbox/?form=ask', cookie)).text()).toContain('Nothing here matches');
  });

  it('shows every submission with its labels, and always how many are suspect or duplicates', async () => {
    const inbox = await openStaffInbox();
    const cookie = await inbox.login();
    await inbox.postJson('mentee', answersOf('mentee', { fullName: '<b>Ada</b> & Co' }));
    inbox.setClock('2027-01-15T12:01:00.000Z');
    await inbox.postJson('mentee', answersOf('mentee', { _gotcha: 'x' }));
    const page = await (await inbox.get('/inbox/', cookie)).text();
    expect(page).toContain('&lt;b&gt;Ada&lt;/b&gt; &amp; Co');
    expect(page).toMatch(/<strong>2<\/strong>\s+submissions/);
    expect(page).toMatch(/<strong>1<\/strong>\s+suspect/);
    expect(page).toMatch(/<strong>1<\/strong>\s+duplicate/);
    expect(page.match(/Unread/g)).toHaveLength(2);
    expect(page).not.toContain('<script');
    const suspects = await (await inbox.get('/inbox/?status=suspect', cookie)).text();
    expect(suspects.match(/<tr[^>]* class="unread"/g)).toHaveLength(1);
    expect(suspects).toMatch(/<strong>2<\/strong>\s+submissions/);
  });
});

describe('a submission’s page', () => {
  it.each(formIds)('shows every answer of %s in words, marks it as read and records the view', async (form) => {
    const inbox = await openStaffInbox();
    const cookie = await inbox.login();
    const words = { mentee: 'adjustments', mentor: undefined, ask: 'adjustments', contact: 'message' }[form];
    const answers = answersOf(form, {
      ...(words ? { [words]: 'Captions, and <breaks>' } : {}),
      _subject: 'From the fair',
    });
    const id = String(answers['submission_id']);
    await inbox.postJson(form, answers);
    await inbox.postJson(form, { ...answers, fullName: 'Ada Changed' });
    const page = await (await inbox.get(`/inbox/${form}/${id}/`, cookie)).text();
    expect(page).toContain('Ada Example');
    expect(page).toContain('From the fair');
    expect(page).toContain('Ada Changed');
    expect(page).toContain('Sent again with other answers');
    if (words) expect(page).toContain('Captions, and &lt;breaks&gt;');
    expect(page).not.toContain('<script');
    expect((await inbox.store.counts({})).unread).toBe(0);
    const audit = [];
    for await (const entry of inbox.store.audit()) audit.push(`${entry.actor} ${entry.action} ${entry.subject}`);
    expect(audit).toContain(`staff:kim submission viewed ${form}/${id}`);
  });
});

describe('passwords', () => {
  it('are stored as argon2id strings and recognised', async () => {
    const hash = await hashPassword(password);
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(await isPassword(password, hash)).toBe(true);
    expect(await isPassword(`${password}.`, hash)).toBe(false);
    expect(await isPassword(password, undefined)).toBe(false);
  });

  it('leave other work its threads, however many are checked at once', async () => {
    let checked = 0;
    const all = Array.from({ length: 12 }, () => isPassword(password, undefined).then(() => (checked += 1)));
    await stat('package.json');
    const before = checked;
    await Promise.all(all);
    expect(before).toBeLessThan(6);
  });
});
