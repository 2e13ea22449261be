import { hashPassword } from '#inbox/staff/auth/password.ts';
import type { Role } from '#inbox/stores/store.ts';
import { withInbox } from './stored.ts';
import type { Trial } from './row.ts';

export const password = 'correct horse battery';

/** Adds accounts that all have the same password. */
export const addStaff = (trial: Pick<Trial, 'settings'>, names: readonly string[], role: Role): Promise<void> =>
  withInbox(trial, async ({ store }) => {
    const account = {
      role,
      password: await hashPassword(password),
      createdAt: '2027-01-01T00:00:00.000Z',
      disabledAt: null,
    };
    for (const name of names) await store.addStaff({ ...account, name });
  });

/**
 * Posts the login form as the login page does.
 * @param from the client's address as a trusted proxy reports it
 * @param cookie the cookies of an earlier login
 */
export const logIn = (address: URL, name: string, guess: string, from?: string, cookie = ''): Promise<Response> =>
  fetch(new URL('/inbox/login/', address), {
    method: 'POST',
    headers: {
      Origin: address.origin,
      'Sec-Fetch-Site': 'same-origin',
      Cookie: cookie,
      ...(from === undefined ? {} : { 'X-Forwarded-For': from }),
    },
    body: new URLSearchParams({ name, password: guess }),
    redirect: 'manual',
  });
