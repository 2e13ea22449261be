import { argon2Sync } from 'node:crypto';
import type { Services } from '#inbox/env.ts';
import type { AuditRecord } from '#inbox/stores/store.ts';
import { openTestInbox, type TestInbox } from './inbox.ts';

export const password = 'correct horse battery';
/** The headers that a browser sends from a page of ours. */
export const own = { Origin: 'http://localhost:4321', 'Sec-Fetch-Site': 'same-origin' };

/** The password's hash at the least cost that argon2id takes. The inbox checks a password at the cost that its hash states. */
export const hashed = hashAtLeastCost(password);

function hashAtLeastCost(message: string): string {
  const cost = { memory: 8, passes: 1, parallelism: 1, tagLength: 32 };
  const nonce = Buffer.from('salt of the tests');
  const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
  const tag = base64(argon2Sync('argon2id', { message, nonce, ...cost }));
  return `$argon2id$v=19$m=8,t=1,p=1$${base64(nonce)}$${tag}`;
}

/** The fields of a form: some have several values, or files. */
export type Fields = Record<string, string> | [string, string][] | FormData;

export interface StaffInbox extends TestInbox {
  /** Sends a request, with the cookie that the answer before left for the next page. */
  ask: (path: string, init: Omit<RequestInit, 'headers'> & { headers: Record<string, string> }) => Promise<Response>;
  get: (path: string, cookie?: string) => Promise<Response>;
  send: (path: string, fields?: Fields, headers?: Record<string, string>) => Promise<Response>;
  /** Logs in and returns the cookie. */
  login: (name?: string) => Promise<string>;
}

/** Opens an inbox with an officer kim, an admin lee and a reader rae. */
export async function openStaffInbox(
  settings: Record<string, string> = {},
  services: Partial<Services> = {},
): Promise<StaffInbox> {
  const inbox = await openTestInbox(settings, services);
  for (const [name, role] of [
    ['kim', 'officer'],
    ['lee', 'admin'],
    ['rae', 'reader'],
  ] as const) {
    await inbox.store.addStaff({
      name,
      role,
      password: hashed,
      createdAt: '2027-01-01T00:00:00.000Z',
      disabledAt: null,
    });
  }
  const env = { incoming: { socket: { remoteAddress: '192.0.2.1' } } };
  let said = '';
  const ask: StaffInbox['ask'] = async (path, { headers, ...init }) => {
    const all = { ...headers, Cookie: [headers['Cookie'] ?? '', said].filter((each) => each !== '').join('; ') };
    const response = await inbox.app.request(`http://localhost:4321${path}`, { ...init, headers: all }, env);
    said =
      response.headers
        .getSetCookie()
        .find((each) => each.startsWith('said='))
        ?.split(';')[0] ?? said;
    return response;
  };
  const send: StaffInbox['send'] = (path, fields = {}, headers = own) =>
    ask(path, {
      method: 'POST',
      body: fields instanceof FormData ? fields : new URLSearchParams(fields),
      headers,
    });
  return {
    ...inbox,
    ask,
    send,
    get: (path, cookie = '') => ask(path, { headers: { Cookie: cookie } }),
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
