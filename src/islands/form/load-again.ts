/**
 * Loads a part of the island, given as an arrow that does nothing but import it. Browsers remember that a module could not be loaded and never
 * ask for it a second time under the same address, so after a failure it is asked for under a new one.
 */
export const loadAgain = <T>(load: () => Promise<T>): Promise<T> =>
  load().catch(() => import(/* @vite-ignore */ `${String(load).split(/['"`]/)[1]!}?${Math.random()}`) as Promise<T>);
