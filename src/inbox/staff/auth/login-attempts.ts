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

export type LoginAttempts = ReturnType<typeof loginAttempts>;

/** Checks names, passwords and codes; unknown and known names get the same answer after the same time. Only wrong attempts count. */
export function loginAttempts(store: Store, steps: SecondSteps) {
  const ofEachNetwork = store.limiter('login from a network', ofNetwork);
  const ofPair = store.limiter('login of an account from a network', ofOnePerson);
  const inPeace = store.limiter('login of an account before an attack', beforeAttack);
  const inAttack = store.limiter('login of an account under attack', underAttack);
  const ofAccount = store.limiter('login of an account from anywhere', fromAnywhere);
  const ofDevice = store.limiter('login of an account from a device', ofOnePerson);
  const ofCode = store.limiter('code of an account', ofOnePerson);
  const ofCodeFromDevice = store.limiter('code of an account from a device', ofOnePerson);
  const ofRecords = store.limiter('refused login that is recorded', recorded);

  async function countStranger(account: string, network: string): Promise<Counted> {
    const pair = pairOf(account, network);
    const isAttacked = inPeace.knownWait(account) > 0;
    const knownWait = Math.max(ofEachNetwork.knownWait(network), isAttacked ? inAttack.knownWait(pair) : 0);
    if (knownWait > 0) return { waitSeconds: knownWait, giveBack: () => Promise.resolve() };
    // The account's own limits come late: all attempts at it write the same row, and wait for each other.
    return inTurn([
      () => count(ofEachNetwork, network),
      async () => {
        const quiet = await count(inPeace, account);
        return quiet.waitSeconds === 0 ? quiet : count(inAttack, pair);
      },
      () => count(ofPair, pair),
      () => count(ofAccount, account),
    ]);
  }

  return {
    /** @param account the name as `accountName` returns it */
    async check(account: string, password: string, { network, device }: Origin): Promise<LoginResult> {
      const counted =
        device === undefined ? await countStranger(account, network) : await count(ofDevice, pairOf(account, device));
      const found = await store.staff(account);
      if (counted.waitSeconds > 0) return { ok: false, waitSeconds: counted.waitSeconds, known: found?.name };
      const isRight = await isPassword(password, found?.password);
      if (!found || !isRight || found.disabledAt !== null) return { ok: false, waitSeconds: 0, known: found?.name };
      await counted.giveBack();
      return { ok: true, account: found };
    },

    /**
     * Checks the code after the password was right. A code is short and whoever guesses it knows the password, so an
     * account has one limit for all networks together. Devices that logged in before have their own.
     */
    async checkCode(staff: string, typed: string, { network, device }: Origin): Promise<CodeResult> {
      const counted =
        device === undefined
          ? await inTurn([() => count(ofEachNetwork, network), () => count(ofCode, staff)])
          : await count(ofCodeFromDevice, pairOf(staff, device));
      if (counted.waitSeconds > 0) return { ok: false, waitSeconds: counted.waitSeconds };
      const by = await steps.check(staff, typed);
      if (!by) return { ok: false, waitSeconds: 0 };
      await counted.giveBack();
      return { ok: true, by };
    },

    /** Returns true if a throttled attempt is to be recorded. */
    async shouldRecordRefusal(known: string | undefined): Promise<boolean> {
      return (await ofRecords(known ?? '')) === 0;
    },
  };
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
