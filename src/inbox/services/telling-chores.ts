/** The hourly chores that write to people. */
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Store } from '../stores/store.ts';
import { askCheckIns, checkInsChore, type CheckInSource } from './check-ins.ts';
import { lookAtClock, type Chore } from './hourly.ts';
import { moveQuestionsOn, questionsChore } from './questions/move-on.ts';
import { moveOffersOn, offersChore, type OfferSource } from './offers.ts';
import { askToStay, stayingChore } from './staying.ts';

export interface TellingSource extends OfferSource, CheckInSource {
  clock: Clock;
  log: Log;
}

export const tellingChores = (source: TellingSource): Chore[] =>
  [
    { name: offersChore, work: () => moveOffersOn(source, source.clock()) },
    { name: questionsChore, work: () => moveQuestionsOn(source, source.clock()) },
    { name: checkInsChore, work: () => askCheckIns(source, source.clock()) },
    { name: stayingChore, work: () => askToStay(source, source.clock()) },
  ].map(({ name, work }) => ({
    name,
    work: async () => {
      if (await mayTell(source)) await work();
      // It goes on when staff say so, not within an hour after.
      else await source.store.forgetChore(name);
    },
  }));

/** After a mentor said no or left, the next mentor is asked within a minute, not within the hour. */
export async function askOnSoon(store: Store): Promise<void> {
  for (const chore of [offersChore, questionsChore]) await store.forgetChore(chore);
}

/** False while the clock may be wrong, or after a restore, which may have lost the record of who was told. */
const mayTell = async (source: TellingSource) =>
  (await source.store.restoredAt()) === undefined && (await lookAtClock(source)).doubt === null;
