import type { Server } from 'node:http';

/** Milliseconds for running requests to finish. */
const patienceMs = 10_000;

/** Stops a server: accepts no new connections, waits for running requests, then closes what is left. */
export async function shutDown(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A connection stays open after its request for a next one, which the server no longer accepts.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  const cut = setTimeout(() => server.closeAllConnections(), patienceMs);
  await closed;
  clearInterval(sweep);
  clearTimeout(cut);
}
