import type { Server } from 'node:http';

/** How long what is under way may take to finish. */
const patienceMs = 10_000;

/** Ends a server: takes no new connections, lets what is under way finish, then cuts what is left. */
export async function shutDown(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A connection whose request was under way stays open for the next one, which is not taken any more.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  const cut = setTimeout(() => server.closeAllConnections(), patienceMs);
  await closed;
  clearInterval(sweep);
  clearTimeout(cut);
}
