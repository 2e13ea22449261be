import { startInbox } from '../../tests/support/inbox-process.ts';
import { answersOf } from '../../tests/inbox/support/answers.ts';
import { connectAll, percentile, postBytes } from '../support/connections.ts';
import { memoryOf } from '../support/process-usage.ts';
import { atMost, exactly, type Row } from './row.ts';
import { problemsOf, storedIds } from './stored.ts';

const perSecond = 200;
const minutes = 10;
const tickMs = 50;

export const row: Row = {
  id: 'L1',
  claim: '200 submissions a second for 10 minutes, full sync: no errors, memory flat after minute 2',
  async run(trial) {
    const count = trial.share(perSecond * 60 * minutes);
    const { address, process } = await startInbox(
      trial.folder,
      { ...trial.settings, LOG_LEVEL: 'error', CLOCK: '' },
      trial.atEnd,
    );
    const connections = await connectAll(address, 64);
    trial.atEnd(() => connections.close());
    const times: number[] = [];
    const memory: number[] = [];
    let errors = 0;
    const send = async () => {
      const started = performance.now();
      const { status } = await connections.ask(postBytes(address, '/f/ask', answersOf('ask')));
      times.push(performance.now() - started);
      if (status !== 200) errors += 1;
    };
    const sent: Promise<void>[] = [];
    const started = performance.now();
    while (sent.length < count) {
      const due = Math.min(count, Math.ceil(((performance.now() - started) / 1_000) * perSecond));
      while (sent.length < due) sent.push(send());
      memory.push(memoryOf(process.pid!).own);
      await new Promise((resolve) => setTimeout(resolve, tickMs));
    }
    await Promise.all(sent);
    // The first fifth of the time, two minutes of ten, is the warm-up.
    const warm = memory.slice(Math.floor(memory.length / 5));
    const quarter = Math.max(1, warm.length >> 2);
    console.log(`resident ${memoryOf(process.pid!).now.toFixed(0)} MB with Node's program`);
    console.log(`p50 ${percentile(times, 0.5).toFixed(1)} ms, p99 ${percentile(times, 0.99).toFixed(1)} ms`);
    const [early, late] = [mean(warm.slice(0, quarter)), mean(warm.slice(-quarter))];
    return [
      exactly('acknowledged', count, times.length - errors),
      exactly('errors', 0, errors),
      exactly('rows', count, (await storedIds(trial)).length),
      atMost('memory at the end ÷ after minute 2', 1.1, late / early),
      atMost('memory of its own at the end, MB', 80, late),
      exactly('problems of the database, of what is sealed, of the audit', 0, (await problemsOf(trial)).length),
    ];
  },
};

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
