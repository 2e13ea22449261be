import { minute, type Clock } from '../clock.ts';
import { mostBackMs } from '../judge-clock.ts';
import type { Log } from '../log.ts';
import type { ClockState, Store } from '../stores/types/store.ts';

export interface Hourly {
  store: Pick<Store, 'seeClock' | 'claimChore' | 'finishChore' | 'forgetChore'>;
  clock: Clock;
  log: Log;
}

export interface Chore {
  name: string;
  /** @param stopping the server ends: what takes long is broken off */
  work: (stopping: AbortSignal) => Promise<void>;
}

/** A timer that comes a little early still counts as an hour later. */
const nearlyAnHour = 55 * minute;
/** After so long, a chore that is not done was cut off. */
const longestMs = 30 * minute;
const everyMs = minute;

/** Does a chore when it was last done an hour ago, whichever process on the same database did it; one that failed is due again. */
export async function doIfDue(
  { name, work }: Chore,
  { store, clock, log }: Hourly,
  stopping: AbortSignal,
): Promise<void> {
  try {
    const now = clock().getTime();
    const window = {
      at: iso(now),
      notSince: iso(now - nearlyAnHour),
      cutOffSince: iso(now - longestMs),
      notAfter: iso(now + mostBackMs),
    };
    if (!(await store.claimChore(name, window))) return;
    try {
      await work(stopping);
    } catch (error) {
      await store.forgetChore(name);
      throw error;
    }
    await store.finishChore(name, clock().toISOString());
  } catch (error) {
    if (stopping.aborted) log.info({ chore: name }, 'an hourly chore was broken off: the next start does it');
    else log.error({ err: error, chore: name }, 'an hourly chore failed');
  }
}

const iso = (ms: number) => new Date(ms).toISOString();

/** Looks at the clock; says so where it is seen to have moved. */
export async function lookAtClock({
  store,
  clock,
  log,
}: Pick<Hourly, 'clock' | 'log'> & { store: Pick<Store, 'seeClock'> }): Promise<ClockState> {
  const now = clock().toISOString();
  const state = await store.seeClock(now);
  if (state.doubt?.at === now)
    log.warn(
      { from: state.doubt.movedFrom, to: now },
      'the clock moved, or the server was off for long: nothing is erased by age for a day, or until staff confirm the time',
    );
  return state;
}

/**
 * Every minute looks at the clock, and does the chores that are due, one after the other. Gives what ends it, once what is under way is
 * done or broken off.
 * @param always what is done each time
 * @param tidy what is done each time, while the clock is trusted
 */
export function startHourly(
  hourly: Hourly,
  always: () => Promise<void>,
  tidy: (now: Date) => void,
  chores: readonly Chore[],
): () => Promise<void> {
  const ending = new AbortController();
  let round: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout;
  const look = async () => {
    try {
      const { doubt } = await lookAtClock(hourly);
      if (!doubt) tidy(hourly.clock());
    } catch (error) {
      hourly.log.error({ err: error }, 'the clock was not looked at, or old copies not removed');
    }
    await always().catch((error: unknown) => hourly.log.error({ err: error }, 'erasing was not finished'));
    for (const chore of chores) if (!ending.signal.aborted) await doIfDue(chore, hourly, ending.signal);
  };
  const go = () => {
    round = look().finally(() => {
      if (!ending.signal.aborted) timer = setTimeout(go, everyMs);
    });
  };
  timer = setTimeout(go, 0);
  return async () => {
    ending.abort();
    clearTimeout(timer);
    await round;
  };
}
