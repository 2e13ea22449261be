import { createHash, randomBytes } from 'node:crypto';
import { recordNow } from '../../actor.ts';
import { hour, minute, type Clock } from '../../clock.ts';
import { mostBackMs } from '../../stores/judge-clock.ts';
import type { StaffAccount, StaffSession, Store } from '../../stores/store.ts';

/** A session ends after `idleMs` without a request, and after `longestMs` in any case. */
const idleMs = 30 * minute;
export const longestMs = 12 * hour;

/** The time of the last request is stored at most once in this many milliseconds, so that not every page is a write. */
const touchMs = minute;

export type Sessions = ReturnType<typeof staffSessions>;

/** Staff sessions. The cookie holds a random id; the store holds only its hash, so a copy of the database opens no session. */
export function staffSessions(services: { store: Store; clock: Clock }) {
  const { store, clock } = services;
  const recordExpiry = (staff: string) => recordNow(services, `staff:${staff}`, 'session expired');

  return {
    /** Opens a session and returns its new id; an id from before the login is never reused. */
    async open(staff: string, browser: string): Promise<string> {
      const id = randomBytes(32).toString('base64url');
      const now = clock();
      const expired = await store.endSessions(before(now, longestMs), before(now, idleMs));
      for (const owner of expired) await recordExpiry(owner);
      const at = now.toISOString();
      await store.openSession({ idHash: hashOf(id), staff, startedAt: at, seenAt: at, browser });
      return id;
    },

    /** Returns the account of a session; undefined if there is no session, it has ended, or the account is disabled. */
    async accountOf(id: string | undefined): Promise<StaffAccount | undefined> {
      const session = id === undefined ? undefined : await store.session(hashOf(id));
      if (!session) return undefined;
      const now = clock();
      if (isOver(session, now)) {
        await store.endSession(session.idHash);
        await recordExpiry(session.staff);
        return undefined;
      }
      const account = await store.staff(session.staff);
      if (account?.disabledAt !== null) return undefined;
      if (session.seenAt <= before(now, touchMs)) await store.touchSession(session.idHash, now.toISOString());
      return account;
    },

    end: (id: string): Promise<void> => store.endSession(hashOf(id)),
  };
}

/** Returns the name that a form uses for a session. It cannot open the session. */
export const handleOf = ({ idHash }: Pick<StaffSession, 'idHash'>): string => Buffer.from(idHash).toString('base64url');

/** Returns the hash under which the store finds the session of this id. */
export const hashOf = (id: string): Buffer => createHash('sha256').update(id).digest();

/** Also ends a session from the future: it was opened while the clock was wrong, and would last until then. */
const isOver = ({ startedAt, seenAt }: StaffSession, now: Date) =>
  startedAt <= before(now, longestMs) || seenAt <= before(now, idleMs) || seenAt > before(now, -mostBackMs);

const before = (now: Date, ms: number) => new Date(now.getTime() - ms).toISOString();
