import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { PostedAnswers } from '../../tests/inbox/support/answers.ts';

export interface Reply {
  status: number;
  bytes: number;
}

/** Connections that stay open; each sends one request at a time. */
export interface Connections {
  /** Sends on the first free connection. @throws if the server disconnects */
  ask(request: string): Promise<Reply>;
  close(): void;
}

interface Line {
  socket: Socket;
  settle?: { resolve: (reply: Reply) => void; reject: (reason: Error) => void };
}

/**
 * A client that uses little processor time beside the server that it measures. It reads answers with a length or
 * without a body, which is what servers of files and short JSON send.
 */
export async function connectAll(address: URL, count: number): Promise<Connections> {
  const free: Line[] = [];
  const waiting: ((line: Line) => void)[] = [];
  let isClosed = false;
  const release = (line: Line) => {
    const next = waiting.shift();
    if (next) next(line);
    else free.push(line);
  };
  const open = async (): Promise<Line> => {
    const socket = connect(Number(address.port), address.hostname);
    const line: Line = { socket };
    socket.setNoDelay(true);
    readReplies(line);
    socket.on('error', () => undefined);
    // A server closes idle connections after a while; a new one replaces each.
    socket.on('close', () => {
      line.settle?.reject(new Error('The server hung up.'));
      const at = free.indexOf(line);
      if (at >= 0) free.splice(at, 1);
      if (!isClosed) void open().then(release, () => undefined);
    });
    await once(socket, 'connect');
    return line;
  };
  const lines = await Promise.all(Array.from({ length: count }, open));
  free.push(...lines);
  return {
    async ask(request) {
      // In turn, so that none is idle until the server closes it.
      const line = free.shift() ?? (await new Promise<Line>((resolve) => waiting.push(resolve)));
      const { promise, resolve, reject } = Promise.withResolvers<Reply>();
      line.settle = { resolve, reject };
      line.socket.write(request);
      const reply = await promise;
      release(line);
      return reply;
    },
    close() {
      isClosed = true;
      for (const { socket } of free) socket.destroy();
    },
  };
}

function readReplies(line: Line): void {
  let held: Buffer = Buffer.alloc(0);
  line.socket.on('data', (chunk: Buffer) => {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    const end = held.indexOf('\r\n\r\n');
    if (end < 0) return;
    const head = held.toString('latin1', 0, end);
    const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
    if (held.length < end + 4 + length) return;
    const reply = { status: Number(head.slice(9, 12)), bytes: held.length };
    held = Buffer.alloc(0);
    const { settle } = line;
    delete line.settle;
    settle?.resolve(reply);
  });
}

/** Returns a post of answers as JSON, as bytes on the wire. */
export function postBytes(address: URL, path: string, answers: PostedAnswers): string {
  const body = JSON.stringify(answers);
  return [
    `POST ${path} HTTP/1.1`,
    `Host: ${address.host}`,
    'Accept: application/json',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');
}

/** Returns the value below which this share of the values is. */
export const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;
