import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { second } from '../../clock.ts';
import type { MatchingRound } from './matching-round.ts';
import type { MatchingProposal } from './propose.ts';

/** A proposal took longer than the time limit. */
export class SolverTimeout extends Error {}

/** The packed server has the thread's program beside it as JavaScript. */
const program = new URL(import.meta.url.endsWith('.ts') ? './solver-thread.ts' : './solver-thread.js', import.meta.url);

/**
 * Proposes these rounds in a thread, so that the server answers others meanwhile.
 * @throws {SolverTimeout} after `limitMs`
 */
export async function solveRounds(
  rounds: readonly MatchingRound[],
  limitMs = 30 * second,
): Promise<MatchingProposal[]> {
  const thread = new Worker(program, { workerData: rounds });
  try {
    const [proposals] = (await once(thread, 'message', { signal: AbortSignal.timeout(limitMs) })) as [
      MatchingProposal[],
    ];
    return proposals;
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError')
      throw new SolverTimeout(`No proposal was found within ${limitMs / second} seconds.`, { cause: error });
    throw error;
  } finally {
    await thread.terminate();
  }
}
