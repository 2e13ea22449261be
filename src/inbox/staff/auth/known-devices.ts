import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { day, type Clock } from '../../clock.ts';
import type { Vault } from '../../vault.ts';
import { staffCookie } from './staff-cookie.ts';

/** A login renews it. Browsers keep no cookie longer than 400 days. */
const lastsMs = 180 * day;

export type KnownDevices = ReturnType<typeof knownDevices>;

/**
 * Recognises browsers that logged in to an account before (OWASP's "device cookies"), so that guesses from elsewhere do not lock its owner
 * out. The cookie opens nothing: it has the browser's own attempts counted apart. It holds for one account, until a day, and for one key.
 */
export function knownDevices({ vault, clock }: { vault: Vault; clock: Clock }, siteUrl: string) {
  // A browser that two people share has a cookie for each.
  const cookieOf = (account: string) =>
    staffCookie(`device-${vault.code('device name', account).subarray(0, 6).toString('hex')}`, siteUrl);
  const proof = (account: string, id: string, until: string) =>
    vault.code('known device', JSON.stringify([account, id, until]));

  return {
    /** The id of the browser that asks; undefined where it never logged in to this account, or too long ago. */
    find(c: Context, account: string): string | undefined {
      const [id = '', until = '', given = ''] = (getCookie(c, cookieOf(account).name) ?? '').split('.');
      const expected = proof(account, id, until);
      const claimed = Buffer.from(given, 'base64url');
      if (claimed.length !== expected.length || !timingSafeEqual(claimed, expected)) return undefined;
      const left = Number(until) - clock().getTime();
      // More is left than it ever had where the clock was ahead.
      return left > 0 && left <= lastsMs ? id : undefined;
    },
    /** Notes that this browser has logged in. */
    remember(c: Context, account: string): void {
      const { name, options } = cookieOf(account);
      const id = randomBytes(16).toString('base64url');
      const until = String(clock().getTime() + lastsMs);
      const value = [id, until, proof(account, id, until).toString('base64url')].join('.');
      setCookie(c, name, value, { ...options, maxAge: lastsMs / 1000 });
    },
  };
}
