/** Measures durable submissions per second through the whole inbox, beside the smallest possible server. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { answersOf } from '../tests/inbox/support/answers.ts';
import { startInbox } from '../tests/support/inbox-process.ts';
import { connectAll, percentile, postBytes } from './support/connections.ts';
import { processorOf } from './support/process-usage.ts';
import { scoped, type Scope } from './support/scope.ts';
import { judge, median, round } from './support/table.ts';

export const summary =
  'Durable submissions a second beside a bare handler with and without a commit each: [--requests 10000] [--rounds 3] [--connections 64]';

export const isOnStarter = true;

const bare = join(import.meta.dirname, 'submissions/bare.ts');

interface Server {
  address: URL;
  id: number;
}

interface Measured {
  perSecond: number;
  /** Processor time of the server for each submission (ms), which other load affects little. */
  processor: number;
  p50: number;
  p99: number;
}

export async function run(options: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...options],
    options: {
      requests: { type: 'string', default: '10000' },
      rounds: { type: 'string', default: '3' },
      connections: { type: 'string', default: '64' },
    },
  });
  await scoped('submissions', async (scope) => {
    const inbox = await startInbox(scope.folder, { LOG_LEVEL: 'error', CLOCK: '' }, scope.atEnd);
    const servers = {
      'our inbox': { address: inbox.address, id: inbox.process.pid! },
      'bare, one commit each': await startBare(scope, join(scope.folder, 'bare.sqlite')),
      'bare, nothing stored': await startBare(scope),
    };
    const measured = Object.fromEntries(Object.keys(servers).map((name) => [name, [] as Measured[]]));
    // Warms each server up before measuring.
    for (const server of Object.values(servers))
      await measure(server, Number(values.requests), Number(values.connections));
    // Alternates, so that other load on the machine affects all alike.
    for (let turn = 0; turn < Number(values.rounds); turn += 1)
      for (const [name, server] of Object.entries(servers))
        measured[name]!.push(await measure(server, Number(values.requests), Number(values.connections)));
    const middle = Object.entries(measured).map(([name, all]) => [name, middleOf(all)] as const);
    console.log(`${values.requests} submissions on ${values.connections} connections, median of ${values.rounds}:`);
    console.table(Object.fromEntries(middle.map(([name, each]) => [name, shown(each)])));
    const [ours, committing, storeless] = middle.map(([, each]) => each);
    judge('submissions ÷ one commit each', ours!.perSecond / committing!.perSecond, '≥', 2);
    judge('submissions ÷ nothing stored', ours!.perSecond / storeless!.perSecond, '≥', 0.5);
    judge('p99, ms', ours!.p99, '≤', 100);
  });
}

const shown = ({ perSecond, processor, p50, p99 }: Measured) => ({
  'a second': Math.round(perSecond),
  'processor ms each': round(processor),
  'p50 ms': round(p50),
  'p99 ms': round(p99),
});

const middleOf = (all: readonly Measured[]): Measured => ({
  perSecond: median(all.map(({ perSecond }) => perSecond)),
  processor: median(all.map(({ processor }) => processor)),
  p50: median(all.map(({ p50 }) => p50)),
  p99: median(all.map(({ p99 }) => p99)),
});

async function startBare({ atEnd }: Scope, ...database: string[]): Promise<Server> {
  const child = spawn(process.execPath, [bare, ...database], { stdio: ['ignore', 'pipe', 'inherit'] });
  atEnd(() => child.kill('SIGKILL'));
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { address: new URL(line.toString().trim()), id: child.pid! };
}

async function measure({ address, id }: Server, requests: number, connections: number): Promise<Measured> {
  const waiting = Array.from({ length: requests }, () => postBytes(address, '/f/ask', answersOf('ask')));
  const client = await connectAll(address, connections);
  const times: number[] = [];
  const send = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const started = performance.now();
      const { status } = await client.ask(next);
      if (status !== 200) throw new Error(`${address.href} answered ${status}.`);
      times.push(performance.now() - started);
    }
  };
  const [started, before] = [performance.now(), processorOf(id)];
  await Promise.all(Array.from({ length: connections }, send));
  const seconds = (performance.now() - started) / 1_000;
  client.close();
  const processor = ((processorOf(id) - before) / requests) * 1_000;
  return { perSecond: requests / seconds, processor, p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
}
