import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { openTestInbox } from './support/inbox.ts';
import { listen } from './support/server.ts';
import { openStaffInbox, password } from './support/staff.ts';

const site = 'https://mentoring.example.ac.uk';

describe('behind a proxy', () => {
  it.each([
    [site, 303],
    ['https://mentoring.example.ac.uk:8443', 403],
    ['http://mentoring.example.ac.uk', 403],
    ['https://evil.example', 403],
    ['null', 403],
  ])('that uses another host name, a login from %s is answered with %i', async (origin, status) => {
    const inbox = await openStaffInbox({ SITE_URL: site });
    const response = await inbox.send(
      '/inbox/login/',
      { name: 'kim', password },
      {
        Origin: origin,
        'Sec-Fetch-Site': 'same-origin',
      },
    );
    expect(response.status).toBe(status);
  });

  it('a health check over HTTP/1.0 needs no Host header', async () => {
    const { port, hostname } = await listen(await openTestInbox());
    const socket = connect(Number(port), hostname);
    socket.write('GET /readyz HTTP/1.0\r\n\r\n');
    let received = '';
    socket.on('data', (chunk: Buffer) => (received += chunk.toString()));
    await once(socket, 'end');
    expect(received).toMatch(/^HTTP\/1\.1 200 /);
  });
});
