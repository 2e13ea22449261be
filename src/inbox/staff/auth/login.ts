import type { RateLimit, RateLimiter } from '../../submissions/rate-limit.ts';
import type { StaffAccount, Store } from '../../stores/types/store.ts';
import { isPassword } from './password.ts';
import type { SecondSteps } from './second-step.ts';

/** `known` is the name of the account, if it exists. */
export type LoginResult =
  { ok: true; account: StaffAccount } | { ok: false; waitSeconds: number; known: string | undefined };

export type CodeResult = { ok: true; by: 'code' | 'recovery code' } | { ok: false; waitSeconds: number };

/** Where an attempt comes from. */
export interface Origin {
  network: string;
  /** The browser or session, if it logged in to the account before. */
  device: string | undefined;
}

/** Wrong attempts that one person may make at one account. */
const ofOnePerson: readonly RateLimit[] = [
  { points: 5, seconds: 60 },
  { points: 20, seconds: 3600 },
];
const ofNetwork: readonly RateLimit[] = [
  { points: 20, seconds: 60 },
  { points: 100, seconds: 3600 },
];

/** An account with more wrong attempts in an hour is under attack: from then on, each network has one attempt an hour. */
const beforeAttack: readonly RateLimit[] = [{ points: 50, seconds: 3600 }];
const underAttack: readonly RateLimit[] = [{ points: 1, seconds: 3600 }];
/** Wrong attempts at one account from all networks together. After that, only devices that logged in before may try. */
const fromAnywhere: readonly RateLimit[] = [{ points: 1000, seconds: 3600 }];

/** Limits how many throttled attempts are recorded for an account: otherwise anyone could fill the disk. */
const recorded: readonly RateLimit[] = [{ points: 1, seconds: 60 }];

/** A limit and the key that it counts. */
type Use = readonly [limiter: RateLimiter, key: string];

/** Checks names, passwords and codes; unknown and known names get the same answer after the same time. Only wrong attempts count. */
export class Login {
  readonly #store: Store;
  readonly #steps: SecondSteps;
  readonly #network: RateLimiter;
  readonly #pair: RateLimiter;
  readonly #before: RateLimiter;
  readonly #under: RateLimiter;
  readonly #anywhere: RateLimiter;
  readonly #device: RateLimiter;
  readonly #code: RateLimiter;
  readonly #codeOfDevice: RateLimiter;
  readonly #recorded: RateLimiter;

  constructor(store: Store, steps: SecondSteps) {
    this.#store = store;
    this.#steps = steps;
    this.#network = store.limiter('login from a network', ofNetwork);
    this.#pair = store.limiter('login of an account from a network', ofOnePerson);
    this.#before = store.limiter('login of an account before an attack', beforeAttack);
    this.#under = store.limiter('login of an account under attack', underAttack);
    this.#anywhere = store.limiter('login of an account from anywhere', fromAnywhere);
    this.#device = store.limiter('login of an account from a device', ofOnePerson);
    this.#code = store.limiter('code of an account', ofOnePerson);
    this.#codeOfDevice = store.limiter('code of an account from a device', ofOnePerson);
    this.#recorded = store.limiter('refused login that is recorded', recorded);
  }

  /** @param account the name as `accountName` returns it */
  async check(account: string, password: string, { network, device }: Origin): Promise<LoginResult> {
    const counted =
      device === undefined
        ? await this.#countStranger(account, network)
        : await count([[this.#device, pairOf(account, device)]]);
    const found = await this.#store.staff(account);
    if (counted.waitSeconds > 0) return { ok: false, waitSeconds: counted.waitSeconds, known: found?.name };
    const isRight = await isPassword(password, found?.password);
    if (!found || !isRight || found.disabledAt !== null) return { ok: false, waitSeconds: 0, known: found?.name };
    await counted.giveBack();
    return { ok: true, account: found };
  }

  /**
   * Checks the code after the password was right. A code is short and whoever guesses it knows the password, so an
   * account has one limit for all networks together. Devices that logged in before have their own.
   */
  async checkCode(staff: string, typed: string, { network, device }: Origin): Promise<CodeResult> {
    const counted =
      device === undefined
        ? await count([
            [this.#network, network],
            [this.#code, staff],
          ])
        : await count([[this.#codeOfDevice, pairOf(staff, device)]]);
    if (counted.waitSeconds > 0) return { ok: false, waitSeconds: counted.waitSeconds };
    const by = await this.#steps.check(staff, typed);
    if (!by) return { ok: false, waitSeconds: 0 };
    await counted.giveBack();
    return { ok: true, by };
  }

  /** Returns true if a throttled attempt is to be recorded. */
  async shouldRecordRefusal(known: string | undefined): Promise<boolean> {
    return (await this.#recorded(known ?? '')) === 0;
  }

  async #countStranger(account: string, network: string): Promise<Counted> {
    const pair = pairOf(account, network);
    const counted = await count([
      [this.#network, network],
      [this.#pair, pair],
      [this.#anywhere, account],
    ]);
    if (counted.waitSeconds > 0) return counted;
    const quiet = await count([[this.#before, account]]);
    const last = quiet.waitSeconds === 0 ? quiet : await count([[this.#under, pair]]);
    if (last.waitSeconds > 0) {
      await counted.giveBack();
      return last;
    }
    return {
      waitSeconds: 0,
      giveBack: async () => {
        await last.giveBack();
        await counted.giveBack();
      },
    };
  }
}

/** Returns the name of the account for what was typed. */
export const accountName = (typed: string): string => typed.trim().toLowerCase();

const pairOf = (account: string, from: string) => JSON.stringify([account, from]);

interface Counted {
  /** 0 if the attempt is allowed. */
  waitSeconds: number;
  /** Takes back what was counted. */
  giveBack: () => Promise<void>;
}

/**
 * Counts an attempt before it is checked, so that many at once do not all get through. If one limit refuses it, no limit
 * counts it.
 */
async function count(uses: readonly Use[]): Promise<Counted> {
  for (const [at, [limiter, key]] of uses.entries()) {
    const waitSeconds = await limiter(key);
    if (waitSeconds === 0) continue;
    await giveBack(uses.slice(0, at));
    return { waitSeconds, giveBack: () => Promise.resolve() };
  }
  return { waitSeconds: 0, giveBack: () => giveBack(uses) };
}

async function giveBack(uses: readonly Use[]): Promise<void> {
  for (const [limiter, key] of uses) await limiter.giveBack(key);
}
