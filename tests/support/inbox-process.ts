import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { root } from '../../src/commands/root.ts';
import manifest from '../../package.json' with { type: 'json' };
import { packInbox } from '../../src/commands/pack-inbox.ts';

export interface RunningInbox {
  process: ChildProcess;
  address: URL;
  /** Its output so far. */
  output: () => string;
}

/** Running servers; all end with this process. */
const running = new Set<ChildProcess>();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** Node's arguments in `npm start`, options first. */
const npmStart = /run\.mjs (.+?) \|\|/.exec(manifest.scripts.start)![1]!.split(' ');

/** The inbox's sources, which `npm run dev` runs. They take four times as much processor time to start as the packed inbox. */
export const inboxSources = 'src/inbox/main.ts';

let packed: Promise<string> | undefined;

/**
 * Returns the folder, made ready to run the server or a command in it: what they read is there, and what they write by a path of their
 * own, such as backups of PostgreSQL, stays in it.
 * @param from the repository that it runs
 */
export function workingFolder(folder: string, from = root): string {
  mkdirSync(folder, { recursive: true });
  for (const name of ['content', 'dist', 'src', 'starter'])
    if (!existsSync(join(folder, name)) && existsSync(join(from, name)))
      symlinkSync(join(from, name), join(folder, name));
  return folder;
}

/** Starts a command of the inbox in a process of its own. What it says can be read from its two streams. */
export const startCommand = (folder: string, words: readonly string[], settings: Readonly<Record<string, string>>) =>
  spawn(process.execPath, [join(root, 'src/inbox/cli/main.ts'), ...words], {
    cwd: workingFolder(folder),
    env: {
      PATH: process.env['PATH'],
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
      NODE_OPTIONS: process.env['NODE_OPTIONS'],
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

/**
 * Starts the server with its data in this folder, packed and with the options of `npm start`; in rehearsal, unless `CLOCK` is ''. Passes the
 * function that ends it to `atEnd`.
 * @param entry the inbox's file, when it is not the packed one
 * @param from the repository that it runs, when it is another; that has a site of its own
 */
export async function startInbox(
  folder: string,
  settings: Record<string, string>,
  atEnd: (end: () => void) => void,
  entry?: string,
  from = root,
): Promise<RunningInbox> {
  entry ??= await (packed ??= packInbox());
  const child = spawn(process.execPath, [...npmStart.slice(0, -1), resolve(root, entry)], {
    cwd: workingFolder(folder, from),
    env: {
      PATH: process.env['PATH'],
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
      HOST: '127.0.0.1',
      PORT: '0',
      CLOCK: '2027-01-15T12:00:00Z',
      INBOX_DATABASE: `file:${join(folder, 'data/inbox.sqlite')}`,
      INBOX_KEY_FILE: join(folder, 'keys/inbox.key'),
      INBOX_RATE_LIMIT: 'off',
      ...settings,
      // Named from the repository's root; the server runs in another folder.
      ...(settings['SITE_FOLDER'] === undefined ? {} : { SITE_FOLDER: resolve(root, settings['SITE_FOLDER']) }),
      // With the starter, as the test that starts it.
      NODE_OPTIONS: [from === root && process.env['NODE_OPTIONS'], settings['NODE_OPTIONS']].filter(Boolean).join(' '),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  atEnd(() => void child.kill('SIGKILL'));
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const address = await new Promise<URL>((resolve, reject) => {
    child.stdout.on('data', () => {
      const found = /Listening on (http:\/\/\S+)/.exec(output)?.[1];
      if (found) resolve(new URL(found));
    });
    child.on('exit', () => reject(new Error(`The inbox did not start:\n${output}`)));
  });
  return { process: child, address, output: () => output };
}
