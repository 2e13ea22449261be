import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { runCommand } from '#inbox/cli/run.ts';
import { readConfig } from '#inbox/config.ts';
import { storedBytes } from './support/database.ts';
import { instant, withPhone, type Phone } from './support/phone.ts';
import { auditOf, cookieOf, deeds, openStaffInbox, password, post } from './support/staff.ts';

/** Logs in with the password, and returns a function that sends a code at so many seconds after noon. */
async function codeSender({ inbox }: Phone): Promise<(code: string, seconds: number) => Promise<Response>> {
  const ticket = cookieOf(await inbox.send('/inbox/login/', { name: 'kim', password }));
  return (code, seconds) => {
    inbox.setClock(instant(seconds).toISOString());
    return post(inbox, ticket, '/inbox/login/code/', { code });
  };
}

describe('the second step of the login', () => {
  it('is set up with the password and a first right code, and required from then on', async () => {
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

  it('shows its recovery codes after a second click, to the same session only', async () => {
    const { inbox, cookie, codeAt, recoveryCodes } = await withPhone();
    const click = (session: string) => post(inbox, session, '/inbox/account/second-step/', { code: codeAt(0) });
    const page = await (await click(cookie)).text();
    expect(recoveryCodes.filter((code) => page.includes(code))).toHaveLength(8);
    expect((await click(await inbox.login('lee'))).headers.get('location')).toBe('/inbox/account/');
  });

  it('opens no page between password and code', async () => {
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

  it('accepts a right code once, up to one period early or late', async () => {
    const phone = await withPhone();
    const type = await codeSender(phone);
    // The set-up has used this code.
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

  it('accepts a recovery code instead, once, in any spelling', async () => {
    const phone = await withPhone();
    const [first = '', second = ''] = phone.recoveryCodes;
    const type = await codeSender(phone);
    expect((await type(` ${first.toUpperCase().replace('-', ' ')} `, 1)).status).toBe(303);
    expect((await type(first, 2)).status).toBe(401);
    expect((await phone.inbox.store.secondStep('kim'))?.recoveryCodes).toBe(7);
    expect((await type(second, 3)).status).toBe(303);
    expect(deeds(await auditOf(phone.inbox))).toContain('staff:kim logged in inbox password and recovery code');
  });

  it('must follow the password within five minutes, while that password is still the right one', async () => {
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

  it('cannot be guessed: codes are throttled like passwords', async () => {
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
    const databaseBytes = (await storedBytes(inbox)).toString('latin1');
    expect(databaseBytes).toContain('second step turned on');
    for (const secret of [letters, ...recoveryCodes, ...recoveryCodes.map((code) => code.replace('-', ''))])
      expect(databaseBytes).not.toContain(secret);
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
      INBOX_DATABASE: other.inbox.database,
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
