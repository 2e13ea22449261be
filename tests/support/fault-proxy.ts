import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { seeded } from './seeded.ts';

/**
 * A fault of a submission: the connection ends before the server gets it or after the server stored it; the response is cut off, never
 * arrives, or comes from elsewhere: a gateway's page, or a busy server that asks to wait.
 */
const faults = ['dropped before', 'dropped after', 'cut short', 'reset', 'gateway page', 'busy', 'stalled'] as const;
type Fault = (typeof faults)[number];

export interface FaultProxy {
  address: string;
  /** Number of times each fault was made. */
  made: () => Readonly<Record<Fault, number>>;
  close: () => Promise<void>;
}

interface Options {
  /** Address of the server behind the proxy. */
  target: string;
  /** Share of submissions with a fault, from 0 to 1. */
  rate: number;
  seed: number;
  /** Milliseconds before a stalled connection ends. */
  stall: number;
}

/** Starts a proxy on a free port that forwards all requests and makes faults for a share of the submissions. */
export async function faultProxy({ target, rate, seed, stall }: Options): Promise<FaultProxy> {
  const random = seeded(seed);
  const made = Object.fromEntries(faults.map((fault) => [fault, 0])) as Record<Fault, number>;
  const { origin, hostname, port } = new URL(target);

  const server = createServer((incoming, outgoing) => {
    const isSubmission = incoming.method === 'POST' && incoming.url?.startsWith('/f/') === true;
    const fault = isSubmission && random() < rate ? faults[Math.floor(random() * faults.length)] : undefined;
    if (fault) made[fault] += 1;
    void hand(incoming, outgoing, fault).catch(() => outgoing.destroy());
  });

  async function hand(incoming: IncomingMessage, outgoing: ServerResponse, fault?: Fault): Promise<void> {
    const body = await buffer(incoming);
    const socket = incoming.socket;
    if (fault === 'dropped before') return void socket.destroy();
    if (fault === 'gateway page')
      return void outgoing.writeHead(502, { 'Content-Type': 'text/html' }).end('<h1>Bad gateway</h1>');
    if (fault === 'busy') return void outgoing.writeHead(503, { 'Retry-After': '1' }).end('{"error":"Busy"}');
    const answer = await forward(incoming, body);
    const answered = await buffer(answer);
    switch (fault) {
      case undefined:
        return void outgoing.writeHead(answer.statusCode!, answer.headers).end(answered);
      case 'dropped after':
        return void socket.destroy();
      case 'reset':
        return void socket.resetAndDestroy();
      case 'cut short':
        outgoing.writeHead(answer.statusCode!, { ...answer.headers, 'content-length': answered.length });
        return void outgoing.write(answered.subarray(0, answered.length / 2), () => socket.destroy());
      case 'stalled':
        return void setTimeout(() => socket.destroy(), stall);
    }
  }

  /** Forwards a request as if the browser had sent it to the server directly. */
  function forward({ method, url, headers }: IncomingMessage, body: Buffer): Promise<IncomingMessage> {
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    const own = { ...headers, host: `${hostname}:${port}`, ...(headers.origin ? { origin } : {}) };
    request(new URL(url!, target), { method, headers: own, agent: false }, resolve).once('error', reject).end(body);
    return promise;
  }

  const { promise: listening, resolve } = Promise.withResolvers<undefined>();
  server.listen(0, 'localhost', () => resolve(undefined));
  await listening;
  return {
    address: `http://localhost:${(server.address() as AddressInfo).port}`,
    made: () => made,
    close: () => new Promise((done) => server.close(() => done()).closeAllConnections()),
  };
}
