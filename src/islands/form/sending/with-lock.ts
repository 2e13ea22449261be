/**
 * Runs the work while holding the site's lock of this name. With `ifAvailable`, skips the work when another page holds the lock. Runs the
 * work without a lock when the browser refuses locks, as it does with all storage blocked: then pages share nothing.
 */
export async function withLock<T>(name: string, work: () => Promise<T>, options: LockOptions = {}) {
  let begun: Promise<T> | undefined;
  try {
    return await navigator.locks.request(name, options, (lock) => (lock ? (begun = work()) : undefined));
  } catch {
    // Locks are refused, or missing on plain HTTP; when the work has begun, its own error is passed on.
    return begun ?? work();
  }
}
