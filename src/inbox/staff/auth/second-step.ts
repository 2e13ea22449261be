import { Secret, TOTP } from 'otpauth';
import { encode } from 'uqr';
import { site } from '#site';
import type { Clock } from '../../clock.ts';
import type { Store } from '../../stores/types/store.ts';
import type { Vault } from '../../vault.ts';
import { randomText } from './random-text.ts';

/** What a phone needs to make codes: as a picture to scan, as an address, and as letters to type. */
export interface Setup {
  /** Rows of dark (true) and light squares, with a light edge. */
  picture: readonly (readonly boolean[])[];
  address: string;
  letters: string;
}

/** How many codes there are for whoever has lost the phone. */
const recoveryCodes = 8;

interface Parts {
  store: Store;
  vault: Vault;
  clock: Clock;
}

/**
 * The second step of logging in: time-based codes of RFC 6238 (SHA-1, six digits, 30 seconds: what every authenticator app reads), one
 * period early or late. A code is taken once. The secret is sealed; recovery codes are kept as codes that tell nothing without the key.
 */
export class SecondSteps {
  readonly #store: Store;
  readonly #vault: Vault;
  readonly #clock: Clock;

  constructor({ store, vault, clock }: Parts) {
    this.#store = store;
    this.#vault = vault;
    this.#clock = clock;
  }

  /** True where it is asked for at the login. */
  async isOn(staff: string): Promise<boolean> {
    return ((await this.#store.secondStep(staff))?.confirmedAt ?? null) !== null;
  }

  /** Makes a secret that is not asked for yet; gives false where a confirmed one is there. */
  begin(staff: string): Promise<boolean> {
    // 160 bits, as RFC 4226 recommends.
    const secret = new Secret({ size: 20 }).base32;
    return this.#store.beginSecondStep(staff, this.#vault.seal(secret, boundTo(staff)), this.#clock().toISOString());
  }

  /** What to show while it is set up; undefined where none was begun, or it is confirmed. */
  async setup(staff: string): Promise<Setup | undefined> {
    const step = await this.#store.secondStep(staff);
    if (step?.confirmedAt !== null) return undefined;
    const letters = this.#vault.open(step.secret, boundTo(staff));
    const address = totp(staff, letters).toString();
    return { address, letters, picture: encode(address, { ecc: 'M', border: 4 }).data };
  }

  /** Ends the set-up with a right code; gives the recovery codes, which are shown only here. */
  async confirm(staff: string, typed: string): Promise<string[] | undefined> {
    const period = await this.#periodOf(staff, typed);
    if (period === undefined) return undefined;
    const codes = Array.from({ length: recoveryCodes }, () => randomText(10, 5));
    const kept = codes.map((code) => this.#kept(staff, code));
    const at = this.#clock().toISOString();
    return (await this.#store.confirmSecondStep(staff, period, kept, at)) ? codes : undefined;
  }

  /** What was typed, when it is right: a code of the phone, or one of the recovery codes. Neither is right a second time. */
  async check(staff: string, typed: string): Promise<'code' | 'recovery code' | undefined> {
    const period = await this.#periodOf(staff, typed);
    if (period !== undefined && (await this.#store.usePeriod(staff, period))) return 'code';
    return (await this.#store.useRecoveryCode(staff, this.#kept(staff, typed))) ? 'recovery code' : undefined;
  }

  async #periodOf(staff: string, typed: string): Promise<number | undefined> {
    const token = typed.replace(/\s/g, '');
    const step = await this.#store.secondStep(staff);
    if (!step || !/^\d{6}$/.test(token)) return undefined;
    const codes = totp(staff, this.#vault.open(step.secret, boundTo(staff)));
    const timestamp = this.#clock().getTime();
    const delta = codes.validate({ token, timestamp, window: 1 });
    return delta === null ? undefined : codes.counter({ timestamp }) + delta;
  }

  #kept(staff: string, code: string): Buffer {
    return this.#vault.code('recovery', `${staff}\0${code.toLowerCase().replace(/[^a-z\d]/g, '')}`);
  }
}

const boundTo = (staff: string) => `second step|${staff}`;

const totp = (staff: string, letters: string) => new TOTP({ issuer: site.name, label: staff, secret: letters });
