import { useEffect, useState } from 'preact/hooks';
import { importWithRetry } from '../../import-with-retry.ts';
import type * as idle from './idle.tsx';

export type Idle = typeof idle;

/** Milliseconds before the idle parts are loaded, so that the form starts first. */
const start = 500;
/** Milliseconds before another try to load them. */
const pause = 5000;

/** Returns the idle parts; undefined until they are loaded. */
export function useIdle(): Idle | undefined {
  const [loaded, setLoaded] = useState<Idle>();
  useEffect(() => {
    const load = () => void importWithRetry(() => import('./idle.tsx')).then(setLoaded, () => setTimeout(load, pause));
    setTimeout(load, start);
  }, []);
  return loaded;
}
