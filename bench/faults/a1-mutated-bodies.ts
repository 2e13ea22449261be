import { inspect } from 'node:util';
import fc from 'fast-check';
import { keepsContract, mutations, type Mutation } from '../../tests/inbox/support/mutated-bodies.ts';
import { startInbox } from '../../tests/support/inbox-process.ts';
import { memoryOf } from '../support/process-usage.ts';
import { atMost, exactly, type Row } from './row.ts';
import { problemsOf } from './stored.ts';

const atOnce = 16;
/** Bodies from one seed, which is printed if one of them causes a fault. */
const perSeed = 2_000;

export const row: Row = {
  id: 'A1',
  claim: 'Mutated bodies in JSON, urlencoded and multipart: no 5xx, no crash, no hang over 1 s, memory under 256 MiB',
  async run(trial) {
    const count = trial.share(1_000_000);
    const inbox = await startInbox(trial.folder, { ...trial.settings, LOG_LEVEL: 'silent' }, trial.atEnd);
    const made = await mutations();
    const found = { serverErrors: 0, outsideContract: 0, unanswered: 0, slowest: 0 };
    /** Returns what was wrong with the answer, if anything. */
    const post = async ({ form, body, headers }: Mutation): Promise<string | undefined> => {
      const started = performance.now();
      try {
        const url = new URL(`/f/${form}`, inbox.address);
        const response = await fetch(url, { method: 'POST', body, headers, redirect: 'manual' });
        const keeps = await keepsContract(response);
        found.slowest = Math.max(found.slowest, performance.now() - started);
        if (keeps) return undefined;
        if (response.status >= 500) found.serverErrors += 1;
        else found.outsideContract += 1;
        return `answered ${response.status}`;
      } catch (error) {
        found.unanswered += 1;
        return `no answer after ${Math.round(performance.now() - started)} ms: ${inspect(error)}`;
      }
    };
    for (let seed = 0; seed * perSeed < count; seed += 1) {
      const waiting = fc.sample(made, { seed, numRuns: Math.min(perSeed, count - seed * perSeed) });
      const send = async () => {
        for (let next = waiting.pop(); next; next = waiting.pop()) {
          const problem = await post(next);
          if (problem === undefined) continue;
          console.log(`${new Date().toISOString()} seed ${seed}: ${problem}`);
          console.log(next.form, next.headers, next.body.toString('latin1'));
        }
      };
      await Promise.all(Array.from({ length: atOnce }, send));
    }
    return [
      exactly('bodies posted', count, count),
      exactly('answers of 5xx', 0, found.serverErrors),
      exactly('answers outside the contract', 0, found.outsideContract),
      exactly('connections that ended without an answer', 0, found.unanswered),
      exactly('crashes', 0, inbox.process.exitCode === null ? 0 : 1),
      atMost('slowest answer, ms', 1_000, found.slowest),
      atMost('most memory of the server, MB', 268, memoryOf(inbox.process.pid!).peak),
      exactly('problems of the database', 0, (await problemsOf(trial)).length),
    ];
  },
};
