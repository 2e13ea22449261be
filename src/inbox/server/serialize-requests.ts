import type { RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** The requests of a connection that are not answered yet. */
interface Queue {
  latest: ServerResponse;
  /** The one before it. */
  previous: ServerResponse | undefined;
  /** Of these, how many nothing is done about yet. */
  waiting: number;
}

const queues = new WeakMap<Socket, Queue>();

/**
 * The answer that a connection waits for to the last request that arrived whole; undefined where there is none. Whoever ends the connection
 * waits for it: what it tells of may be stored.
 */
export function pendingAnswer(socket: Socket): ServerResponse | undefined {
  const { latest, previous } = queues.get(socket) ?? {};
  const isPending = (answer: ServerResponse | undefined) => answer && !answer.closed && answer.req.complete;
  return [latest, previous].find(isPending);
}

/** Far more than any browser or proxy sends ahead. A connection on which more wait is cut off, since each costs memory until it is answered. */
export const mostWaiting = 100;

/**
 * Answers one request of a connection at a time. HTTP lets a client send many without waiting, and Node would have all of them worked on
 * before those of other clients, although it sends their answers one after the other.
 */
export function serializeRequests(answer: RequestListener): RequestListener {
  return (request, response) => {
    const { socket } = request;
    const queue = queues.get(socket);
    if (!queue || queue.latest.closed) {
      queues.set(socket, { latest: response, previous: undefined, waiting: 0 });
      answer(request, response);
      return;
    }
    if (queue.waiting === mostWaiting) {
      socket.destroy();
      return;
    }
    queue.waiting += 1;
    queue.latest.once('close', () => {
      queue.waiting -= 1;
      // A connection that ended meanwhile wants no answer.
      if (!socket.destroyed) answer(request, response);
    });
    queue.previous = queue.latest;
    queue.latest = response;
  };
}
