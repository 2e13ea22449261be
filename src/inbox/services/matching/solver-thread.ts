/** The program of the thread in which `solver.ts` proposes a round. */
import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import type { MatchingRound } from './matching-round.ts';
import { proposeRound } from './propose.ts';

// Submissions come first where there are few processors. Only on Linux has a thread its own priority: elsewhere this would be the server's.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

parentPort!.postMessage((workerData as MatchingRound[]).map((round) => proposeRound(round)));
