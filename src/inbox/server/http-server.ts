import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import type { HeaderRecord } from '#src/headers.ts';
import type { AppEnv } from '../env.ts';
import { serializeRequests } from './serialize-requests.ts';
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

/**
 * Returns Node's HTTP server for the app.
 * @param headers of requests that are refused before they reach the app
 */
export function createHttpServer(app: Hono<AppEnv>, headers: HeaderRecord): Server {
  const refuse = () =>
    new Response('The request cannot be read.\n', { status: 400, headers: { ...headers, ...plainText } });
  const listener = getRequestListener((request, env) => app.fetch(request, env), { errorHandler: refuse });
  const server = createServer(
    limits,
    serializeRequests((request, response) => {
      // HTTP/1.0 requires no Host, and health checks of proxies send none.
      if (request.httpVersion === '1.0') request.headers.host ??= 'localhost';
      void listener(request, response);
    }),
  );
  server.maxConnections = mostConnections + spareConnections;
  limitConnections(server, mostConnections);
  server.setTimeout(silenceMs);
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => answerUnreadable(error, socket, headers));
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
