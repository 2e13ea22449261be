import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { readConfig } from '#inbox/config.ts';
import { openInbox } from '#inbox/open-inbox.ts';
import { freePort } from '../support/free-port.ts';
import { answersOf } from './support/answers.ts';
import { temporaryFolder } from './support/inbox.ts';
import { killUnderLoad } from './support/kill-under-load.ts';
import { declareOversize, sendOversizeInChunks } from './support/oversize.ts';
import { postTo } from './support/post.ts';
import { openRaw } from './support/raw-connection.ts';
import { inboxSources, startInbox, type RunningInbox } from './support/server.ts';
import { openSlow, slowKinds } from './support/slow-clients.ts';
import { smuggle, smuggling } from './support/smuggling.ts';

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

it('looks at the clock again and again in a rehearsal, too: a mail to a group waits for that', async () => {
  const folder = temporaryFolder();
  const settings = {
    INBOX_DATABASE: `file:${folder}/data/inbox.sqlite`,
    INBOX_KEY_FILE: `${folder}/keys/inbox.key`,
    CLOCK: '2027-01-15T12:00:00Z',
  };
  await startInbox(folder, settings);
  const { store } = await openInbox(readConfig(settings));
  onTestFinished(() => store.close());
  const first = (await store.clock())!.seenAt;
  expect(first).toMatch(/^2027-01-15T12:0/);
  await vi.waitFor(async () => expect((await store.clock())!.seenAt > first).toBe(true), {
    timeout: 90_000,
    interval: 200,
  });
});

describe('an acknowledged submission', () => {
  it('is stored after SIGKILL at any moment, with 16 clients at once', async () => {
    const folder = temporaryFolder();
    const start = () => startInbox(folder);
    const acknowledged = await killUnderLoad({ start, kills: 3, perLife: 150, senders: 16 });
    const ids = await storedIds(folder);
    expect(acknowledged.length).toBeGreaterThanOrEqual(450);
    expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
  }, 60_000);

  it('is stored if it was being received when the server was asked to stop', async () => {
    const folder = temporaryFolder();
    const inbox = await startInbox(folder);
    const answers = Array.from({ length: 50 }, () => answersOf('ask'));
    const sent = answers.map((each) =>
      postTo(inbox.address, each).then(
        (response) => response.status,
        () => 0,
      ),
    );
    await Promise.race(sent);
    const code = await kill(inbox, 'SIGTERM');
    expect(code).toBe(0);
    const statuses = await Promise.all(sent);
    const ids = await storedIds(folder);
    const lost = answers.filter((each, index) => statuses[index] === 200 && !ids.has(String(each['submission_id'])));
    expect(lost).toEqual([]);
  }, 30_000);
});

it.each([
  ['packed into one file, as npm start runs it', undefined],
  ['from its sources, as npm run dev runs it', inboxSources],
])('receives, stores and shows the same %s', async (_, entry) => {
  const folder = temporaryFolder();
  const inbox = await startInbox(folder, {}, onTestFinished, entry);
  const answers = answersOf('ask');
  expect((await postTo(inbox.address, answers)).status).toBe(200);
  const style = await fetch(new URL('/inbox/style.css', inbox.address));
  expect(await style.text()).toContain('--color-text:');
  // Its mail was rendered with a package that has a binary for each system.
  await vi.waitFor(() => expect(readdirSync(`${folder}/data/mail`)).toHaveLength(1), 15_000);
  expect(await kill(inbox, 'SIGTERM')).toBe(0);
  expect(await storedIds(folder)).toEqual(new Set([answers['submission_id']]));
});

it('prints the address, the data folder and how to add an account on its first line', async () => {
  const folder = temporaryFolder();
  const inbox = await startInbox(folder);
  const [first = ''] = inbox.output().split('\n');
  expect(first).toContain(inbox.address.origin);
  expect(first).toContain(`${folder}/data/inbox.sqlite`);
  expect(first).toContain('npm run inbox -- staff add NAME --role admin');
  expect(inbox.output()).toContain('INBOX_RATE_LIMIT is off');
});

it('does not start with unusable settings, and names all of them', async () => {
  const start = startInbox(temporaryFolder(), { PORT: 'http', LOG_LEVEL: 'loud', NODE_ENV: 'production' });
  await expect(start).rejects.toThrow(/3 settings need attention[\s\S]*PORT[\s\S]*LOG_LEVEL[\s\S]*CLOCK/);
});

it('ends npm run dev with what it refuses, before a site is said to be ready', async () => {
  const port = String(await freePort());
  const dev = promisify(execFile)(process.execPath, ['src/commands/run.mjs', 'src/commands/dev.ts'], {
    env: { ...process.env, PORT: port, LOG_LEVEL: 'loud' },
  });
  const refused: unknown = expect.objectContaining({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/LOG_LEVEL/) as string,
  });
  await expect(dev).rejects.toEqual(refused);
}, 60_000);

it('leaves no inbox of npm run dev -- --at behind when its terminal is closed', async () => {
  const [folder, port] = [temporaryFolder(), await freePort()];
  const dev = spawn(process.execPath, ['src/commands/dev.ts', '--at', '2027-02-11T23:58'], {
    env: { ...process.env, TMPDIR: folder, PORT: String(port) },
  });
  const ended = once(dev, 'exit');
  let output = '';
  for (const stream of [dev.stdout, dev.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const inboxes = () => readdirSync(folder).filter((name) => name.startsWith('rehearsal-'));
  await vi.waitFor(() => expect(output).toContain('deleted at the end'), 60_000);
  expect(inboxes()).toHaveLength(1);
  dev.kill('SIGHUP');
  await ended;
  expect(inboxes()).toEqual([]);
}, 90_000);

it('does not start without the key to stored data', async () => {
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
  }, 60_000);
  afterAll(() => ends.forEach((end) => end()));

  it('that is slow with headers or body is disconnected within 20 seconds, while others are answered', async () => {
    const started = performance.now();
    const slow = await Promise.all(slowKinds.slice(0, 2).map((kind) => openSlow(address, kind, 20)));
    expect((await postTo(address)).status).toBe(200);
    await Promise.all(slow.flatMap(({ clients }) => clients.map(({ closed }) => closed)));
    for (const { end } of slow) end();
    expect(performance.now() - started).toBeLessThan(20_000);
    for (const { received } of slow[1]!.clients)
      expect(received()).toMatch(/^HTTP\/1\.1 408 [\s\S]*Content-Security-Policy/);
  }, 30_000);

  it.each([
    ['declared', declareOversize],
    ['in chunks', sendOversizeInChunks],
  ])('that sends too much, %s, gets 413 before it has sent everything', async (_, send) => {
    const { answer, sent } = await send(address);
    expect(answer).toMatch(/^HTTP\/1\.1 413 [\s\S]*FILES_TOO_BIG/);
    expect(answer.toLowerCase()).toContain('connection: close');
    expect(sent).toBeLessThan(1_000_000);
  });

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

  it.each(smuggling)('that sends $name is refused, and what follows is not read as a second request', async (head) => {
    const answer = await smuggle(address, head);
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
    expect(answer.toLowerCase()).toContain('x-content-type-options: nosniff');
  });

  it.each([
    ['a host that is no host', 'GET / HTTP/1.1\r\nHost: a b\r\n\r\n'],
    ['no host', 'GET / HTTP/1.1\r\n\r\n'],
    ['a header of 20 KiB', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_480)}\r\n\r\n`],
    ['nonsense', 'EHLO example.org\r\n\r\n'],
    ['a path with a backslash', 'GET /\\evil HTTP/1.1\r\nHost: localhost\r\n\r\n'],
  ])('that sends %s gets 4xx with the security headers', async (_, request) => {
    const { socket, received, closed } = await openRaw(address);
    socket.end(request);
    await closed;
    expect(received()).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(received().toLowerCase()).toContain('content-security-policy: default-src');
  });
});
