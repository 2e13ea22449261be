import { importWithRetry } from '../../import-with-retry.ts';
import { know } from '../steps/rule-context.ts';
import type * as deferred from './deferred.tsx';
import { useEffect, useState } from 'preact/hooks';

export type Deferred = typeof deferred;

let loading: Promise<Deferred | undefined> | undefined;

/** Loads the deferred parts. Resolves with undefined when they cannot be loaded; the next call tries again. */
export function loadDeferred(): Promise<Deferred | undefined> {
  loading ??= importWithRetry(() => import('./deferred.tsx')).then(
    (deferred) => {
      know({ causes: deferred.causes, dates: deferred.dates });
      return deferred;
    },
    () => {
      loading = undefined;
      return undefined;
    },
  );
  return loading;
}

/** Returns the deferred parts to a component; undefined until they are wanted and loaded. Each new `reason` tries again to load them. */
export function useDeferred(isWanted: boolean, reason: unknown): Deferred | undefined {
  const [deferred, setLater] = useState<Deferred>();
  useEffect(() => {
    if (isWanted && !deferred) void loadDeferred().then(setLater);
  }, [isWanted, deferred, reason]);
  return deferred;
}
