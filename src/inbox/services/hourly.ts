import { minute, type Clock } from '../clock.ts';
import { mostBackMs } from '../stores/judge-clock.ts';
import type { Log } from '../log.ts';
import type { ClockState, Store } from '../stores/store.ts';

export interface Hourly {
  store: Pick<Store, 'seeClock' | 'claimChore' | 'finishChore' | 'forgetChore'>;
  clock: Clock;
  log: Log;
}

export interface Chore {
  name: string;
  /** @param stopping aborts when the server stops, so that long work is broken off */
  work: (stopping: AbortSignal) => Promise<void>;
}

/** Less than an hour, so that a timer that fires a little early still counts. */
const nearlyAnHour = 55 * minute;
/** A chore that is not done after this time was cut off. */
const longestMs = 30 * minute;
const everyMs = minute;
/**
 * Milliseconds from the start to the first look. Browsers that waited for the server send at once, and the first answers
 * of a process are its slowest; a backup at the same time would make them wait longer.
 */
const firstMs = 2_000;

/** Does a chore if an hour has passed since any process on the database did it. A chore that failed is due again. */
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

/** Checks the clock and logs when it has jumped. */
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
 * Checks the clock every minute and does the chores that are due, one after the other. Returns a function that stops
 * this and resolves when the running chore is done or was broken off.
 * @param always work to do every minute
 * @param tidy work to do every minute while the clock is trusted
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
      const { seenAt, doubt } = await lookAtClock(hourly);
      // The instant that was checked: the clock may have jumped since.
      if (!doubt) tidy(new Date(seenAt));
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
  timer = setTimeout(go, firstMs);
  return async () => {
    ending.abort();
    clearTimeout(timer);
    await round;
  };
}
