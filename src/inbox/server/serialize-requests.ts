import type { RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** The unanswered requests of one connection. */
interface Queue {
  latest: ServerResponse;
  /** How many of them have not been started. */
  waiting: number;
}

/**
 * Far more than any browser or proxy sends ahead. A connection with more waiting requests is closed, because each uses
 * memory.
 */
export const mostWaiting = 100;

/**
 * Answers one request of a connection at a time. HTTP lets a client send many without waiting; Node would start all of
 * them before those of other clients, although it sends their answers in order.
 */
export function serializeRequests(answer: RequestListener): RequestListener {
  const queues = new WeakMap<Socket, Queue>();
  return (request, response) => {
    const { socket } = request;
    const queue = queues.get(socket);
    if (!queue || queue.latest.closed) {
      queues.set(socket, { latest: response, waiting: 0 });
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
      // A connection that has closed needs no answer.
      if (!socket.destroyed) answer(request, response);
    });
    queue.latest = response;
  };
}
