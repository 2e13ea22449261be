import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { minute, type Clock } from '../../clock.ts';
import type { StaffAccount, Store } from '../../stores/types/store.ts';
import type { Vault } from '../../vault.ts';
import { staffCookie } from './staff-cookie.ts';

/** How long after the password the code may be typed. */
const lastsMs = 5 * minute;

interface Ticket {
  staff: string;
  /** In milliseconds since 1970. */
  until: number;
  /** Tells whether the password is still the one that was typed. */
  password: string;
}

export type LoginTicket = ReturnType<typeof loginTicket>;

/**
 * Says that someone typed the right password, and lets them type their code. It is no session: it opens nothing else, is kept only in the
 * browser, and nobody can make or read one without the key.
 */
export function loginTicket({ store, vault, clock }: { store: Store; vault: Vault; clock: Clock }, siteUrl: string) {
  const { name, options } = staffCookie('login', siteUrl);
  const bound = 'login ticket';
  const fingerprint = (password: string) => vault.code(bound, password).toString('base64url');

  function read(c: Context): Ticket | undefined {
    const [keyId = '', nonce = '', box = ''] = (getCookie(c, name) ?? '').split('.');
    try {
      const sealed = { keyId, nonce: Buffer.from(nonce, 'base64url'), box: Buffer.from(box, 'base64url') };
      return JSON.parse(vault.open(sealed, bound)) as Ticket;
    } catch {
      // Whatever it is, it is no ticket of ours.
      return undefined;
    }
  }

  return {
    give(c: Context, { name: staff, password }: StaffAccount): void {
      const ticket: Ticket = { staff, until: clock().getTime() + lastsMs, password: fingerprint(password) };
      const { keyId, nonce, box } = vault.seal(JSON.stringify(ticket), bound);
      const value = [keyId, Buffer.from(nonce).toString('base64url'), Buffer.from(box).toString('base64url')].join('.');
      setCookie(c, name, value, { ...options, maxAge: lastsMs / 1000 });
    },
    /** Whose it is; undefined when it is none, is too old, or the account has changed since. */
    async owner(c: Context): Promise<StaffAccount | undefined> {
      const ticket = read(c);
      const left = (ticket?.until ?? 0) - clock().getTime();
      // More is left than it ever had where the clock was ahead.
      if (!ticket || left <= 0 || left > lastsMs) return undefined;
      const account = await store.staff(ticket.staff);
      return account?.disabledAt === null && fingerprint(account.password) === ticket.password ? account : undefined;
    },
    take: (c: Context): void => {
      deleteCookie(c, name, options);
    },
  };
}
