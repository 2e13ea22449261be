import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { serverPageHeaders } from '#src/headers.ts';
import { createHttpServer } from '#inbox/server/http-server.ts';
import * as inbox from '../../support/inbox-process.ts';
import type { TestInbox } from './inbox.ts';

/** Serves the app on a free port of this machine and returns its address. */
export async function listen({ app }: Pick<TestInbox, 'app'>): Promise<URL> {
  const server = createHttpServer(app, serverPageHeaders({ tls: false, base: '' }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return new URL(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
}

export { inboxSources, type RunningInbox } from '../../support/inbox-process.ts';

/** Starts the inbox in a process of its own, which ends with the test, or when `atEnd` says. */
export const startInbox = (
  folder: string,
  settings: Record<string, string> = {},
  atEnd: (end: () => void) => void = onTestFinished,
  entry?: string,
): Promise<inbox.RunningInbox> => inbox.startInbox(folder, settings, atEnd, entry);
