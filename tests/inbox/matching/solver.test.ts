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

  it('reports an error of the solver', async () => {
    const broken = { ...madeUpRound(1, 3, 3), weights: undefined } as unknown as ReturnType<typeof madeUpRound>;
    await expect(solveRounds([broken])).rejects.toThrow(TypeError);
  });
});
