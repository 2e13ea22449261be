import type { Context } from 'hono';
import type { Store } from '../stores/types/store.ts';

/** The process runs. */
export const healthz = (c: Context) => c.json({ ok: true });

/** Submissions can be taken: the database takes what is written, and its tables are those of this version. */
export const readyz = (isReady: () => Promise<boolean>) => async (c: Context) =>
  (await isReady())
    ? c.json({ ok: true })
    : c.json({ ok: false, error: 'The database takes nothing: it is away, locked, or its disk is full.' }, 503, {
        'Retry-After': '5',
      });

/** For so long an answer stands, since each look is a write and anyone may ask. */
const standsMs = 1_000;

/** Whether the store is ready, looked at once for all who ask at the same time. */
export function readiness(store: Pick<Store, 'isReady'>): () => Promise<boolean> {
  let latest: Promise<boolean> | undefined;
  return () => {
    latest ??= store
      .isReady()
      .catch(() => false)
      .finally(() => setTimeout(() => (latest = undefined), standsMs).unref());
    return latest;
  };
}
