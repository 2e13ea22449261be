import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { proposeRound } from '#inbox/services/matching/propose.ts';
import { solveRounds, SolverTimeout } from '#inbox/services/matching/solver.ts';
import { madeUpRound } from './made-up-round.ts';

describe('the solver thread', () => {
  it('proposes the same as without a thread, for each round', async () => {
    const rounds = [madeUpRound(1, 30, 20), madeUpRound(2, 10, 12)];
    expect(await solveRounds(rounds)).toEqual(rounds.map((round) => proposeRound(round)));
  });

  it('is stopped at the time limit', async () => {
    await expect(solveRounds([madeUpRound(1, 900, 600)], 20)).rejects.toThrow(SolverTimeout);
  });

  it.runIf(process.platform === 'linux')('leaves the processor to the thread that takes submissions', async () => {
    const own = niceOf(`${process.pid}`);
    const lower: number[] = [];
    const solved = new AbortController();
    const solving = solveRounds([madeUpRound(1, 500, 300)]).finally(() => solved.abort());
    while (!solved.signal.aborted) {
      const threads = readdirSync('/proc/self/task').map(niceOf);
      lower.push(...threads.filter((nice) => nice > own));
      await setTimeout(1);
    }
    await solving;
    expect(lower).not.toEqual([]);
    expect(niceOf(`${process.pid}`)).toBe(own);
  });

  it('reports an error of the solver', async () => {
    const broken = { ...madeUpRound(1, 3, 3), weights: undefined } as unknown as ReturnType<typeof madeUpRound>;
    await expect(solveRounds([broken])).rejects.toThrow(TypeError);
  });
});

/** Returns by how much a thread of this process gives way to others: field 19 of proc_pid_stat(5), the seventeenth after the name. */
function niceOf(thread: string): number {
  try {
    const stat = readFileSync(`/proc/self/task/${thread}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]);
  } catch {
    // The thread has ended meanwhile.
    return Number.NaN;
  }
}
