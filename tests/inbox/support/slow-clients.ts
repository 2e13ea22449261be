import { openRaw, postHead, type RawConnection } from './raw-connection.ts';

/** The parts of an exchange that a client can delay for ever. */
export const slowKinds = ['headers', 'body', 'reading'] as const;
export type SlowKind = (typeof slowKinds)[number];

/** Milliseconds between single bytes. */
const dripMs = 500;

/** Requests more of the largest file than a connection's buffers can take, and reads none of it. */
const unread = (address: URL) => `GET /rss.xml HTTP/1.1\r\nHost: ${address.host}\r\n\r\n`.repeat(16);

/**
 * Opens connections that keep the server waiting.
 * @returns the connections, and a function that closes those that are left
 */
export async function openSlow(address: URL, kind: SlowKind, count: number) {
  const clients = await Promise.all(Array.from({ length: count }, () => openRaw(address)));
  for (const { socket } of clients) {
    if (kind === 'reading') {
      socket.pause();
      socket.write(unread(address));
    } else if (kind === 'body') socket.write(`${postHead(address, 'Content-Length: 500')}{"fullName":"`);
    else socket.write(`POST /f/ask HTTP/1.1\r\nHost: ${address.host}\r\nX-Slow: `);
  }
  const drip = setInterval(() => {
    // A client that reads nothing notices the end only when it writes.
    for (const { socket } of clients) if (socket.writable) socket.write('a');
  }, dripMs);
  return {
    clients: clients as readonly RawConnection[],
    end: () => {
      clearInterval(drip);
      for (const { socket } of clients) socket.destroy();
    },
  };
}
