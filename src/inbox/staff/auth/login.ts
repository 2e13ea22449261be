import type { RateLimiter } from '../../submissions/rate-limit.ts';
import type { StaffAccount, Store } from '../../stores/types/store.ts';
import { isPassword } from './password.ts';
import type { SecondSteps } from './second-step.ts';

/** `known` is the name of the account, if it exists. */
export type LoginResult =
  { ok: true; account: StaffAccount } | { ok: false; waitSeconds: number; known: string | undefined };

export type CodeResult = { ok: true; by: 'code' | 'recovery code' } | { ok: false; waitSeconds: number };

/** Limits for one account and for one network. The limit of an account applies whether it exists or not. */
const perAccount = [
  { points: 5, seconds: 60 },
  { points: 20, seconds: 3600 },
];
const perNetwork = [
  { points: 20, seconds: 60 },
  { points: 100, seconds: 3600 },
];

/** Limits how many throttled attempts are recorded for an account and network: otherwise anyone could fill the disk. */
const recorded = [{ points: 1, seconds: 60 }];

/** Checks names, passwords and codes; unknown and known names get the same answer after the same time. */
export class Login {
  readonly #store: Store;
  readonly #steps: SecondSteps;
  readonly #account: RateLimiter;
  readonly #code: RateLimiter;
  readonly #network: RateLimiter;
  readonly #recorded: RateLimiter;

  constructor(store: Store, steps: SecondSteps) {
    this.#store = store;
    this.#steps = steps;
    this.#account = store.limiter('login of an account', perAccount);
    this.#network = store.limiter('login from a network', perNetwork);
    this.#code = store.limiter('code of an account', perAccount);
    this.#recorded = store.limiter('refused login that is recorded', recorded);
  }

  async check(name: string, password: string, network: string): Promise<LoginResult> {
    const wanted = name.trim().toLowerCase();
    const waitSeconds = (await this.#network(network)) || (await this.#account(wanted));
    const account = await this.#store.staff(wanted);
    if (waitSeconds > 0) return { ok: false, waitSeconds, known: account?.name };
    const isRight = await isPassword(password, account?.password);
    return account && isRight && account.disabledAt === null
      ? { ok: true, account }
      : { ok: false, waitSeconds: 0, known: account?.name };
  }

  /** Checks the code after the password was right. */
  async checkCode(staff: string, typed: string, network: string): Promise<CodeResult> {
    const waitSeconds = (await this.#network(network)) || (await this.#code(staff));
    if (waitSeconds > 0) return { ok: false, waitSeconds };
    const by = await this.#steps.check(staff, typed);
    return by ? { ok: true, by } : { ok: false, waitSeconds: 0 };
  }

  /** Returns true if a throttled attempt is to be recorded. */
  async shouldRecordRefusal(known: string | undefined, network: string): Promise<boolean> {
    return (await this.#recorded(`${known ?? ''}|${network}`)) === 0;
  }
}
