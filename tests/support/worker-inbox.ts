import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { runCommand } from '#inbox/cli/run.ts';
import { readConfig, type Config } from '#inbox/config.ts';
import { startInbox } from './inbox-process.ts';
import { folder } from './site.ts';
import type { Start } from './test.ts';

export interface WorkerInbox {
  origin: string;
  /** Folder of sent mails. */
  mails: string;
  config: Config;
}

/** Starts an inbox with data of its own. */
export async function startWorkerInbox(
  settings: Record<string, string>,
  atEnd: Parameters<Start<unknown>>[0],
): Promise<WorkerInbox> {
  const state = mkdtempSync(join(tmpdir(), 'mentoring-test-'));
  const all = {
    HOST: 'localhost',
    SITE_FOLDER: folder,
    INBOX_DATABASE: `file:${join(state, 'data/inbox.sqlite')}`,
    INBOX_KEY_FILE: join(state, 'keys/inbox.key'),
    ...settings,
  };
  const { address } = await startInbox(state, all, atEnd);
  return { origin: address.origin, mails: join(state, 'data/mail'), config: readConfig(all) };
}

/** Password of kim. */
export const password = 'correct horse battery';

/** Adds the admin kim. */
export async function addKim(config: Config): Promise<void> {
  const input = new PassThrough();
  input.end(`${password}\n`);
  const terminal = { input, output: new PassThrough(), errors: new PassThrough() };
  await runCommand(['staff', 'add', 'kim', '--role', 'admin', '--password'], config, terminal);
}
