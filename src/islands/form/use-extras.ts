import { useEffect, useState } from 'preact/hooks';
import type * as extras from './extras.tsx';

export type Extras = typeof extras;

/** The extras, some time after the form works; undefined until then, and where they cannot be loaded. */
export function useExtras(): Extras | undefined {
  const [loaded, setLoaded] = useState<Extras>();
  useEffect(() => {
    const load = () => void import('./extras.tsx').then(setLoaded, () => undefined);
    // Safari has no idle callback.
    if ('requestIdleCallback' in window) requestIdleCallback(load, { timeout: 2000 });
    else setTimeout(load, 500);
  }, []);
  return loaded;
}
