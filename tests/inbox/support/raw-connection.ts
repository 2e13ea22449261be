import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A connection that can send any bytes. */
export interface RawConnection {
  socket: Socket;
  /** Returns everything received so far. */
  received: () => string;
  /** Resolves when either side has ended it. */
  closed: Promise<unknown>;
}

/** @param from an address of this machine */
export async function openRaw(address: URL, from?: string): Promise<RawConnection> {
  const socket = connect({
    port: Number(address.port),
    host: address.hostname,
    ...(from === undefined ? {} : { localAddress: from }),
  });
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
  socket.on('error', () => undefined);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  await Promise.race([once(socket, 'connect'), closed]);
  return { socket, received: () => text, closed };
}

/** Returns the head of a post to a form, with further lines at its end. */
export const postHead = (address: URL, ...more: string[]): string =>
  [
    'POST /f/ask HTTP/1.1',
    `Host: ${address.host}`,
    'Accept: application/json',
    'Content-Type: application/json',
    ...more,
    '',
    '',
  ].join('\r\n');
