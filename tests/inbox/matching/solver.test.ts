import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { constants, getPriority } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { proposeRound } from '#inbox/services/matching/propose.ts';
import { solveRounds, NoProposal } from '#inbox/services/matching/solver.ts';
import { madeUpRound } from './made-up-round.ts';

describe('the solver process', () => {
  it('proposes the same as without a process of its own, for each round', async () => {
    const rounds = [madeUpRound(1, 30, 20), madeUpRound(2, 10, 12)];
    expect(await solveRounds(rounds)).toEqual(rounds.map((round) => proposeRound(round)));
  });

  it('is stopped at the time limit', async () => {
    await expect(solveRounds([madeUpRound(1, 900, 600)], 20)).rejects.toThrow(NoProposal);
  });

  it.runIf(process.platform === 'linux')(
    'is one at a time, and each asker gets the answer to their own rounds',
    async () => {
      const rounds = [1, 2, 3].map((seed) => madeUpRound(seed, 200, 150));
      let most = 0;
      const watch = setInterval(() => (most = Math.max(most, solverProcesses().length)), 5);
      const proposals = await Promise.all(rounds.map((round) => solveRounds([round], 100_000)));
      clearInterval(watch);
      expect(proposals).toEqual(rounds.map((round) => [proposeRound(round)]));
      expect(most).toBe(1);
    },
  );

  it('counts the wait for others in the time limit', async () => {
    const first = solveRounds([madeUpRound(1, 900, 600)], 200);
    const second = solveRounds([madeUpRound(2, 900, 600)], 200);
    await expect(first).rejects.toThrow(NoProposal);
    await expect(second).rejects.toThrow('No proposal was found within 0.2 seconds.');
  });

  it.runIf(process.platform === 'linux')('says that the machine stopped it, and works again', async () => {
    const solving = solveRounds([madeUpRound(1, 900, 600)]);
    const refused = expect(solving).rejects.toThrow(
      new NoProposal('The machine stopped the work on the proposal, as it does when memory is short.'),
    );
    process.kill(await solverOf('self'), 'SIGKILL');
    await refused;
    expect(await solveRounds([madeUpRound(1, 3, 3)])).toHaveLength(1);
  });

  it.runIf(process.platform === 'linux').each([
    ['between two rounds', 'Array(100).fill(madeUpRound(1, 400, 300))'],
    ['within a round that takes long', '[madeUpRound(1, 3000, 2500)]'],
  ])('ends with a server that is killed %s', async (_, rounds) => {
    const load = (file: string) => JSON.stringify(import.meta.resolve(file));
    const server = spawn(process.execPath, [
      '--eval',
      `import { solveRounds } from ${load('#inbox/services/matching/solver.ts')};
      import { madeUpRound } from ${load('./made-up-round.ts')};
      await solveRounds(${rounds}, 300_000);`,
    ]);
    const solver = await solverOf(server.pid!);
    await vi.waitFor(() => expect(processorSeconds(solver)).toBeGreaterThan(0.5), { timeout: 30_000 });
    server.kill('SIGKILL');
    await vi.waitFor(() => expect(commandOf(solver)).toBe(''), { timeout: 10_000 });
  });

  it('says that the machine could not start it', async () => {
    const { execPath } = process;
    onTestFinished(() => void (process.execPath = execPath));
    process.execPath = '/nowhere/node';
    const solving = solveRounds([madeUpRound(1, 3, 3)]);
    await expect(solving).rejects.toThrow(new NoProposal('The machine could not start the work on a proposal.'));
  });

  it.runIf(process.platform === 'linux')('leaves the processor to the server, and ends with its answer', async () => {
    const isLower = (pid: number) => getPriority(pid) === constants.priority.PRIORITY_BELOW_NORMAL;
    const solving = solveRounds([madeUpRound(1, 500, 300)]);
    await vi.waitFor(() => expect(solverProcesses().some(isLower)).toBe(true), { timeout: 30_000, interval: 5 });
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

/** Returns the solvers that a process has started (the files `children` and `cmdline` of proc_pid(5)). */
const solverProcesses = (parent: number | 'self' = 'self'): number[] =>
  readdirSync(`/proc/${parent}/task`)
    .flatMap((thread) => readFileSync(`/proc/${parent}/task/${thread}/children`, 'utf8').match(/\d+/g) ?? [])
    .map(Number)
    .filter((pid) => commandOf(pid).includes('solver-process'));

/** Waits for a process to start a solver. */
const solverOf = (parent: number | 'self'): Promise<number> =>
  vi.waitFor(
    () => {
      const [solver] = solverProcesses(parent);
      assert(solver);
      return solver;
    },
    { timeout: 30_000, interval: 5 },
  );

/** Returns for how long a process has worked, in seconds (the field `utime` of proc_pid_stat(5)). */
const processorSeconds = (pid: number): number =>
  Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ')[13]) / 100;

/** Returns a process's command, or nothing if it has ended since. */
const commandOf = (pid: number): string => {
  const file = `/proc/${pid}/cmdline`;
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
};
