/** Shows and sends what a form left waiting on this device. The mark is set by islands/form/queue.ts; without it nothing is loaded. */
export function emptyQueue(): void {
  try {
    if (localStorage.getItem('forms-queue') === null) return;
  } catch {
    // Storage is blocked: nothing waits.
    return;
  }
  void import('../islands/form/QueueNotices.tsx').then(({ showQueue }) => showQueue());
}
