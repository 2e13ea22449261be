import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Accepts a new connection when `most` are open by closing the one that has been idle longest, so that deliberately
 * slow clients cannot keep others out. A connection whose request is being answered is never closed.
 */
export function limitConnections(server: Server, most: number): void {
  /** The latest response of each connection; the connection whose latest request (or opening) is oldest comes first. */
  const open = new Map<Socket, ServerResponse | undefined>();
  server.on('connection', (socket: Socket) => {
    if (open.size >= most) cutLongest(open);
    open.set(socket, undefined);
    socket.once('close', () => open.delete(socket));
  });
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    if (!open.delete(socket)) return;
    open.set(socket, response);
  });
}

function cutLongest(open: ReadonlyMap<Socket, ServerResponse | undefined>): void {
  for (const [socket, response] of open) {
    if (response && isAtWork(response)) continue;
    socket.destroy();
    return;
  }
}

/** True if the whole request has arrived and its answer is not fully written. */
const isAtWork = (response: ServerResponse) => response.req.complete && !response.writableEnded;
