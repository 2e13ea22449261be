import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { root } from '../../src/commands/root.ts';
import { workingFolder } from '../../tests/support/inbox-process.ts';
import type { Trial } from './row.ts';

export interface Said {
  code: number;
  bytes: number;
  lines: number;
  /** SHA-256 of the whole output. */
  hash: string;
  /** The beginning of the output, and the errors. */
  text: string;
}

/** Runs `npm run inbox -- …` without npm. Counts its output and stores only the beginning. */
export async function inboxCommand(
  { folder, settings }: Pick<Trial, 'folder' | 'settings'>,
  ...words: string[]
): Promise<Said> {
  const child = spawn(process.execPath, [join(root, 'src/inbox/cli/main.ts'), ...words], {
    cwd: workingFolder(folder),
    env: { PATH: process.env['PATH'], NODE_OPTIONS: process.env['NODE_OPTIONS'], ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const hash = createHash('sha256');
  const said = { bytes: 0, lines: 0, text: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    hash.update(chunk);
    said.bytes += chunk.length;
    said.lines += chunk.toString('latin1').split('\n').length - 1;
    if (said.text.length < 10_000) said.text += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => (said.text += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { ...said, code: code ?? 1, hash: hash.digest('hex') };
}
