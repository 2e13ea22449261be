import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { second } from '../../clock.ts';
import type { MatchingRound } from './matching-round.ts';
import type { MatchingProposal } from './propose.ts';

/** The machine did not make a proposal: it took longer than the time limit, or there was no room for the work. The message tells staff which. */
export class NoProposal extends Error {}

/** The packed server has the process's program beside it as JavaScript. */
const program = new URL(
  import.meta.url.endsWith('.ts') ? './solver-process.ts' : './solver-process.js',
  import.meta.url,
);

let newest: Promise<unknown> = Promise.resolve();

/**
 * Proposes these rounds in a process of lower priority, so that the server answers others meanwhile. One such process works at a time; the others
 * wait for it. What the process itself says goes where the server's errors go.
 * @throws {NoProposal} after `limitMs`, waiting included; or if the system ends the process or cannot start it
 */
export function solveRounds(rounds: readonly MatchingRound[], limitMs = 30 * second): Promise<MatchingProposal[]> {
  const asked = performance.now();
  const proposals = newest.then(() => {
    const leftMs = Math.ceil(asked + limitMs - performance.now());
    return solve(rounds, Math.max(leftMs, 1), limitMs);
  });
  newest = proposals.catch(() => undefined);
  return proposals;
}

async function solve(rounds: readonly MatchingRound[], leftMs: number, limitMs: number): Promise<MatchingProposal[]> {
  const solver = await startSolver(leftMs);
  const ended = once(solver, 'exit').then(([code]) => {
    if (solver.killed) throw new NoProposal(`No proposal was found within ${limitMs / second} seconds.`);
    if (code === null)
      throw new NoProposal('The machine stopped the work on the proposal, as it does when memory is short.');
    throw new Error(`The solver ended without a proposal, with code ${String(code)}.`);
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
    await Promise.allSettled([ended]);
  }
}

async function startSolver(timeout: number): Promise<ChildProcess> {
  try {
    const solver = fork(program, { serialization: 'advanced', timeout, killSignal: 'SIGKILL' });
    await once(solver, 'spawn');
    return solver;
  } catch (cause) {
    throw new NoProposal('The machine could not start the work on a proposal.', { cause });
  }
}
