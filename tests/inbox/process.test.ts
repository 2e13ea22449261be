import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '#inbox/config.ts';
import { openInbox } from '#inbox/open-inbox.ts';
import { answersOf } from './support/answers.ts';
import { temporaryFolder, type JsonAnswer } from './support/inbox.ts';
import { startInbox, type RunningInbox } from './support/server.ts';

const postTo = (address: URL, answers = answersOf('ask')) =>
  fetch(new URL('/f/ask', address), {
    method: 'POST',
    headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
    body: JSON.stringify(answers),
  });

async function storedIds(folder: string): Promise<Set<string>> {
  const { store } = await openInbox(
    readConfig({ INBOX_DATABASE: `file:${folder}/data/inbox.sqlite`, INBOX_KEY_FILE: `${folder}/keys/inbox.key` }),
  );
  try {
    expect(await store.integrity()).toEqual([]);
    return new Set((await store.list({ limit: 100_000 })).map(({ submissionId }) => submissionId));
  } finally {
    await store.close();
  }
}

async function kill({ process }: RunningInbox, signal: NodeJS.Signals): Promise<number | null> {
  const exit = once(process, 'exit') as Promise<[number | null]>;
  process.kill(signal);
  return (await exit)[0];
}

describe('what was acknowledged', () => {
  it('is there after SIGKILL at any moment, with 16 senders at once', async () => {
    const folder = temporaryFolder();
    const acknowledged: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      const inbox = await startInbox(folder);
      let isRunning = true;
      const sender = async () => {
        while (isRunning) {
          const body = await postTo(inbox.address).then(
            async (response) => (await response.json()) as JsonAnswer,
            () => undefined,
          );
          if (body?.ok && body.id) acknowledged.push(body.id);
        }
      };
      const senders = Array.from({ length: 16 }, sender);
      await new Promise((resolve) => setTimeout(resolve, 400 + 150 * round));
      await kill(inbox, 'SIGKILL');
      isRunning = false;
      await Promise.all(senders);
    }
    const ids = await storedIds(folder);
    expect(acknowledged.length).toBeGreaterThan(100);
    expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
  }, 60_000);

  it('is what was under way when it was asked to stop', async () => {
    const folder = temporaryFolder();
    const inbox = await startInbox(folder);
    const answers = Array.from({ length: 50 }, () => answersOf('ask'));
    const sent = answers.map((each) =>
      postTo(inbox.address, each).then(
        (response) => response.status,
        () => 0,
      ),
    );
    await new Promise((resolve) => setTimeout(resolve, 20));
    const code = await kill(inbox, 'SIGTERM');
    expect(code).toBe(0);
    const statuses = await Promise.all(sent);
    const ids = await storedIds(folder);
    const lost = answers.filter((each, index) => statuses[index] === 200 && !ids.has(String(each['submission_id'])));
    expect(lost).toEqual([]);
  }, 30_000);
});

it('prints on its first line the address, where the data lies and how to make an account', async () => {
  const folder = temporaryFolder();
  const inbox = await startInbox(folder);
  const [first = ''] = inbox.output().split('\n');
  expect(first).toContain(inbox.address.origin);
  expect(first).toContain(`${folder}/data/inbox.sqlite`);
  expect(first).toContain('npm run inbox -- staff add NAME');
  expect(inbox.output()).toContain('INBOX_RATE_LIMIT is off');
});

it('does not start with settings it cannot use, and names all of them', async () => {
  const start = startInbox(temporaryFolder(), { PORT: 'http', LOG_LEVEL: 'loud', NODE_ENV: 'production' });
  await expect(start).rejects.toThrow(/3 settings need attention[\s\S]*PORT[\s\S]*LOG_LEVEL[\s\S]*CLOCK/);
});

it('does not start without the key to what is stored', async () => {
  const folder = temporaryFolder();
  const first = await startInbox(folder);
  await postTo(first.address);
  await kill(first, 'SIGTERM');
  await expect(startInbox(folder, { INBOX_KEY_FILE: `${folder}/elsewhere/inbox.key` })).rejects.toThrow(
    /key file .* is missing/,
  );
});

describe('a client', () => {
  let address: URL;
  const ends: (() => void)[] = [];
  beforeAll(async () => {
    const atEnd = (end: () => void) => void ends.unshift(end);
    ({ address } = await startInbox(temporaryFolder(atEnd), {}, atEnd));
  });
  afterAll(() => ends.forEach((end) => end()));

  const open = async (address: URL): Promise<{ socket: Socket; received: () => string; closed: Promise<unknown> }> => {
    const socket = connect(Number(address.port), address.hostname);
    let text = '';
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
    socket.on('error', () => undefined);
    const closed = once(socket, 'close');
    await once(socket, 'connect');
    return { socket, received: () => text, closed };
  };
  const head = (address: URL, ...more: string[]) =>
    [
      'POST /f/ask HTTP/1.1',
      `Host: ${address.host}`,
      'Accept: application/json',
      'Content-Type: application/json',
      ...more,
      '',
      '',
    ].join('\r\n');

  it('that is slow with headers or body is let go within 20 seconds, while others are answered', async () => {
    const started = performance.now();
    const slowHeaders = await Promise.all(Array.from({ length: 20 }, () => open(address)));
    for (const { socket } of slowHeaders) socket.write('POST /f/ask HTTP/1.1\r\nHost: x\r\nX-Slow: ');
    const slowBodies = await Promise.all(Array.from({ length: 20 }, () => open(address)));
    for (const { socket } of slowBodies) socket.write(`${head(address, 'Content-Length: 500')}{"fullName":"`);
    const drip = setInterval(() => {
      for (const { socket } of [...slowHeaders, ...slowBodies]) if (socket.writable) socket.write('a');
    }, 500);
    expect((await postTo(address)).status).toBe(200);
    await Promise.all([...slowHeaders, ...slowBodies].map(({ closed }) => closed));
    clearInterval(drip);
    expect(performance.now() - started).toBeLessThan(20_000);
    for (const { received } of slowBodies) expect(received()).toMatch(/^HTTP\/1\.1 408 [\s\S]*Content-Security-Policy/);
  }, 30_000);

  it('that sends too much, declared or in chunks, gets 413 before it has sent it all', async () => {
    const declared = await open(address);
    declared.socket.write(`${head(address, 'Content-Length: 10000000')}{`);
    await declared.closed;
    expect(declared.received()).toMatch(/^HTTP\/1\.1 413 [\s\S]*FILES_TOO_BIG/);
    expect(declared.received().toLowerCase()).toContain('connection: close');

    const chunked = await open(address);
    chunked.socket.write(head(address, 'Transfer-Encoding: chunked'));
    const chunk = `1000\r\n${'x'.repeat(4096)}\r\n`;
    let sent = 0;
    while (!chunked.received().includes('413') && sent < 300) {
      chunked.socket.write(chunk);
      sent += 1;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await chunked.closed;
    expect(chunked.received()).toMatch(/^HTTP\/1\.1 413 [\s\S]*FILES_TOO_BIG/);
    expect(sent).toBeLessThan(300);
  }, 30_000);

  it('that sends a body in chunks is answered like any other', async () => {
    const body = JSON.stringify(answersOf('ask'));
    const response = await fetch(new URL('/f/ask', address), {
      method: 'POST',
      headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
      body: new Blob([body]).stream(),
      duplex: 'half',
    } as RequestInit);
    expect(response.status).toBe(200);
  });

  it.each([
    ['two lengths', ['Content-Length: 5', 'Content-Length: 6']],
    ['a length beside chunks', ['Content-Length: 5', 'Transfer-Encoding: chunked']],
    ['an unknown transfer encoding', ['Transfer-Encoding: cow']],
    ['a chunked encoding that is not last', ['Transfer-Encoding: chunked, gzip']],
    ['a space before the colon', ['Content-Length : 5']],
    ['a header that continues on the next line', ['X: a', ' b: c', 'Content-Length : 5']],
  ])('that names %s is refused, and what follows is not read as a second request', async (_, headers) => {
    const { socket, received, closed } = await open(address);
    socket.write(`${head(address, ...headers)}0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: x\r\n\r\n`);
    await closed;
    expect(received()).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(received().match(/HTTP\/1\.1/g)).toHaveLength(1);
    expect(received()).toContain('X-Content-Type-Options: nosniff');
  });

  it.each([
    ['a host that is no host', 'GET / HTTP/1.1\r\nHost: a b\r\n\r\n'],
    ['no host', 'GET / HTTP/1.1\r\n\r\n'],
    ['a header of 20 KiB', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_480)}\r\n\r\n`],
    ['nonsense', 'EHLO example.org\r\n\r\n'],
    ['a path with a backslash', 'GET /\\evil HTTP/1.1\r\nHost: localhost\r\n\r\n'],
  ])('that sends %s gets 4xx with the security headers', async (_, request) => {
    const { socket, received, closed } = await open(address);
    socket.end(request);
    await closed;
    expect(received()).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(received().toLowerCase()).toContain('content-security-policy: default-src');
  });
});
