import '../support/in-london.ts';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { FormId } from '#forms/form.ts';
import { eraseExpired, retainedUntil, type Retention } from '#inbox/services/retention.ts';
import { silentLog } from '#inbox/log.ts';
import { answersOf } from './support/answers.ts';
import { round } from './support/inbox.ts';
import { openStaffInbox, type StaffInbox } from './support/staff.ts';

const of = (inbox: StaffInbox, now: string): Retention => ({
  store: inbox.store,
  vault: inbox.vault,
  rounds: [round],
  retentionDays: { mentee: 365, mentor: 365, ask: 183, contact: 183 },
  mailFolder: join(inbox.folder, 'data/mail'),
  backupFolder: join(inbox.folder, 'backups/hourly'),
  clock: () => new Date(now),
  log: silentLog,
});

async function sent(inbox: StaffInbox, form: FormId, changes = {}) {
  const answers = answersOf(form, changes);
  expect((await inbox.postJson(form, answers)).status).toBe(200);
  return { form, submissionId: String(answers['submission_id']) };
}

it('stores each submission as long as the privacy page says', async () => {
  const inbox = await openStaffInbox();
  const retention = of(inbox, '2027-01-15T12:00:00Z');
  const until = async (form: FormId, changes = {}) =>
    retainedUntil(retention, (await inbox.store.find(await sent(inbox, form, changes)))!);
  // The round ends on 16 July 2027; a question arrived on 15 January.
  expect(await until('mentee')).toBe('2028-07-15');
  expect(await until('ask')).toBe('2027-07-17');
  expect(await until('contact')).toBe('2027-07-17');
  expect(await until('mentor', { keepUntil: '2027-03-01' })).toBe('2027-03-01');
});

it('erases expired submissions with their mails, and not a moment sooner', async () => {
  const inbox = await openStaffInbox();
  const name = await sent(inbox, 'ask');
  const other = await sent(inbox, 'mentee');
  const folder = join(inbox.folder, 'data/mail');
  mkdirSync(folder, { recursive: true });
  for (const { form, submissionId } of [name, other])
    writeFileSync(join(folder, `receipt.${form}.${submissionId}.eml`), 'x');
  // The clock runs evenly for a day.
  for (const day of ['16', '17']) await inbox.store.seeClock(`2027-07-${day}T12:00:00.000Z`);
  expect(await eraseExpired(of(inbox, '2027-07-17T22:59:59Z'))).toBe(0);
  expect(existsSync(join(inbox.folder, 'backups'))).toBe(false);
  expect(await eraseExpired(of(inbox, '2027-07-17T23:00:00Z'))).toBe(1);
  expect(readdirSync(join(inbox.folder, 'backups/hourly'))).toEqual(['inbox-2027-07-17T23-00-00.sqlite']);
  expect(await inbox.store.find(name)).toBeUndefined();
  expect(await inbox.store.find(other)).toBeDefined();
  expect(readdirSync(folder)).toEqual([`receipt.mentee.${other.submissionId}.eml`]);
  const recorded = await inbox.store.auditOf(`ask/${name.submissionId}`);
  expect(recorded.at(-1)).toMatchObject({ actor: 'retention', action: 'submission erased' });
});

it('erases by the instant that was checked, although the clock leaps right after', async () => {
  const inbox = await openStaffInbox();
  const name = await sent(inbox, 'ask');
  const instants = [new Date('2027-01-15T12:01:00Z')];
  const leaping = { ...of(inbox, ''), clock: () => instants.shift() ?? new Date('2030-01-15T12:01:00Z') };
  expect(await eraseExpired(leaping)).toBe(0);
  expect(await eraseExpired(leaping)).toBe(0);
  expect(await inbox.store.find(name)).toBeDefined();
});

it('shows staff what expires in the next 30 days', async () => {
  const inbox = await openStaffInbox();
  await sent(inbox, 'ask');
  const page = async (now: string) => {
    inbox.setClock(now);
    return (await inbox.get('/inbox/retention/', await inbox.login())).text();
  };
  const before = await page('2027-06-17T12:00:00.000Z');
  expect(before).toContain('Nothing will be erased');
  expect(before).toContain('href="/inbox/person/"');
  expect(await page('2027-06-18T12:00:00.000Z')).toContain('17\u00a0July 2027');
});
