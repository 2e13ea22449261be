import { useEffect, useState } from 'preact/hooks';
import { importWithRetry } from '../../import-with-retry.ts';
import type * as extras from './idle.tsx';

export type Extras = typeof extras;

/** How long the form has for itself before they are asked for, in milliseconds. */
const start = 500;
/** How long it is before they are asked for again, where they could not be loaded, in milliseconds. */
const pause = 5000;

/** The extras, some time after the form works; undefined until then. */
export function useIdle(): Extras | undefined {
  const [loaded, setLoaded] = useState<Extras>();
  useEffect(() => {
    const load = () => void importWithRetry(() => import('./idle.tsx')).then(setLoaded, () => setTimeout(load, pause));
    setTimeout(load, start);
  }, []);
  return loaded;
}
