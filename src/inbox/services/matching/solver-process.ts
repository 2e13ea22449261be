/** The program of the process in which `solver.ts` proposes rounds. The server ends it, and it ends with the server. */
import { constants, setPriority } from 'node:os';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { second } from '../../clock.ts';
import { mapInTurns } from '../../map-in-turns.ts';
import type { MatchingRound } from './matching-round.ts';

if (isMainThread) {
  // Submissions come first where there are few processors.
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  process.on('disconnect', () => process.exit());
  process.on('message', (rounds: MatchingRound[]) => {
    // Loaded here, because the second thread needs none of it.
    void import('./propose.ts')
      .then(({ proposeRound }) => mapInTurns(rounds, proposeRound))
      .then((proposals) => process.send!(proposals));
  });
  // A long round lets no event through, so a second thread looks whether the server is there.
  new Worker(new URL(import.meta.url), { workerData: process.ppid }).unref();
} else {
  setInterval(() => {
    if (process.ppid !== workerData) process.kill(process.pid, 'SIGKILL');
  }, second);
}
