/** The program of the process in which `solver.ts` proposes rounds. The server ends it, and it ends with the server. */
import { constants, setPriority } from 'node:os';
import { mapInTurns } from '../../map-in-turns.ts';
import type { MatchingRound } from './matching-round.ts';
import { proposeRound } from './propose.ts';

// Submissions come first where there are few processors.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

process.on('disconnect', () => process.exit());
process.on('message', (rounds: MatchingRound[]) => {
  void mapInTurns(rounds, proposeRound).then((proposals) => process.send!(proposals));
});
