/**
 * Submissions that wait to be sent, in IndexedDB, so that they survive closing the browser. One tab at a time sends them. An entry that was
 * sent, refused or given up after a week stays as a notice until the applicant has seen it.
 */
import { createStore, del, entries, get, promisifyRequest, set, type UseStore } from 'idb-keyval';
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
  /** Name in localStorage of the form's draft. */
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
  /** Adds a submission; resolves with false when this device cannot store it. */
  add: (submission: QueuedSubmission) => Promise<boolean>;
  remove: (id: string) => Promise<void>;
  /** Waits this many milliseconds before the next try, as the server asked. */
  postpone: (id: string, milliseconds: number) => Promise<void>;
  /** Resolves with all entries, waiting ones and notices, oldest first. */
  list: () => Promise<QueueEntry[]>;
  /** Tries each waiting submission once, unless a page of this site is doing so. */
  sendAll: () => Promise<void>;
  /**
   * Sends all at once, every minute, and when the browser comes online or the tab is shown or hidden. A browser that comes online tries again
   * after tries that began before. Calls `onChange` with all entries, first at once and then after each change. Returns a function that stops it.
   */
  watch: (onChange: (entries: QueueEntry[]) => void) => () => void;
}

/** Milliseconds after which a waiting submission is given up. */
const queueLife = 7 * 86_400_000;

/** Milliseconds between two tries of an open page. */
const interval = 60_000;

/** Name of the BroadcastChannel, the event of this page and the lock for the queue. */
const channel = 'forms-queue';
/** Key in localStorage that is set while the queue has entries: other pages check it before they load this module. */
const flag = 'forms-queue';

const objects = createStore('forms', 'queue');
/** Rejects, and never throws, where the browser has no storage at all: `indexedDB` is then null. */
const store: UseStore = async (mode, work) => objects(mode, work);

export const queue: Queue = {
  async add(submission) {
    // Set before the entry, as the tab may be closed between the two, and again after it, as another tab may have cleared it in between.
    setFlag(true);
    try {
      await set(submission.id, { ...submission, state: 'waiting' } satisfies QueueEntry, store);
    } catch {
      // Storage is blocked or full.
      return false;
    }
    setFlag(true);
    return true;
  },

  async remove(id) {
    try {
      await del(id, store);
    } catch {
      // Storage is blocked, so the entry was never there.
      return;
    }
    await announceChange();
  },

  postpone: (id, milliseconds) => updateEntry(id, { notBefore: Date.now() + milliseconds }),

  async list() {
    // Blocked storage has no entries.
    const all = (await entries<string, QueueEntry>(store).catch(() => [])).map(([, entry]) => entry);
    return all.sort((a, b) => a.queuedAt.localeCompare(b.queuedAt));
  },

  sendAll: () => withLock(channel, sendInTurn, { ifAvailable: true }),

  watch(onChange) {
    const stop = new AbortController();
    const { signal } = stop;
    const read = () => void queue.list().then((all) => signal.aborted || onChange(all));
    const sendAll = () => void queue.sendAll();
    // Tries under way may have begun without a connection and fail yet.
    const sendAfterOthers = () => void withLock(channel, sendInTurn);
    const others = new BroadcastChannel(channel);
    others.addEventListener('message', read, { signal });
    addEventListener(channel, read, { signal });
    addEventListener('online', sendAfterOthers, { signal });
    document.addEventListener('visibilitychange', sendAll, { signal });
    const timer = setInterval(sendAll, interval);
    signal.addEventListener('abort', () => {
      clearInterval(timer);
      others.close();
    });
    read();
    sendAll();
    return () => stop.abort();
  },
};

/** Tries each waiting submission once, but not one that a form is sending. */
async function sendInTurn(): Promise<void> {
  for (const { id } of await queue.list()) await withLock(`sending ${id}`, () => sendOne(id), { ifAvailable: true });
}

async function sendOne(id: string): Promise<void> {
  const entry = await get<QueueEntry>(id, store);
  if (entry?.state !== 'waiting') return;
  if (Date.now() - Date.parse(entry.queuedAt) > queueLife) return updateEntry(id, { state: 'expired' });
  if ((entry.notBefore ?? 0) > Date.now()) return;
  const answer = await attempt(entry.url, { ...entry.body, queued_at: entry.queuedAt });
  switch (answer.kind) {
    case 'stored':
      deleteSentDraft(entry);
      return updateEntry(id, { state: 'sent', next: answer.next });
    case 'refused':
      return updateEntry(id, { state: 'refused', reason: answer.errors.map(({ message }) => message).join('. ') });
    case 'again':
      if (answer.after !== undefined) await queue.postpone(id, answer.after);
  }
}

/** Deletes the draft of a sent submission, as it would look unsent. Leaves a draft that was changed later. */
function deleteSentDraft({ draft, queuedAt }: QueuedSubmission): void {
  try {
    const { savedAt } = JSON.parse(localStorage.getItem(draft) ?? '{}') as { savedAt?: string };
    if (savedAt !== undefined && savedAt <= queuedAt) localStorage.removeItem(draft);
  } catch {
    // Storage is blocked, so there is no draft.
  }
}

/** Adds `changes` to an entry, unless it was deleted in the meantime. */
async function updateEntry(id: string, changes: object): Promise<void> {
  await store('readwrite', (kept) => {
    const found = kept.get(id) as IDBRequest<QueueEntry | undefined>;
    found.onsuccess = () => found.result && kept.put({ ...found.result, ...changes }, id);
    return promisifyRequest(kept.transaction);
  });
  await announceChange();
}

async function announceChange(): Promise<void> {
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
    // Storage is blocked: only the forms' pages look into the queue.
  }
}
