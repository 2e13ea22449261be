import { createHash, randomBytes } from 'node:crypto';
import { hour, minute, type Clock } from '../../clock.ts';
import { mostBackMs } from '../../stores/judge-clock.ts';
import type { StaffAccount, StaffSession, Store } from '../../stores/store.ts';

/** A session ends after `idleMs` without a request, and after `longestMs` in any case. */
const idleMs = 30 * minute;
export const longestMs = 12 * hour;

/** The time of the last request is stored at most once in this many milliseconds, so that not every page is a write. */
const touchMs = minute;

/** Staff sessions. The cookie holds a random id; the store holds only its hash, so a copy of the database opens no session. */
export class Sessions {
  readonly #store: Store;
  readonly #clock: Clock;

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Opens a session and returns its new id; an id from before the login is never reused. */
  async open(staff: string, browser: string): Promise<string> {
    const id = randomBytes(32).toString('base64url');
    const now = this.#clock();
    const expired = await this.#store.endSessions(before(now, longestMs), before(now, idleMs));
    for (const owner of expired) await this.#recordExpiry(owner);
    const at = now.toISOString();
    await this.#store.openSession({ idHash: hashOf(id), staff, startedAt: at, seenAt: at, browser });
    return id;
  }

  /** Returns the account of a session; undefined if there is no session, it has ended, or the account is disabled. */
  async accountOf(id: string | undefined): Promise<StaffAccount | undefined> {
    if (id === undefined) return undefined;
    const session = await this.#store.session(hashOf(id));
    if (!session) return undefined;
    const now = this.#clock();
    if (isOver(session, now)) {
      await this.#store.endSession(session.idHash);
      await this.#recordExpiry(session.staff);
      return undefined;
    }
    const account = await this.#store.staff(session.staff);
    if (account?.disabledAt !== null) return undefined;
    if (session.seenAt <= before(now, touchMs)) await this.#store.touchSession(session.idHash, now.toISOString());
    return account;
  }

  async end(id: string): Promise<void> {
    await this.#store.endSession(hashOf(id));
  }

  #recordExpiry(staff: string): Promise<void> {
    return this.#store.record({
      at: this.#clock().toISOString(),
      actor: `staff:${staff}`,
      action: 'session expired',
      subject: 'inbox',
      detail: '',
    });
  }
}

/** Returns the name that a form uses for a session. It cannot open the session. */
export const handleOf = ({ idHash }: Pick<StaffSession, 'idHash'>): string => Buffer.from(idHash).toString('base64url');

/** Returns the hash under which the store finds the session of this id. */
export const hashOf = (id: string): Buffer => createHash('sha256').update(id).digest();

/** Also ends a session from the future: it was opened while the clock was wrong, and would last until then. */
const isOver = ({ startedAt, seenAt }: StaffSession, now: Date) =>
  startedAt <= before(now, longestMs) || seenAt <= before(now, idleMs) || seenAt > before(now, -mostBackMs);

const before = (now: Date, ms: number) => new Date(now.getTime() - ms).toISOString();
