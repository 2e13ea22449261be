import type { RateLimiter } from '../submissions/rate-limit.ts';
import type { Store } from '../store.ts';
import { isPassword } from './password.ts';

export type LoginResult = { ok: true; staff: string } | { ok: false; waitSeconds: number };

/** Guesses of one account, and of one network. An account's own limit holds whether it exists or not. */
const perAccount = [
  { points: 5, seconds: 60 },
  { points: 20, seconds: 3600 },
];
const perNetwork = [
  { points: 20, seconds: 60 },
  { points: 100, seconds: 3600 },
];

/** Checks names and passwords; unknown and known names get the same answer after the same time. */
export class Login {
  readonly #store: Store;
  readonly #account: RateLimiter;
  readonly #network: RateLimiter;

  constructor(store: Store) {
    this.#store = store;
    this.#account = store.limiter('login of an account', perAccount);
    this.#network = store.limiter('login from a network', perNetwork);
  }

  async check(name: string, password: string, network: string): Promise<LoginResult> {
    const wanted = name.trim().toLowerCase();
    const waitSeconds = (await this.#network(network)) || (await this.#account(wanted));
    if (waitSeconds > 0) return { ok: false, waitSeconds };
    const account = await this.#store.staff(wanted);
    const isRight = await isPassword(password, account?.password);
    return account && isRight && account.disabledAt === null
      ? { ok: true, staff: account.name }
      : { ok: false, waitSeconds: 0 };
  }
}
