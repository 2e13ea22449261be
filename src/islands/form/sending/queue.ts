/**
 * What could not be sent yet, in IndexedDB: it outlives the browser's window. One tab at a time empties it. What has left the queue stays
 * as a notice until the applicant has seen it: sent, refused, or given up after a week.
 */
import { createStore, del, entries, get, promisifyRequest, set } from 'idb-keyval';
import { attempt } from './attempt.ts';
import { withLock } from './with-lock.ts';

export interface QueuedSubmission {
  /** The submission's id. */
  id: string;
  url: string;
  body: Record<string, unknown>;
  /** ISO instant at which the applicant pressed Send. */
  queuedAt: string;
  /** The answers as text, for the applicant. */
  copy: string;
  /** Name in localStorage of the draft that may have been kept of it. */
  draft: string;
}

export type QueueEntry = QueuedSubmission &
  (
    | { state: 'waiting'; notBefore?: number }
    | { state: 'sent'; next: string }
    | { state: 'refused'; reason: string }
    | { state: 'expired' }
  );

export interface Queue {
  /** Keeps a submission; false where this device keeps nothing. */
  keep: (submission: QueuedSubmission) => Promise<boolean>;
  drop: (id: string) => Promise<void>;
  /** Lets a submission be for so many milliseconds, as the server asked. */
  putOff: (id: string, milliseconds: number) => Promise<void>;
  /** Everything that waits, and every notice, oldest first. */
  list: () => Promise<QueueEntry[]>;
  /** Tries each submission that waits once, unless another tab is at it. */
  empty: () => Promise<void>;
  /** Empties it at once, and whenever that may have become possible; tells what is in it after each change. Gives the way to stop. */
  watch: (tell: (kept: QueueEntry[]) => void) => () => void;
}

/** How long a submission waits, in milliseconds. */
export const queueLife = 7 * 86_400_000;

/** How often a page that stays open tries, in milliseconds. */
const interval = 60_000;

/** Tells the other pages of the site, and this one, that the queue has changed. */
export const channel = 'forms-queue';
/** Set in localStorage while there is anything: other pages look there before they load this. */
export const flag = 'forms-queue';

const store = createStore('forms', 'queue');

export const queue: Queue = {
  async keep(submission) {
    // Before it is kept: the tab may be closed between the two. And after it, as another tab may have found nothing in between.
    setFlag(true);
    try {
      await set(submission.id, { ...submission, state: 'waiting' } satisfies QueueEntry, store);
    } catch {
      // Blocked or full: the caller says so.
      return false;
    }
    setFlag(true);
    return true;
  },

  async drop(id) {
    try {
      await del(id, store);
    } catch {
      // Blocked: it never was there.
      return;
    }
    await changed();
  },

  putOff: (id, milliseconds) => settle(id, { notBefore: Date.now() + milliseconds }),

  async list() {
    // Blocked storage holds nothing.
    const kept = (await entries<string, QueueEntry>(store).catch(() => [])).map(([, entry]) => entry);
    return kept.sort((a, b) => a.queuedAt.localeCompare(b.queuedAt));
  },

  async empty() {
    const ifAvailable = true;
    await withLock(
      channel,
      async () => {
        for (const { id } of await queue.list()) await withLock(`sending ${id}`, () => sendOne(id), { ifAvailable });
      },
      { ifAvailable },
    );
  },

  watch(tell) {
    const stop = new AbortController();
    const { signal } = stop;
    const look = () => void queue.list().then((kept) => signal.aborted || tell(kept));
    const empty = () => void queue.empty();
    const others = new BroadcastChannel(channel);
    others.addEventListener('message', look, { signal });
    addEventListener(channel, look, { signal });
    addEventListener('online', empty, { signal });
    document.addEventListener('visibilitychange', empty, { signal });
    const timer = setInterval(empty, interval);
    signal.addEventListener('abort', () => {
      clearInterval(timer);
      others.close();
    });
    look();
    empty();
    return () => stop.abort();
  },
};

async function sendOne(id: string): Promise<void> {
  const entry = await get<QueueEntry>(id, store);
  if (entry?.state !== 'waiting') return;
  if (Date.now() - Date.parse(entry.queuedAt) > queueLife) return settle(id, { state: 'expired' });
  if ((entry.notBefore ?? 0) > Date.now()) return;
  const answer = await attempt(entry.url, { ...entry.body, queued_at: entry.queuedAt });
  switch (answer.kind) {
    case 'stored':
      forgetDraft(entry);
      return settle(id, { state: 'sent', next: answer.next });
    case 'refused':
      return settle(id, { state: 'refused', reason: answer.errors.map(({ message }) => message).join('. ') });
    case 'again':
      if (answer.after !== undefined) await queue.putOff(id, answer.after);
  }
}

/** Deletes the draft of what was sent, which would look unsent, unless it was changed since. */
function forgetDraft({ draft, queuedAt }: QueuedSubmission): void {
  try {
    const { savedAt } = JSON.parse(localStorage.getItem(draft) ?? '{}') as { savedAt?: string };
    if (savedAt !== undefined && savedAt <= queuedAt) localStorage.removeItem(draft);
  } catch {
    // Blocked: nothing was kept.
  }
}

/** Notes what has become of a submission; nothing of one that was deleted in the meantime. */
async function settle(id: string, outcome: object): Promise<void> {
  await store('readwrite', (kept) => {
    const found = kept.get(id) as IDBRequest<QueueEntry | undefined>;
    found.onsuccess = () => found.result && kept.put({ ...found.result, ...outcome }, id);
    return promisifyRequest(kept.transaction);
  });
  await changed();
}

async function changed(): Promise<void> {
  setFlag((await queue.list()).length > 0);
  const pages = new BroadcastChannel(channel);
  pages.postMessage('changed');
  pages.close();
  dispatchEvent(new Event(channel));
}

function setFlag(isSet: boolean): void {
  try {
    if (isSet) localStorage.setItem(flag, '1');
    else localStorage.removeItem(flag);
  } catch {
    // Blocked: the queue is looked at on the forms' pages only.
  }
}
