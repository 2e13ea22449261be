import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { keepRoom } from '#inbox/server/keep-room.ts';
import { openRaw } from './support/raw-connection.ts';
import { openSlow } from './support/slow-clients.ts';

const most = 5;

/** A server with room for five, on which `/slow` is answered when `finish` is called, and `reached` when so many ask for it. */
async function startServer() {
  const { promise: finished, resolve: finish } = Promise.withResolvers<undefined>();
  const { promise: reached, resolve: reach } = Promise.withResolvers<undefined>();
  let asking = 0;
  const server = createServer((request, response) => {
    request.resume();
    if (request.url === '/slow' && (asking += 1) === most) reach(undefined);
    void (request.url === '/slow' ? finished : Promise.resolve()).then(() => response.end('answered'));
  });
  keepRoom(server, most);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { address: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), finish, reached };
}

it.each(['headers', 'body'] as const)(
  'lets others in while slow clients, by their %s, hold every place',
  async (kind) => {
    const { address } = await startServer();
    const slow = await openSlow(address, kind, most);
    onTestFinished(slow.end);
    for (let honest = 0; honest < 3; honest += 1) {
      const response = await fetch(address, { headers: { Connection: 'close' } });
      expect(await response.text()).toBe('answered');
    }
    expect(slow.clients.filter(({ socket }) => socket.closed).length).toBeGreaterThan(0);
  },
);

it('cuts off nobody whose request is being worked on', async () => {
  const { address, finish, reached } = await startServer();
  const working = await Promise.all(
    Array.from({ length: most }, async () => {
      const connection = await openRaw(address);
      connection.socket.write(`GET /slow HTTP/1.1\r\nHost: ${address.host}\r\nConnection: close\r\n\r\n`);
      return connection;
    }),
  );
  await reached;
  expect(await (await fetch(address)).text()).toBe('answered');
  finish(undefined);
  await Promise.all(working.map(({ closed }) => closed));
  expect(working.filter(({ received }) => received().endsWith('answered'))).toHaveLength(most);
});
