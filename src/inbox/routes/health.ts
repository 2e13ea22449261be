import type { Context } from 'hono';
import type { Store } from '../store.ts';

/** The process runs. */
export const healthz = (c: Context) => c.json({ ok: true });

/** Submissions can be taken: the database is reachable and its tables are those of this version. */
export const readyz = (store: Store) => async (c: Context) => {
  const isReady = await store.isReady().catch(() => false);
  return isReady
    ? c.json({ ok: true })
    : c.json({ ok: false, error: 'The database is not ready.' }, 503, { 'Retry-After': '5' });
};
