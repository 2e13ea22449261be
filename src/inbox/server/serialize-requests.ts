import type { RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** The unanswered requests of one connection. */
interface ClientRequests {
  latest: ServerResponse;
  /** The response before the latest one. */
  previous: ServerResponse | undefined;
  /** How many of them have not been started. */
  waiting: number;
}

const queues = new WeakMap<Socket, ClientRequests>();

/**
 * Returns the response to the last complete request on a connection that is not answered yet; undefined if all are answered. Wait for it
 * before closing the connection: its submission may already be stored.
 */
export function pendingAnswer(socket: Socket): ServerResponse | undefined {
  const { latest, previous } = queues.get(socket) ?? {};
  const isPending = (answer: ServerResponse | undefined) => answer && !answer.closed && answer.req.complete;
  return [latest, previous].find(isPending);
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
      // A connection that has closed needs no answer.
      if (!socket.destroyed) answer(request, response);
    });
    queue.previous = queue.latest;
    queue.latest = response;
  };
}
