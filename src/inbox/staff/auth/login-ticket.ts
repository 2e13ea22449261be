import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { minute, type Clock } from '../../clock.ts';
import type { StaffAccount, Store } from '../../stores/store.ts';
import type { Vault } from '../../vault.ts';
import { staffCookie } from './staff-cookie.ts';

/** Milliseconds between password and code. */
const lastsMs = 5 * minute;

interface Ticket {
  staff: string;
  /** Milliseconds since 1970. */
  until: number;
  /** Fingerprint of the stored password: the ticket ends when the password changes. */
  password: string;
}

export type LoginTicket = ReturnType<typeof loginTicket>;

/**
 * Proves that the right password was typed, and allows typing the code. It is not a session: it opens no other page, is stored only in
 * the browser, and is sealed with the vault's key.
 */
export function loginTicket({ store, vault, clock }: { store: Store; vault: Vault; clock: Clock }, siteUrl: string) {
  const { name, options } = staffCookie('login', siteUrl);
  const purpose = 'login ticket';
  const fingerprint = (password: string) => vault.code(purpose, password).toString('base64url');

  function read(c: Context): Ticket | undefined {
    const [keyId = '', nonce = '', box = ''] = (getCookie(c, name) ?? '').split('.');
    try {
      const sealed = { keyId, nonce: Buffer.from(nonce, 'base64url'), box: Buffer.from(box, 'base64url') };
      return JSON.parse(vault.open(sealed, purpose)) as Ticket;
    } catch {
      // Not sealed by this inbox: treated like no ticket.
      return undefined;
    }
  }

  return {
    /** Sets the cookie with a new ticket. */
    issue(c: Context, { name: staff, password }: StaffAccount): void {
      const ticket: Ticket = { staff, until: clock().getTime() + lastsMs, password: fingerprint(password) };
      const { keyId, nonce, box } = vault.seal(JSON.stringify(ticket), purpose);
      const value = [keyId, Buffer.from(nonce).toString('base64url'), Buffer.from(box).toString('base64url')].join('.');
      setCookie(c, name, value, { ...options, maxAge: lastsMs / 1000 });
    },
    /** Returns the account of the ticket; undefined if the ticket is invalid or too old, or the account has changed since. */
    async owner(c: Context): Promise<StaffAccount | undefined> {
      const ticket = read(c);
      const remainingMs = (ticket?.until ?? 0) - clock().getTime();
      // A ticket from a clock that was ahead would last longer than it may.
      if (!ticket || remainingMs <= 0 || remainingMs > lastsMs) return undefined;
      const account = await store.staff(ticket.staff);
      return account?.disabledAt === null && fingerprint(account.password) === ticket.password ? account : undefined;
    },
    clear: (c: Context): void => {
      deleteCookie(c, name, options);
    },
  };
}
