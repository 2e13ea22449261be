import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Lets a newcomer in where so many connections are open already: the one on which nothing has begun for longest is cut off, so that
 * clients who are slow on purpose cannot keep others out. One whose request is being worked on is spared.
 */
export function limitConnections(server: Server, most: number): void {
  /** The latest answer on each connection; those first on which a request, or the connection, began longest ago. */
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

/** The whole request is here, and not all of its answer is written. */
const isAtWork = (response: ServerResponse) => response.req.complete && !response.writableEnded;
