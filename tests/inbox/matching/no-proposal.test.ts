import { expect, it, vi } from 'vitest';
import type * as Solver from '#inbox/services/matching/solver.ts';
import { openWork } from '../support/work.ts';

vi.mock('#inbox/services/matching/solver.ts', async (original) => {
  const solver = await original<typeof Solver>();
  const solveRounds = () => Promise.reject(new solver.NoProposal('No proposal was found within 30 seconds.'));
  return { ...solver, solveRounds };
});

it('says on every page that needs a proposal why there is none, and that it can be tried again', async () => {
  const work = await openWork('kim');
  await work.from('mentor', { fullName: 'Law Mentor', sectors: 'law' });
  const { submissionId } = await work.from('mentee', { fullName: 'Ada Example', sectors: 'law' });
  const cookie = await work.login('kim');
  const asked = await work.get(`/inbox/match/2026-27/${submissionId}/`, cookie);
  const proposed = await work.save('/inbox/match/2026-27/', { act: 'propose', after: '' });
  for (const response of [asked, proposed])
    expect([response.status, await response.text()]).toEqual([
      503,
      expect.stringMatching(/No proposal was found within 30 seconds\.[^]*Try again when less is going on\./),
    ]);
});
