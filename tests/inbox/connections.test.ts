import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import { serializeRequests, mostWaiting } from '#inbox/server/serialize-requests.ts';
import { limitConnections } from '#inbox/server/connection-limit.ts';
import { openRaw } from './support/raw-connection.ts';
import { openSlow } from './support/slow-clients.ts';

const most = 5;

/**
 * Starts a server with five places. `/slow` is answered when `finish` is called; `reached` resolves when enough
 * requests for it wait.
 */
async function startServer() {
  const { promise: finished, resolve: finish } = Promise.withResolvers<undefined>();
  const { promise: reached, resolve: reach } = Promise.withResolvers<undefined>();
  let asking = 0;
  const server = createServer((request, response) => {
    request.resume();
    if (request.url === '/slow' && (asking += 1) === most) reach(undefined);
    void (request.url === '/slow' ? finished : Promise.resolve()).then(() => response.end('answered'));
  });
  limitConnections(server, most);
  return { address: await listening(server), finish, reached };
}

async function listening(server: Server): Promise<URL> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

it.each(['headers', 'body'] as const)(
  'accepts others while slow clients, by their %s, take every place',
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

it('never closes a connection whose request is being answered', async () => {
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

/**
 * Starts a server that answers with the requested address when `finish` is called; `began` lists the requests it has
 * started.
 */
async function startInTurn() {
  const began: string[] = [];
  const { promise: finished, resolve: finish } = Promise.withResolvers<undefined>();
  const answer: RequestListener = ({ url }, response) => {
    began.push(url!);
    void finished.then(() => response.end(url));
  };
  const address = await listening(createServer(serializeRequests(answer)));
  return { address, began, finish };
}

it('works on one request of a connection at a time, and answers all in order', async () => {
  const { address, began, finish } = await startInTurn();
  const get = (path: string, more = '') => `GET ${path} HTTP/1.1\r\nHost: ${address.host}\r\n${more}\r\n`;
  const many = await openRaw(address);
  many.socket.write(get('/1') + get('/2') + get('/3', 'Connection: close\r\n'));
  const other = await openRaw(address);
  other.socket.write(get('/other', 'Connection: close\r\n'));
  await vi.waitFor(() => expect(began).toContain('/other'));
  expect(began).toEqual(['/1', '/other']);
  finish(undefined);
  await Promise.all([many.closed, other.closed]);
  expect(began).toEqual(['/1', '/other', '/2', '/3']);
  expect(many.received().match(/^\/\d/gm)).toEqual(['/1', '/2', '/3']);
});

it('starts no request of a closed connection', async () => {
  const { address, began, finish } = await startInTurn();
  const gone = await openRaw(address);
  gone.socket.write(`GET /1 HTTP/1.1\r\nHost: ${address.host}\r\n\r\n`.repeat(3));
  await vi.waitFor(() => expect(began).toEqual(['/1']));
  gone.socket.destroy();
  await gone.closed;
  finish(undefined);
  expect(await (await fetch(new URL('/after', address))).text()).toBe('/after');
  expect(began).toEqual(['/1', '/after']);
});

it('closes a connection with more waiting requests than anyone sends ahead, and no other', async () => {
  const { address, began, finish } = await startInTurn();
  const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: ${address.host}\r\n\r\n`;
  const patient = await openRaw(address);
  patient.socket.write(
    get('/patient').repeat(mostWaiting) + get('/last').replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'),
  );
  await vi.waitFor(() => expect(began).toEqual(['/patient']));
  const greedy = await openRaw(address);
  greedy.socket.write(get('/greedy').repeat(mostWaiting + 2));
  await greedy.closed;
  finish(undefined);
  await patient.closed;
  expect(began.filter((path) => path === '/greedy')).toHaveLength(1);
  expect(patient.received().match(/^\/\w+/gm)).toHaveLength(mostWaiting + 1);
});
