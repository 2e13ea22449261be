import type { RateLimit, RateLimiter } from '../../rate-limit.ts';
import type { StaffAccount, Store } from '../../stores/store.ts';
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

/** Checks names, passwords and codes; unknown and known names get the same answer after the same time. Only wrong attempts count. */
export class LoginAttempts {
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
        : await count(this.#device, pairOf(account, device));
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
        ? await inTurn([() => count(this.#network, network), () => count(this.#code, staff)])
        : await count(this.#codeOfDevice, pairOf(staff, device));
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
    const isAttacked = this.#before.knownWait(account) > 0;
    const knownWait = Math.max(this.#network.knownWait(network), isAttacked ? this.#under.knownWait(pair) : 0);
    if (knownWait > 0) return { waitSeconds: knownWait, giveBack: () => Promise.resolve() };
    // The account's own limits come late: all attempts at it write the same row, and wait for each other.
    return inTurn([
      () => count(this.#network, network),
      async () => {
        const quiet = await count(this.#before, account);
        return quiet.waitSeconds === 0 ? quiet : count(this.#under, pair);
      },
      () => count(this.#pair, pair),
      () => count(this.#anywhere, account),
    ]);
  }
}

export const accountName = (typed: string): string => typed.trim().toLowerCase();

const pairOf = (account: string, from: string) => JSON.stringify([account, from]);

/** An attempt that was counted before it is checked, so that many at once do not all get through. */
interface Counted {
  /** 0 if the attempt is allowed. */
  waitSeconds: number;
  /** Takes back what was counted. Call it only if the attempt is allowed. */
  giveBack: () => Promise<void>;
}

const count = async (limiter: RateLimiter, key: string): Promise<Counted> => ({
  waitSeconds: await limiter(key),
  giveBack: () => limiter.giveBack(key),
});

/** Counts at several limits. If one refuses the attempt, none counts it. */
async function inTurn(limits: readonly (() => Promise<Counted>)[]): Promise<Counted> {
  const passed: Counted[] = [];
  const giveBack = async () => {
    for (const each of passed) await each.giveBack();
  };
  for (const limit of limits) {
    const counted = await limit();
    if (counted.waitSeconds > 0) {
      await giveBack();
      return counted;
    }
    passed.push(counted);
  }
  return { waitSeconds: 0, giveBack };
}
