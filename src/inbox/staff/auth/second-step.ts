import { Secret, TOTP } from 'otpauth';
import { encode } from 'uqr';
import { site } from '#site';
import type { Services } from '../../env.ts';
import type { SecondStep } from '../../stores/store.ts';
import type { Vault } from '../../vault.ts';
import { randomText } from './random-text.ts';

/** The secret for an authenticator app: as a QR code to scan, as an address, and as letters to type. */
export interface Setup {
  /** Rows of dark (true) and light squares, with a light edge. */
  picture: readonly (readonly boolean[])[];
  address: string;
  letters: string;
}

/** Number of recovery codes, for people who have lost their phone. */
const recoveryCodeCount = 8;

export type SecondSteps = ReturnType<typeof secondSteps>;

/**
 * The second step of logging in: time-based codes of RFC 6238 (SHA-1, six digits, 30 seconds, which every authenticator app supports).
 * A code is accepted once, up to one period early or late. The secret is stored sealed, recovery codes as keyed hashes.
 */
export function secondSteps({ store, vault, clock }: Pick<Services, 'store' | 'vault' | 'clock'>) {
  const hashRecoveryCode = (staff: string, code: string): Buffer =>
    vault.code('recovery', `${staff}\0${code.toLowerCase().replace(/[^a-z\d]/g, '')}`);

  /** Returns the number of the period of a code of the app; undefined if it is none. */
  async function periodOf(staff: string, typed: string): Promise<number | undefined> {
    const token = typed.replace(/\s/g, '');
    const step = await store.secondStep(staff);
    if (!step || !/^\d{6}$/.test(token)) return undefined;
    const codes = totp(staff, openSecret(vault, step));
    const timestamp = clock().getTime();
    const delta = codes.validate({ token, timestamp, window: 1 });
    return delta === null ? undefined : codes.counter({ timestamp }) + delta;
  }

  return {
    /** Returns true if the login asks this account for a code. */
    isOn: async (staff: string): Promise<boolean> => ((await store.secondStep(staff))?.confirmedAt ?? null) !== null,

    /** Stores a new unconfirmed secret. Returns false if there is already a confirmed one. */
    begin(staff: string): Promise<boolean> {
      // 160 bits, as RFC 4226 recommends.
      const secret = new Secret({ size: 20 }).base32;
      return store.beginSecondStep(staff, vault.seal(secret, purposeOf(staff)), clock().toISOString());
    },

    /** Returns the secret to show during the set-up; undefined if none was begun or it is confirmed. */
    async setup(staff: string): Promise<Setup | undefined> {
      const step = await store.secondStep(staff);
      if (step?.confirmedAt !== null) return undefined;
      const letters = openSecret(vault, step);
      const address = totp(staff, letters).toString();
      return { address, letters, picture: encode(address, { ecc: 'M', border: 4 }).data };
    },

    /** Completes the set-up if the code is right, and returns the recovery codes, which cannot be read again. */
    async confirm(staff: string, typed: string): Promise<string[] | undefined> {
      const period = await periodOf(staff, typed);
      if (period === undefined) return undefined;
      const codes = Array.from({ length: recoveryCodeCount }, () => randomText(10, 5));
      const hashes = codes.map((code) => hashRecoveryCode(staff, code));
      return (await store.confirmSecondStep(staff, period, hashes, clock().toISOString())) ? codes : undefined;
    },

    /** Returns which kind of code was typed, or undefined if it is wrong or was used before. */
    async check(staff: string, typed: string): Promise<'code' | 'recovery code' | undefined> {
      const period = await periodOf(staff, typed);
      if (period !== undefined && (await store.usePeriod(staff, period))) return 'code';
      return (await store.useRecoveryCode(staff, hashRecoveryCode(staff, typed))) ? 'recovery code' : undefined;
    },
  };
}

export const openSecret = (vault: Vault, { staff, secret }: Pick<SecondStep, 'staff' | 'secret'>): string =>
  vault.open(secret, purposeOf(staff));

const purposeOf = (staff: string) => `second step|${staff}`;

const totp = (staff: string, letters: string) => new TOTP({ issuer: site.name, label: staff, secret: letters });
