import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { HeaderRecord } from '#src/headers.ts';
import { pendingAnswer, serializeRequests } from './serialize-requests.ts';
import { limitConnections } from './connection-limit.ts';

const second = 1_000;

/** Limits of time and size for each client, so that slow clients cannot use up the connections. */
const limits = {
  headersTimeout: 10 * second,
  requestTimeout: 15 * second,
  connectionsCheckingInterval: 2 * second,
  keepAliveTimeout: 5 * second,
  maxHeaderSize: 16 * 1024,
  // The app refuses a request without Host, with our headers.
  requireHostHeader: false,
};
/** Enough for a thousand people at once. A slow client can have one body of 64 KiB in memory. */
const mostConnections = 1_200;
/** Further connections that may open while all others are being answered. */
const spareConnections = 100;
/** Milliseconds without traffic after which a connection is closed, even in the middle of an answer. */
const silenceMs = 15 * second;

/** Answers requests, as a Hono app does. */
interface App {
  fetch(request: Request, env: object): Response | Promise<Response>;
}

/**
 * Returns Node's HTTP server for the app.
 * @param headers of requests that are refused before they reach the app
 */
export function createHttpServer(app: App, headers: HeaderRecord): Server {
  const refuse = () =>
    new Response('The request cannot be read.\n', { status: 400, headers: { ...headers, ...plainText } });
  const listener = getRequestListener((request, env) => app.fetch(request, env), { errorHandler: refuse });
  const server = createServer(
    limits,
    serializeRequests((request, response) => {
      // HTTP/1.0 requires no Host, and health checks of proxies send none.
      if (request.httpVersion === '1.0') request.headers.host ??= 'localhost';
      // Node keeps the first of several; a proxy before it may have gone by another.
      if ((request.headersDistinct['host']?.length ?? 0) > 1) {
        response
          .writeHead(400, { ...headers, ...plainText, Connection: 'close' })
          .end('The request names two hosts.\n');
        return;
      }
      void listener(request, response);
    }),
  );
  server.maxConnections = mostConnections + spareConnections;
  limitConnections(server, mostConnections);
  server.setTimeout(silenceMs);
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const answerIt = () => answerUnreadable(error, socket, headers);
    const pending = pendingAnswer(socket);
    if (pending) pending.once('close', answerIt);
    else answerIt();
  });
  return server;
}

const plainText = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' };

const statusLines: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/** Answers requests that are not HTTP or too slow, with our headers. */
function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket, headers: HeaderRecord): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const lines = Object.entries({ ...headers, ...plainText, 'Content-Length': '0', Connection: 'close' });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.end(`HTTP/1.1 ${statusLines[error.code ?? ''] ?? '400 Bad Request'}\r\n${head}\r\n`);
}
