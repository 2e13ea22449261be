import { describe, expect, it } from 'vitest';
import { auditOf, cookieOf, deeds, openStaffInbox, own, password, post, type StaffInbox } from './support/staff.ts';
import { openTestInbox } from './support/inbox.ts';

const behindProxy = { INBOX_TRUSTED_PROXIES: '192.0.2.1' };
const home = '203.0.113.9';

const logIn = (inbox: StaffInbox, from: string, guess: string, cookie = '', name = 'kim') =>
  inbox.send('/inbox/login/', { name, password: guess }, { ...own, 'X-Forwarded-For': from, Cookie: cookie });

/** The device cookies of an answer, as a browser sends them back. */
const devices = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0]!)
    .filter((cookie) => cookie.includes('device-'))
    .join('; ');

/** Wrong passwords, a few from each of many networks. Gives the statuses. */
async function attack(inbox: StaffInbox, networks: number, each: number): Promise<number[]> {
  const statuses: number[] = [];
  for (let guess = 0; guess < each; guess += 1)
    for (let network = 0; network < networks; network += 1)
      statuses.push((await logIn(inbox, `100.64.${network >> 8}.${network & 255}`, 'guessed')).status);
  return statuses;
}

const answered = (statuses: readonly number[]) => statuses.filter((status) => status === 401).length;

describe('guesses from elsewhere', () => {
  it('do not lock the owner out, on a browser of before or on a new one', async () => {
    const inbox = await openStaffInbox(behindProxy);
    const device = devices(await logIn(inbox, home, password));
    const statuses = await attack(inbox, 13, 5);
    // 50 until it counts as an attack, then one from each network.
    expect(answered(statuses)).toBeLessThanOrEqual(50 + 13);
    expect(new Set(statuses)).toEqual(new Set([401, 429]));
    expect((await logIn(inbox, home, password, device)).status).toBe(303);
    expect((await logIn(inbox, '203.0.113.77', password)).status).toBe(303);
  }, 20_000);

  it('do not lock out a browser of before that shares its network with the guesser', async () => {
    const inbox = await openStaffInbox(behindProxy);
    const device = devices(await logIn(inbox, home, password));
    for (let guess = 0; guess < 6; guess += 1) await logIn(inbox, home, 'guessed');
    expect((await logIn(inbox, home, password)).status).toBe(429);
    expect((await logIn(inbox, home, password, device)).status).toBe(303);
  });

  it('leave one line a minute of those that come too often, from however many networks', async () => {
    const inbox = await openStaffInbox(behindProxy);
    await attack(inbox, 3, 8);
    for (let guess = 0; guess < 9; guess += 1) await logIn(inbox, home, 'guessed', '', 'lee');
    const refused = deeds(await auditOf(inbox)).filter((deed) => deed.startsWith('visitor login refused'));
    for (const name of ['kim', 'lee'])
      expect(refused.filter((deed) => deed.endsWith(`staff/${name} throttled`))).toHaveLength(1);
    expect(refused.filter((deed) => deed.endsWith('staff/lee password'))).toHaveLength(5);
  });
});

describe('a known device', () => {
  it('may guess no more than others', async () => {
    const inbox = await openStaffInbox();
    const device = devices(await logIn(inbox, home, password));
    const statuses = [];
    for (let guess = 0; guess < 7; guess += 1) statuses.push((await logIn(inbox, home, 'guessed', device)).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429]);
  });

  it('is known for one account, until its day, and by one key', async () => {
    const inbox = await openStaffInbox();
    const device = devices(await logIn(inbox, home, password));
    const [name = '', value = ''] = device.split('=');
    const [id, until, proof] = value.split('.');
    const other = await openStaffInbox();
    const [foreign = ''] = devices(await logIn(other, home, password))
      .split('=')
      .slice(1);
    const names = devices(await logIn(inbox, home, password, '', 'lee')).split('=');
    const forged = [
      `${names[0]!}=${value}`,
      `${name}=${foreign}`,
      `${name}=${id!}.${String(Number(until) + 1)}.${proof!}`,
      `${name}=..`,
      `${name}=${'a'.repeat(3000)}`,
    ];
    for (let guess = 0; guess < 5; guess += 1) {
      await logIn(inbox, home, 'guessed');
      await logIn(inbox, home, 'guessed', '', 'lee');
    }
    for (const cookie of forged)
      for (const account of ['kim', 'lee'])
        expect((await logIn(inbox, home, password, cookie, account)).status, cookie.slice(0, 60)).toBe(429);
    inbox.setClock(new Date(Number(until) - 1000).toISOString());
    expect((await logIn(inbox, home, password, device)).status).toBe(303);
    inbox.setClock(new Date(Number(until)).toISOString());
    expect((await logIn(inbox, home, password, device)).status).toBe(429);
  });

  it('has a cookie for the path of a site below one, which tells no name', async () => {
    const inbox = await openTestInbox({ SITE_URL: 'https://example.org/mentoring' });
    const staff = await openStaffInbox({}, {});
    expect(devices(await logIn(staff, home, password))).not.toContain('kim');
    await inbox.store.addStaff((await staff.store.staff('kim'))!);
    const response = await inbox.app.request('https://example.org/mentoring/inbox/login/', {
      method: 'POST',
      body: new URLSearchParams({ name: 'kim', password }),
      headers: { Origin: 'https://example.org' },
    });
    expect(response.headers.getSetCookie()[1]).toMatch(
      /^__Secure-device-.*; Path=\/mentoring\/; HttpOnly; Secure; SameSite=Strict$/,
    );
  });
});

describe('logging in', () => {
  it('counts only what was wrong', async () => {
    const inbox = await openStaffInbox();
    for (let time = 0; time < 21; time += 1) expect((await logIn(inbox, home, password)).status).toBe(303);
  }, 20_000);

  it('lets through no more when guesses come at once', async () => {
    const inbox = await openStaffInbox();
    const responses = await Promise.all(Array.from({ length: 12 }, () => logIn(inbox, home, 'guessed')));
    expect(answered(responses.map(({ status }) => status))).toBe(5);
  });
});

describe('an owner who is logged in', () => {
  const change = (inbox: StaffInbox, cookie: string, now: string) =>
    post(inbox, cookie, '/inbox/account/password/', {
      password: now,
      new: 'a new long password',
      again: 'a new long password',
    });

  it('changes the password while the account is throttled', async () => {
    const inbox = await openStaffInbox();
    const cookie = cookieOf(await logIn(inbox, home, password));
    for (let guess = 0; guess < 6; guess += 1) await logIn(inbox, home, 'guessed');
    expect((await logIn(inbox, home, password)).status).toBe(429);
    expect((await change(inbox, cookie, password)).headers.get('location')).toContain('done=password');
  });

  it('cannot be impersonated from an open browser by guessing on and on', async () => {
    const inbox = await openStaffInbox();
    const cookie = cookieOf(await logIn(inbox, home, password));
    const statuses = [];
    for (let guess = 0; guess < 6; guess += 1) statuses.push((await change(inbox, cookie, 'guessed')).status);
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429]);
  });
});
