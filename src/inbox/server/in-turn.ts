import type { RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Answers one request of a connection at a time. HTTP lets a client send many without waiting, and Node would have all of them worked on
 * before those of other clients, although it sends their answers one after the other.
 */
export function inTurn(answer: RequestListener): RequestListener {
  const latest = new WeakMap<Socket, ServerResponse>();
  return (request, response) => {
    const { socket } = request;
    const before = latest.get(socket);
    latest.set(socket, response);
    if (!before || before.closed) answer(request, response);
    // A connection that ended meanwhile wants no answer.
    else before.once('close', () => socket.destroyed || answer(request, response));
  };
}
