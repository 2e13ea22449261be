import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** One request posted to the double. */
export interface Posted {
  path: string;
  fields: Record<string, unknown>;
}

/** A fault of the next response: a status, or field errors in the service's words. */
export type Fault = { status: number; retryAfter?: string } | { field: string; code: string; message: string };

export interface FormspreeDouble {
  stored: readonly Posted[];
  /** Number of preflight requests. */
  preflights: () => number;
  /** Faults of the next responses, in order; later submissions are accepted. */
  faults: Fault[];
  close: () => Promise<void>;
}

const cors = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'POST, OPTIONS',
  'Access-Control-Allow-Headers': 'Accept, Content-Type, Formspree-Client, Formspree-Session-Data',
};

/**
 * Starts a double of hosted Formspree: its contract over real HTTP on another origin than the site's. Like the service it stores every
 * request, also a repeated one, has no deadlines or references, and returns its own thank-you page as `next`.
 * @param ids ids of its forms
 */
export async function formspreeDouble(port: number, ids: readonly string[]): Promise<FormspreeDouble> {
  const stored: Posted[] = [];
  const faults: Fault[] = [];
  let preflights = 0;

  const server = createServer((request, response) => {
    if (request.method === 'OPTIONS') {
      preflights += 1;
      response.writeHead(204, cors).end();
    } else void take(request, response);
  });

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const isJson = request.headers['content-type']?.startsWith('application/json') ?? false;
    const wantsJson = isJson || (request.headers.accept ?? '').includes('application/json');
    const fields = isJson
      ? (JSON.parse(body) as Record<string, unknown>)
      : Object.fromEntries(new URLSearchParams(body));
    const path = request.url ?? '';
    const answer = (status: number, json: object, headers: Record<string, string> = {}) => {
      response.writeHead(status, { ...cors, 'Content-Type': 'application/json', ...headers });
      response.end(JSON.stringify(json));
    };
    if (!ids.some((id) => path === `/f/${id}`)) {
      answer(404, { error: 'Form not found', errors: [{ code: 'FORM_NOT_FOUND', message: 'Form not found' }] });
      return;
    }
    const fault = faults.shift();
    if (fault && 'field' in fault) {
      answer(422, { error: 'Validation errors', errors: [fault] });
      return;
    }
    if (fault) {
      response.writeHead(fault.status, {
        ...cors,
        'Content-Type': 'text/html',
        ...(fault.retryAfter === undefined ? {} : { 'Retry-After': fault.retryAfter }),
      });
      response.end('<h1>Something is wrong here</h1>');
      return;
    }
    stored.push({ path, fields });
    if (wantsJson) {
      answer(200, { ok: true, next: `http://${request.headers.host}/thanks?language=en` });
      return;
    }
    const next = fields['_next'];
    response.writeHead(302, { Location: typeof next === 'string' ? next : '/thanks' }).end();
  }

  const { promise, resolve } = Promise.withResolvers<AddressInfo>();
  server.listen(port, '127.0.0.1', () => resolve(server.address() as AddressInfo));
  await promise;
  return {
    stored,
    preflights: () => preflights,
    faults,
    close: () => new Promise((done) => server.close(() => done()).closeAllConnections()),
  };
}
