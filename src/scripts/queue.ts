import { importWithRetry } from '../islands/import-with-retry.ts';

/** Loads the notices about queued submissions, which also send them. Loads nothing unless islands/form/sending/queue.ts has set its flag. */
export function sendQueue(): void {
  try {
    if (localStorage.getItem('forms-queue') === null) return;
  } catch {
    // Storage is blocked, so the queue is empty.
    return;
  }
  const show = () =>
    importWithRetry(() => import('../islands/form/sending/QueueNotices.tsx')).then(
      ({ showQueue }) => showQueue(),
      () => addEventListener('online', () => void show(), { once: true }),
    );
  void show();
}
