import { useEffect, useState } from 'preact/hooks';
import { loadAgain } from './load-again.ts';
import type * as extras from './extras.tsx';

export type Extras = typeof extras;

/** How long it is before they are asked for again, where they could not be loaded, in milliseconds. */
const pause = 5000;

/** The extras, some time after the form works; undefined until then. */
export function useExtras(): Extras | undefined {
  const [loaded, setLoaded] = useState<Extras>();
  useEffect(() => {
    const load = () => void loadAgain(() => import('./extras.tsx')).then(setLoaded, () => setTimeout(load, pause));
    // Safari has no idle callback.
    if ('requestIdleCallback' in window) requestIdleCallback(load, { timeout: 2000 });
    else setTimeout(load, 500);
  }, []);
  return loaded;
}
