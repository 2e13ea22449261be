import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { constants, getPriority } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { proposeRound } from '#inbox/services/matching/propose.ts';
import { solveRounds, SolverTimeout } from '#inbox/services/matching/solver.ts';
import { madeUpRound } from './made-up-round.ts';

describe('the solver process', () => {
  it('proposes the same as without a process of its own, for each round', async () => {
    const rounds = [madeUpRound(1, 30, 20), madeUpRound(2, 10, 12)];
    expect(await solveRounds(rounds)).toEqual(rounds.map((round) => proposeRound(round)));
  });

  it('is stopped at the time limit', async () => {
    await expect(solveRounds([madeUpRound(1, 900, 600)], 20)).rejects.toThrow(SolverTimeout);
  });

  it.runIf(process.platform === 'linux')('leaves the processor to the server, and ends with its answer', async () => {
    const isLow = (pid: number) => getPriority(pid) === constants.priority.PRIORITY_LOW;
    const solving = solveRounds([madeUpRound(1, 500, 300)]);
    await vi.waitFor(() => expect(solverProcesses().some(isLow)).toBe(true), { timeout: 30_000, interval: 5 });
    await solving;
    await vi.waitFor(() => expect(solverProcesses()).toEqual([]));
  });

  it('reports an error of the solver', async () => {
    const broken = { ...madeUpRound(1, 3, 3), weights: undefined } as unknown as ReturnType<typeof madeUpRound>;
    await expect(solveRounds([broken])).rejects.toThrow('The solver ended without a proposal, with code 1.');
  });

  it.runIf(process.platform === 'linux')('reports rounds that cannot be sent to it, once', async () => {
    const broken = { ...madeUpRound(1, 3, 3), weights: () => 0 } as unknown as ReturnType<typeof madeUpRound>;
    const unhandled = vi.fn();
    process.once('unhandledRejection', unhandled);
    await expect(solveRounds([broken])).rejects.toThrow('could not be cloned');
    await vi.waitFor(() => expect(solverProcesses()).toEqual([]));
    await setImmediate();
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });
});

/** Returns the solvers that this process has started (the files `children` and `cmdline` of proc_pid(5)). Another test's children do not count. */
const solverProcesses = (): number[] =>
  readdirSync('/proc/self/task')
    .flatMap((thread) => readFileSync(`/proc/self/task/${thread}/children`, 'utf8').match(/\d+/g) ?? [])
    .filter((pid) => commandOf(pid).includes('solver-process'))
    .map(Number);

/** Returns a process's command, or nothing if it has ended since. */
const commandOf = (pid: string): string => {
  const file = `/proc/${pid}/cmdline`;
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
};
