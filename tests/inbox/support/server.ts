import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { serverPageHeaders } from '#src/headers.ts';
import { createHttpServer } from '#inbox/server/http-server.ts';
import type { TestInbox } from './inbox.ts';

/** Puts the app behind the real HTTP server on a free port of this machine; gives its address. */
export async function listen({ app }: Pick<TestInbox, 'app'>): Promise<URL> {
  const server = createHttpServer(app, serverPageHeaders({ tls: false }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return new URL(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
}

export interface RunningInbox {
  process: ChildProcess;
  address: URL;
  /** All it has printed so far. */
  output: () => string;
}

/** Starts `src/inbox/main.ts` as people do, with its data in this folder. It ends with the test, or when `atEnd` says. */
export async function startInbox(
  folder: string,
  settings: Record<string, string> = {},
  atEnd: (end: () => void) => void = onTestFinished,
): Promise<RunningInbox> {
  const child = spawn(process.execPath, ['src/inbox/main.ts'], {
    env: {
      PATH: process.env['PATH'],
      HOST: '127.0.0.1',
      PORT: '0',
      CLOCK: '2027-01-15T12:00:00Z',
      INBOX_DATABASE: `file:${join(folder, 'data/inbox.sqlite')}`,
      INBOX_KEY_FILE: join(folder, 'keys/inbox.key'),
      INBOX_RATE_LIMIT: 'off',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  atEnd(() => void child.kill('SIGKILL'));
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const address = await new Promise<URL>((resolve, reject) => {
    child.stdout.on('data', () => {
      const found = /Listening on (http:\/\/\S+)/.exec(output)?.[1];
      if (found) resolve(new URL(found));
    });
    child.on('exit', () => reject(new Error(`The inbox did not start:\n${output}`)));
  });
  return { process: child, address, output: () => output };
}
