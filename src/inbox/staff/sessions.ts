import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { StaffAccount, Store } from '../store.ts';

const minute = 60_000;

/** A session ends after this long without a request, and after this long in any case. */
export const idleMs = 30 * minute;
export const longestMs = 12 * 60 * minute;

/** How stale the time of the last request may be, so that not every page is a write. */
const touchMs = minute;

/** Staff sessions. The cookie holds a random id; the store holds only its hash, so a copy of the database opens no session. */
export class Sessions {
  readonly #store: Store;
  readonly #clock: Clock;

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Opens a session and gives its id; an id from before the login is never taken over. */
  async open(staff: string): Promise<string> {
    const id = randomBytes(32).toString('base64url');
    const now = this.#clock();
    await this.#store.endSessions(before(now, longestMs), before(now, idleMs));
    const at = now.toISOString();
    await this.#store.openSession({ idHash: hash(id), staff, startedAt: at, seenAt: at, browser: '' });
    return id;
  }

  /** The account whose session it is; undefined when there is none, it has ended, or the account is disabled. */
  async accountOf(id: string | undefined): Promise<StaffAccount | undefined> {
    if (id === undefined) return undefined;
    const session = await this.#store.session(hash(id));
    if (!session) return undefined;
    const now = this.#clock();
    if (session.startedAt <= before(now, longestMs) || session.seenAt <= before(now, idleMs)) {
      await this.#store.endSession(session.idHash);
      return undefined;
    }
    const account = await this.#store.staff(session.staff);
    if (account?.disabledAt !== null) return undefined;
    if (session.seenAt <= before(now, touchMs)) await this.#store.touchSession(session.idHash, now.toISOString());
    return account;
  }

  async end(id: string): Promise<void> {
    await this.#store.endSession(hash(id));
  }
}

const hash = (id: string) => createHash('sha256').update(id).digest();

const before = (now: Date, ms: number) => new Date(now.getTime() - ms).toISOString();
