/**
 * Does the work while no other page of the site does work of this name; with `ifAvailable`, not at all where one does. Where a browser
 * refuses locks, as it does with all storage blocked, the work is done without: then pages share nothing.
 */
export async function withLock<T>(name: string, work: () => Promise<T>, options: LockOptions = {}) {
  let begun: Promise<T> | undefined;
  try {
    return await navigator.locks.request(name, options, (lock) => (lock ? (begun = work()) : undefined));
  } catch {
    // Refused, or missing where a site is tried over plain HTTP; else it is the work that failed.
    return begun ?? work();
  }
}
