import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { day, type Clock } from '../../clock.ts';
import type { Vault } from '../../vault.ts';
import { staffCookie } from './staff-cookie.ts';

/** How long the cookie is valid (ms); each login renews it. Browsers delete cookies after 400 days. */
const lastsMs = 180 * day;

export type KnownDevices = ReturnType<typeof knownDevices>;

/**
 * Recognises browsers that have logged in to an account before (OWASP's "device cookies"), so that guesses from elsewhere do not lock its
 * owner out. The cookie gives no access: it only makes the browser's attempts count separately. It is valid for one account, until a date,
 * and with one key.
 */
export function knownDevices({ vault, clock }: { vault: Vault; clock: Clock }, siteUrl: string) {
  // Two people may share a browser, so each account has its own cookie.
  const cookieOf = (account: string) =>
    staffCookie(`device-${vault.code('device name', account).subarray(0, 6).toString('hex')}`, siteUrl);
  const proof = (account: string, id: string, until: string) =>
    vault.code('known device', JSON.stringify([account, id, until]));

  return {
    /** Returns the id of the requesting browser; undefined if it has not logged in to this account in the last 180 days. */
    find(c: Context, account: string): string | undefined {
      const [id = '', until = '', given = ''] = (getCookie(c, cookieOf(account).name) ?? '').split('.');
      const expected = proof(account, id, until);
      const claimed = Buffer.from(given, 'base64url');
      if (claimed.length !== expected.length || !timingSafeEqual(claimed, expected)) return undefined;
      const left = Number(until) - clock().getTime();
      // A cookie set while the clock was ahead would be valid for too long.
      return left > 0 && left <= lastsMs ? id : undefined;
    },
    /** Gives the browser a cookie after a login. */
    remember(c: Context, account: string): void {
      const { name, options } = cookieOf(account);
      const id = randomBytes(16).toString('base64url');
      const until = String(clock().getTime() + lastsMs);
      const value = [id, until, proof(account, id, until).toString('base64url')].join('.');
      setCookie(c, name, value, { ...options, maxAge: lastsMs / 1000 });
    },
  };
}
