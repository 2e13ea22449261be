import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Client } from 'pg';
import { freePort } from './free-port.ts';
import { installPackage, isRoot } from './packages.ts';

/** How to run the tests that need PostgreSQL when none was found. */
export const howToGetPostgres =
  'no PostgreSQL: install its server, or set TEST_POSTGRES_URL=postgres://… to one whose user may create databases';

export interface Cluster {
  /** Folder of its files. */
  folder: string;
  /** Address for a user who can create databases. */
  url: string;
  /** Ends the server abruptly, like a loss of power. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Ends the server and deletes its files. */
  end(): Promise<void>;
}

/** Returns the folders of the PATH and of installers that can have the server's programs, newest version first. */
function folders(): string[] {
  const installed = ['/usr/lib/postgresql', '/opt/homebrew/opt', '/usr/local/opt', '/usr']
    .flatMap((parent) => (existsSync(parent) ? readdirSync(parent).map((name) => join(parent, name, 'bin')) : []))
    .filter((folder) => /postgresql|pgsql/.test(folder))
    .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  return [...(process.env['PATH'] ?? '').split(delimiter), ...installed];
}

/** Returns the folder with the programs of a PostgreSQL server. */
const findPostgres = (): string | undefined =>
  folders().find((folder) => ['initdb', 'postgres'].every((program) => existsSync(join(folder, program))));

/**
 * Starts a server for this run; installs its programs if they are missing and that is possible. Undefined when there is no server.
 * @param isDurable false when a loss of power may lose data, which is much faster
 */
export async function throwAwayCluster({ isDurable }: { isDurable: boolean }): Promise<Cluster | undefined> {
  if (findPostgres() === undefined) installPackage('postgresql');
  const programs = findPostgres();
  if (programs === undefined) return undefined;
  // The server does not run as root.
  const user = isRoot() ? unprivileged() : undefined;
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
  const data = join(folder, 'data');
  const password = randomBytes(16).toString('hex');
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password);
  chmodSync(passwordFile, 0o600);
  if (user) for (const path of [folder, passwordFile]) chownSync(path, user.uid, user.gid);
  const made = spawnSync(
    join(programs, 'initdb'),
    [
      '-D',
      data,
      '-U',
      'inbox',
      '-A',
      'scram-sha-256',
      `--pwfile=${passwordFile}`,
      '-E',
      'UTF8',
      '--locale=C',
      '--no-sync',
    ],
    { ...user, cwd: folder, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`No PostgreSQL cluster could be made:\n${made.stdout}${made.stderr}`);

  const port = await freePort();
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: folder,
    ...(isDurable ? {} : { fsync: 'off', full_page_writes: 'off' }),
  };
  const url = `postgres://inbox:${password}@127.0.0.1:${String(port)}/postgres`;
  let server: ChildProcess | undefined;
  const start = async () => {
    const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    server = spawn(join(programs, 'postgres'), ['-D', data, ...options], { ...user, cwd: folder, stdio: 'ignore' });
    await untilReady(url, server);
  };
  const stop = async (signal: NodeJS.Signals) => {
    if (server?.exitCode !== null || server.signalCode !== null) return;
    const exit = once(server, 'exit');
    server.kill(signal);
    await exit;
  };
  await start();
  return {
    folder,
    url,
    start,
    async kill() {
      const children = childrenOf(server?.pid);
      await stop('SIGKILL');
      for (const child of children) killed(child);
      // The shared memory is in use, and the next start fails, until the last process has ended.
      while (children.some(isAlive)) await new Promise((resolve) => setTimeout(resolve, 20));
    },
    async end() {
      await stop('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Returns the children of a process, if the system lists them. */
function childrenOf(pid: number | undefined): number[] {
  const list = `/proc/${String(pid)}/task/${String(pid)}/children`;
  return existsSync(list) ? readFileSync(list, 'utf8').split(' ').filter(Boolean).map(Number) : [];
}

function killed(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // The process ended with its parent.
  }
}

/** Returns true for a running process; false for a zombie. */
const isAlive = (pid: number): boolean => {
  const status = `/proc/${String(pid)}/status`;
  try {
    return !/^State:\s*Z/m.test(readFileSync(status, 'utf8'));
  } catch {
    return false;
  }
};

function unprivileged(): { uid: number; gid: number } {
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((option) =>
      spawnSync('id', [option, name], { encoding: 'utf8' }).stdout.trim(),
    );
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error('PostgreSQL does not run as root, and there is no user "nobody" here.');
}

const patienceMs = 60_000;

async function untilReady(url: string, server: ChildProcess): Promise<void> {
  for (const until = Date.now() + patienceMs; Date.now() < until;) {
    if (server.exitCode !== null) break;
    try {
      await withClient(url, (client) => client.query('SELECT 1'));
      return;
    } catch {
      // The server is starting or recovering.
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error('The PostgreSQL server did not start.');
}

/** Runs work with a connection and closes it. */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Prefix of the names of test databases. */
const prefix = 'inbox_test_';

/** Creates a database, empty or as a copy of another test database, and returns its address. */
export async function newDatabase(url: string, like?: string): Promise<string> {
  const name =
    like === undefined ? prefix + randomBytes(8).toString('hex') : `${nameOf(like)}_${randomBytes(4).toString('hex')}`;
  const template = like === undefined ? 'template0' : nameOf(like);
  await withClient(url, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  return Object.assign(new URL(url), { pathname: `/${name}` }).href;
}

const nameOf = (database: string) => new URL(database).pathname.slice(1);

/** Deletes a test database and its copies. */
export async function dropDatabase(url: string, database: string): Promise<void> {
  const name = nameOf(database);
  if (!name.startsWith(prefix)) throw new Error(`${name} is not a test database.`);
  await withClient(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      'SELECT datname AS name FROM pg_database WHERE datname = $1 OR starts_with(datname, $2)',
      [name, `${name}_`],
    );
    for (const each of rows) await client.query(`DROP DATABASE IF EXISTS ${each.name} WITH (FORCE)`);
  });
}
