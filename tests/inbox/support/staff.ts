import type { Services } from '#inbox/env.ts';
import type { AuditRecord } from '#inbox/stores/types/store.ts';
import { hashPassword } from '#inbox/staff/auth/password.ts';
import { openTestInbox, type TestInbox } from './inbox.ts';

export const password = 'correct horse battery';
/** The headers that a browser sends from a page of ours. */
export const own = { Origin: 'http://localhost:4321', 'Sec-Fetch-Site': 'same-origin' };

/** One hash for all tests, because hashing is slow on purpose. */
export const hashed = hashPassword(password);

export interface StaffInbox extends TestInbox {
  get: (path: string, cookie?: string) => Promise<Response>;
  send: (path: string, fields?: Record<string, string>, headers?: Record<string, string>) => Promise<Response>;
  /** Logs in and returns the cookie. */
  login: (name?: string) => Promise<string>;
}

/** Opens an inbox with an officer kim, an admin lee and a reader rae. */
export async function openStaffInbox(
  settings: Record<string, string> = {},
  parts: Partial<Services> = {},
): Promise<StaffInbox> {
  const inbox = await openTestInbox(settings, parts);
  for (const [name, role] of [
    ['kim', 'officer'],
    ['lee', 'admin'],
    ['rae', 'reader'],
  ] as const) {
    await inbox.store.addStaff({
      name,
      role,
      password: await hashed,
      createdAt: '2027-01-01T00:00:00.000Z',
      disabledAt: null,
    });
  }
  const env = { incoming: { socket: { remoteAddress: '192.0.2.1' } } };
  const send: StaffInbox['send'] = async (path, fields = {}, headers = own) =>
    inbox.app.request(
      `http://localhost:4321${path}`,
      { method: 'POST', body: new URLSearchParams(fields), headers },
      env,
    );
  return {
    ...inbox,
    send,
    get: async (path, cookie = '') =>
      inbox.app.request(`http://localhost:4321${path}`, { headers: { Cookie: cookie } }, env),
    login: async (name = 'kim') => cookieOf(await send('/inbox/login/', { name, password })),
  };
}

export const cookieOf = (response: Response) => response.headers.get('set-cookie')?.split(';')[0] ?? '';

/** Posts fields with a cookie, as a page of ours does. */
export const post = (inbox: StaffInbox, cookie: string, path: string, fields: Record<string, string>) =>
  inbox.send(path, fields, { ...own, Cookie: cookie });

export async function auditOf(inbox: StaffInbox): Promise<AuditRecord[]> {
  const records: AuditRecord[] = [];
  for await (const record of inbox.store.audit()) records.push(record);
  return records;
}

/** Returns each audit entry as one line of text. */
export const deeds = (records: readonly AuditRecord[]) =>
  records.map(({ actor, action, subject, detail }) => [actor, action, subject, detail].join(' ').trim());
