import { importWithRetry } from '../../import-with-retry.ts';
import type * as later from './deferred.tsx';
import { useEffect, useState } from 'preact/hooks';

export type Deferred = typeof later;

let loading: Promise<Deferred | undefined> | undefined;

/** The part of the island that comes later; undefined where it cannot be loaded, and then it is asked for again next time. */
export function loadDeferred(): Promise<Deferred | undefined> {
  loading ??= importWithRetry(() => import('./deferred.tsx')).catch(() => {
    loading = undefined;
    return undefined;
  });
  return loading;
}

/** The same for a component: undefined until it is wanted and has come. */
export function useDeferred(isWanted: boolean): Deferred | undefined {
  const [later, setLater] = useState<Deferred>();
  useEffect(() => {
    if (isWanted && !later) void loadDeferred().then(setLater);
  }, [isWanted, later]);
  return later;
}
