import { fork } from 'node:child_process';
import { once } from 'node:events';
import { second } from '../../clock.ts';
import type { MatchingRound } from './matching-round.ts';
import type { MatchingProposal } from './propose.ts';

/** A proposal took longer than the time limit. */
export class SolverTimeout extends Error {}

/** The packed server has the process's program beside it as JavaScript. */
const program = new URL(
  import.meta.url.endsWith('.ts') ? './solver-process.ts' : './solver-process.js',
  import.meta.url,
);

/**
 * Proposes these rounds in a process of low priority, so that the server answers others meanwhile. What the process itself says goes where the
 * server's errors go.
 * @throws {SolverTimeout} after `limitMs`
 */
export async function solveRounds(
  rounds: readonly MatchingRound[],
  limitMs = 30 * second,
): Promise<MatchingProposal[]> {
  const solver = fork(program, { serialization: 'advanced', timeout: limitMs, killSignal: 'SIGKILL' });
  const ended = once(solver, 'exit').then(([code]) => {
    throw solver.killed
      ? new SolverTimeout(`No proposal was found within ${limitMs / second} seconds.`)
      : new Error(`The solver ended without a proposal, with code ${String(code)}.`);
  });
  const unsent = new Promise<never>((_, reject) => {
    solver.send(rounds, (error) => {
      if (error) reject(error);
    });
  });
  try {
    const [proposals] = (await Promise.race([once(solver, 'message'), ended, unsent])) as [MatchingProposal[]];
    return proposals;
  } finally {
    solver.kill('SIGKILL');
  }
}
