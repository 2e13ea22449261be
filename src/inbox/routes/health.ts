import type { Context } from 'hono';
import type { Store } from '../stores/store.ts';

/** Answers that the process runs. */
export const healthz = (c: Context) => c.json({ ok: true });

/**
 * Answers whether submissions can be stored: the database can be written to and its tables are those of this version.
 */
export const readyz = (isReady: () => Promise<boolean>) => async (c: Context) =>
  (await isReady())
    ? c.json({ ok: true })
    : c.json({ ok: false, error: 'The database takes nothing: it is away, locked, or its disk is full.' }, 503, {
        'Retry-After': '5',
      });

/** Milliseconds for which a result is reused, because each check writes and anyone may ask. */
const standsMs = 1_000;

/** Returns a function that checks whether the store is ready, once for all who ask at the same time. */
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
