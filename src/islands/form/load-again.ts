/** Part of the address that a module is asked for again under. */
let times = 0;

/**
 * Loads a part of the island: `loadAgain(() => import('./part.tsx'))`. Browsers remember that a module could not be loaded and never ask
 * for it a second time under the same address, so after a failure it is asked for under a new one.
 */
export const loadAgain = <T>(load: () => Promise<T>): Promise<T> =>
  load().catch(() => import(/* @vite-ignore */ `${/\.[^'"`]+/.exec(String(load))}?${times++}`) as Promise<T>);
