/** What keepers go through, on both databases: each drill ends with every acknowledged submission, and exactly one of each mail. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, inject, it, onTestFinished, vi } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { newDatabase, throwAwayCluster } from '../support/postgres.ts';
import { moveToDisk, smallDisk } from '../support/small-disk.ts';
import { isWholeMatrix } from '../support/whole-matrix.ts';
import { openDrill, type Drill } from './support/drill.ts';
import { certificateFile, smtpOverTls, type Refuse } from './support/smtp-double.ts';

const away: Refuse = (line) => (line === 'greeting' ? '421 4.3.2 come back later' : undefined);

const hasCome = (drill: Drill, count: number) =>
  vi.waitFor(() => expect(drill.mails).toHaveLength(count), { timeout: 30_000 });

/** Does something after the mail server has read the next mail whole, and before it says that it has it. */
async function duringNextMail(drill: Drill, work: () => Promise<unknown>, cause: () => Promise<unknown>) {
  await new Promise<void>((resolve, reject) => {
    drill.refuseMail(async (line) => {
      if (line === 'mail') {
        drill.refuseMail(() => undefined);
        await work().then(() => resolve(), reject);
      }
      return undefined;
    });
    cause().catch(reject);
  });
}

const statusOf = async (address: URL, path: string) => (await fetch(new URL(path, address))).status;

describe('a restore of the wrong backup', () => {
  const restore = async (drill: Drill, file: string) =>
    /What was there before is in (\S+?)\. /.exec(await drill.command('restore', file, '--replace'))![1]!;

  const mails = [
    ['waits', away],
    ['went out', undefined],
  ] as const;
  it.each(inject('postgres') && !isWholeMatrix ? mails.slice(0, 1) : mails)(
    'is undone by one of what it set aside, where the mail %s',
    async (_, refuse) => {
      const drill = await openDrill();
      if (refuse) drill.refuseMail(refuse);
      const server = await drill.start();
      await drill.send(server);
      const wrong = join(drill.folder, 'too-old.sqlite');
      await drill.command('backup', wrong);
      await drill.send(server);
      if (!refuse) await hasCome(drill, 4);
      await drill.stop(server);
      await restore(drill, await restore(drill, wrong));
      drill.refuseMail(() => undefined);
      await drill.command('send-held');
      await drill.send(await drill.start());
      await drill.expectWhole();
    },
  );
});

describe('a disk', () => {
  it('that is full, then free, while mail goes out', async ({ skip }) => {
    const isOnPostgres = Boolean(inject('postgres'));
    const cluster = isOnPostgres ? await throwAwayCluster({ isDurable: true }) : undefined;
    if (cluster) onTestFinished(() => cluster.end());
    skip(isOnPostgres && !cluster, 'only with PostgreSQL installed on this machine');
    const drill = await openDrill(cluster ? { INBOX_DATABASE: await newDatabase(cluster.url) } : {});
    const folder = cluster ? join(cluster.folder, 'small') : join(drill.folder, 'data');
    const disk = await smallDisk(folder, cluster ? 24 : 8, onTestFinished);
    if (!disk) return skip('only root of a Linux machine can mount a small disk');
    if (cluster) await moveToDisk(drill.settings.INBOX_DATABASE, cluster.folder, folder);
    const { address } = await drill.start();
    for (let time = 0; time < 2; time += 1) {
      await duringNextMail(
        drill,
        async () => {
          disk.fill();
          // Until the room that its files still have is used up.
          while ((await drill.send({ address })) !== undefined);
        },
        () => drill.send({ address }),
      );
      await vi.waitFor(async () => expect(await statusOf(address, '/readyz')).toBe(503), 5_000);
      disk.free();
      await vi.waitFor(async () => expect(await statusOf(address, '/readyz')).toBe(200), 5_000);
    }
    await drill.send({ address });
    await drill.expectWhole();
  });
});

// The outbox is the same on both databases.
describe.skipIf(inject('postgres') && !isWholeMatrix)('a mail server', () => {
  it('at another port, then right', async () => {
    const drill = await openDrill();
    const server = await drill.start({ SMTP_URL: `smtp://127.0.0.1:${String(await freePort())}` });
    for (let sent = 0; sent < 5; sent += 1) await drill.send(server);
    await vi.waitFor(() => expect(server.output()).toContain('no mail goes out'), { timeout: 30_000 });
    await drill.stop(server, 'SIGKILL');
    await drill.send(await drill.start());
    await drill.expectWhole();
  });

  it('whose certificate expired, then is a new one', async () => {
    const { url, mails, present } = await smtpOverTls('expired');
    const drill = await openDrill({ SMTP_URL: url, NODE_EXTRA_CA_CERTS: certificateFile('expired') }, mails);
    const server = await drill.start();
    await drill.send(server);
    await vi.waitFor(() => expect(server.output()).toContain('CERT_HAS_EXPIRED'), { timeout: 30_000 });
    await drill.stop(server);
    present('valid');
    await drill.send(await drill.start({ NODE_EXTRA_CA_CERTS: certificateFile('valid') }));
    await drill.expectWhole();
  });
});

it('a second server that is started on one database', async () => {
  const drill = await openDrill();
  const first = await drill.start();
  await drill.send(first);
  const second = drill.start();
  if (inject('postgres')) {
    // Several may share a database on PostgreSQL; one of the two is killed while mail goes out.
    const other = await second;
    for (let sent = 0; sent < 10; sent += 1) await drill.send(sent % 2 === 0 ? first : other);
    await drill.stop(other);
  } else {
    const holder = new RegExp(`a server runs on it, process ${String(first.process.pid)} on .*Stop that one first`);
    await expect(second).rejects.toThrow(holder);
  }
  await drill.send(first);
  await drill.expectWhole();
});

it('PostgreSQL gone and back, while mail goes out', async ({ skip }) => {
  skip(!inject('postgres'), 'it is about PostgreSQL');
  // A server of its own, since it is killed.
  const cluster = await throwAwayCluster({ isDurable: true });
  if (!cluster) return skip('only with PostgreSQL installed on this machine');
  onTestFinished(() => cluster.end());
  const drill = await openDrill({ INBOX_DATABASE: await newDatabase(cluster.url) });
  const server = await drill.start();
  const { address } = server;
  await duringNextMail(
    drill,
    () => cluster.kill(),
    () => drill.send(server),
  );
  const waiting = randomUUID();
  expect(await drill.send(server, waiting)).toBeUndefined();
  expect(await statusOf(address, '/readyz')).toBe(503);
  await cluster.start();
  // The applicant's queue sends it again.
  await vi.waitFor(async () => expect(await drill.send(server, waiting)).toBe(waiting), {
    timeout: 15_000,
    interval: 200,
  });
  for (let sent = 0; sent < 5; sent += 1) await drill.send(server);
  await vi.waitFor(async () => expect(await statusOf(address, '/readyz')).toBe(200), 5_000);
  await drill.expectWhole();
});
