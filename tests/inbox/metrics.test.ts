import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '#inbox/config.ts';
import { answersOf } from './support/answers.ts';
import type { TestInbox } from './support/inbox.ts';
import { openStaffInbox } from './support/staff.ts';

/** What the HTTP server passes to the app beside the request. */
const env = (peer: string) => ({ incoming: { socket: { remoteAddress: peer } } });

const ask = ({ app }: TestInbox, headers: Record<string, string> = {}, peer = '127.0.0.1') =>
  app.request('http://localhost:4321/metrics', { headers }, env(peer));

const valueOf = (text: string, name: string) =>
  text
    .split('\n')
    .find((line) => line.startsWith(`${name} `))
    ?.slice(name.length + 1);

describe('the metrics', () => {
  it('count submissions by form and outcome, and name nothing that was sent', async () => {
    const inbox = await openStaffInbox();
    const answers = answersOf('ask', { fullName: 'Canary Example' });
    await inbox.postJson('ask', answers);
    await inbox.postJson('ask', answers);
    await inbox.postJson('mentee', answersOf('mentee', { email: 'canary' }));
    await inbox.post('canary', 'x=y');
    const cookie = await inbox.login();
    await inbox.get(`/inbox/ask/${String(answers['submission_id'])}/?q=canary`, cookie);
    await inbox.get('/inbox/canary/canary', cookie);
    const response = await ask(inbox);
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
    const text = await response.text();
    expect(valueOf(text, 'inbox_submissions_total{form="ask",outcome="new"}')).toBe('1');
    expect(valueOf(text, 'inbox_submissions_total{form="ask",outcome="repeated"}')).toBe('1');
    expect(valueOf(text, 'inbox_submissions_total{form="mentee",outcome="422"}')).toBe('1');
    expect(valueOf(text, 'inbox_submissions_total{form="none",outcome="FORM_NOT_FOUND"}')).toBe('1');
    expect(valueOf(text, 'inbox_submission_seconds_count{form="ask"}')).toBe('2');
    expect(valueOf(text, 'inbox_page_seconds_count{route="GET /inbox/:form/:id/",status="200"}')).toBe('1');
    expect(valueOf(text, 'inbox_unread')).toBe('0');
    expect(text.toLowerCase()).not.toContain('canary');
    expect(text).not.toContain(String(answers['submission_id']));
  });

  it('show waiting mail, the newest backup and the database', async () => {
    const inbox = await openStaffInbox();
    const read = async () => (await ask(inbox)).text();
    const before = await read();
    expect(valueOf(before, 'inbox_mails{state="waiting"}')).toBe('0');
    expect(valueOf(before, 'inbox_oldest_unsent_mail_seconds')).toBe('0');
    expect(valueOf(before, 'inbox_backup_age_seconds')).toBe('+Inf');
    await inbox.postJson('ask');
    const folder = join(inbox.folder, 'backups/hourly');
    mkdirSync(folder, { recursive: true });
    const path = join(folder, 'inbox-2027-01-15T11-30-00.sqlite');
    writeFileSync(path, '');
    utimesSync(path, new Date('2027-01-15T11:30:00Z'), new Date('2027-01-15T11:30:00Z'));
    inbox.setClock('2027-01-15T12:10:00.000Z');
    const text = await read();
    expect(valueOf(text, 'inbox_mails{state="waiting"}')).toBe('2');
    expect(valueOf(text, 'inbox_oldest_unsent_mail_seconds')).toBe('600');
    expect(valueOf(text, 'inbox_backup_age_seconds')).toBe('2400');
    expect(valueOf(text, 'inbox_database_ready')).toBe('1');
    await inbox.store.close();
    expect(valueOf(await read(), 'inbox_database_ready')).toBe('0');
  });

  it('are answered to this machine only while no token is set, also behind a local proxy', async () => {
    const inbox = await openStaffInbox();
    for (const [peer, headers, status] of [
      ['127.0.0.1', {}, 200],
      ['::1', {}, 200],
      ['::ffff:127.0.0.1', {}, 200],
      ['192.0.2.1', {}, 403],
      ['127.0.0.1', { 'X-Forwarded-For': '192.0.2.1' }, 403],
      ['127.0.0.1', { 'X-Forwarded-For': '127.0.0.1' }, 403],
      ['127.0.0.1', { Forwarded: 'for=192.0.2.1' }, 403],
    ] as const)
      expect([peer, headers, (await ask(inbox, headers, peer)).status]).toEqual([peer, headers, status]);
  });

  it('are refused without a token on a public site, because a proxy may hide the client', async () => {
    const inbox = await openStaffInbox({ SITE_URL: 'https://mentoring.example.ac.uk' });
    expect((await ask(inbox)).status).toBe(403);
  });

  it('are answered to anyone with the token if one is set', async () => {
    const inbox = await openStaffInbox({ METRICS_TOKEN: 'a-token-of-16-characters' });
    const status = async (headers: Record<string, string>, peer = '192.0.2.1') =>
      (await ask(inbox, headers, peer)).status;
    expect(await status({ Authorization: 'Bearer a-token-of-16-characters' })).toBe(200);
    expect(await status({ Authorization: 'Bearer a-token-of-16-character' })).toBe(403);
    expect(await status({ Authorization: 'a-token-of-16-characters' })).toBe(403);
    expect(await status({}, '127.0.0.1')).toBe(403);
    expect(() => readConfig({ METRICS_TOKEN: 'short' })).toThrow(ConfigError);
  });
});
