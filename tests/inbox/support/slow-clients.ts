import { openRaw, postHead, type RawConnection } from './raw-connection.ts';

/** The parts of an exchange that a client can draw out for ever. */
export const slowKinds = ['headers', 'body', 'reading'] as const;
export type SlowKind = (typeof slowKinds)[number];

/** How often each says one letter more (ms). */
const dripMs = 500;

/** More of the largest file than the buffers of a connection hold, none of which is read. */
const unread = (address: URL) => `GET /rss.xml HTTP/1.1\r\nHost: ${address.host}\r\n\r\n`.repeat(16);

/**
 * Opens so many connections that keep the server waiting.
 * @returns each of them, and what lets go of those that are left
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
    // Who reads nothing hears of the end only by saying something.
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
