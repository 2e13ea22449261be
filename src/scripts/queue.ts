import { importWithRetry } from '../islands/import-with-retry.ts';

/** Shows and sends what a form left waiting on this device. The mark is set by islands/form/queue.ts; without it nothing is loaded. */
export function emptyQueue(): void {
  try {
    if (localStorage.getItem('forms-queue') === null) return;
  } catch {
    // Storage is blocked: nothing waits.
    return;
  }
  const show = () =>
    importWithRetry(() => import('../islands/form/sending/QueueNotices.tsx')).then(
      ({ showQueue }) => showQueue(),
      () => addEventListener('online', () => void show(), { once: true }),
    );
  void show();
}
