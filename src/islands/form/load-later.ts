import { importWithRetry } from './import-with-retry.ts';
import type * as later from './later.tsx';
import { useEffect, useState } from 'preact/hooks';

export type Later = typeof later;

let loading: Promise<Later | undefined> | undefined;

/** The part of the island that comes later; undefined where it cannot be loaded, and then it is asked for again next time. */
export function loadLater(): Promise<Later | undefined> {
  loading ??= importWithRetry(() => import('./later.tsx')).catch(() => {
    loading = undefined;
    return undefined;
  });
  return loading;
}

/** The same for a component: undefined until it is wanted and has come. */
export function useLater(isWanted: boolean): Later | undefined {
  const [later, setLater] = useState<Later>();
  useEffect(() => {
    if (isWanted && !later) void loadLater().then(setLater);
  }, [isWanted, later]);
  return later;
}
