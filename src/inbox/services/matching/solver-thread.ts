/** The program of the thread in which `solver.ts` proposes a round. */
import { parentPort, workerData } from 'node:worker_threads';
import type { MatchingRound } from './matching-round.ts';
import { proposeRound } from './propose.ts';

parentPort!.postMessage((workerData as MatchingRound[]).map((round) => proposeRound(round)));
