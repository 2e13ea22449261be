import { hour, minute, type Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store.ts';

interface Hourly {
  store: Pick<Store, 'claimChore' | 'forgetChore'>;
  clock: Clock;
  log: Log;
}

/** A timer that comes a little early still counts as an hour later. */
const nearlyAnHour = 55 * minute;

/** Does a chore when it was last done an hour ago, whichever process on the same database did it; one that failed is due again. */
export async function doIfDue(name: string, { store, clock, log }: Hourly, chore: () => Promise<void>): Promise<void> {
  try {
    const now = clock();
    const notSince = new Date(now.getTime() - nearlyAnHour).toISOString();
    if (!(await store.claimChore(name, now.toISOString(), notSince))) return;
    try {
      await chore();
    } catch (error) {
      await store.forgetChore(name);
      throw error;
    }
  } catch (error) {
    log.error({ err: error, chore: name }, 'an hourly chore failed');
  }
}

/** Looks at once and every hour whether a chore is due. Gives what ends it. */
export function everyHour(name: string, hourly: Hourly, chore: () => Promise<void>): () => void {
  const go = () => void doIfDue(name, hourly, chore);
  const timer = setInterval(go, hour);
  go();
  return () => clearInterval(timer);
}
