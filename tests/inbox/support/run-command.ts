import { PassThrough, Readable } from 'node:stream';
import { runCommand } from '#inbox/cli/run.ts';
import { readConfig } from '#inbox/config.ts';
import type { TestInbox } from './inbox.ts';

/** Runs a command on the inbox and returns its output. */
export async function run(
  inbox: Pick<TestInbox, 'databasePath' | 'keyFile'> & Partial<Pick<TestInbox, 'database'>>,
  words: string[],
  input = '',
  now = '2027-01-15T12:00:00Z',
): Promise<{ out: string; errors: string }> {
  const [output, errors] = [new PassThrough(), new PassThrough()];
  const written = { out: '', errors: '' };
  output.on('data', (chunk: Buffer) => (written.out += chunk.toString()));
  errors.on('data', (chunk: Buffer) => (written.errors += chunk.toString()));
  const config = readConfig({
    INBOX_DATABASE: inbox.database ?? `file:${inbox.databasePath}`,
    INBOX_KEY_FILE: inbox.keyFile,
    CLOCK: now,
  });
  await runCommand(words, config, { input: Readable.from([input]), output, errors });
  return written;
}

/** Parses a command's lines of JSON. */
export const lines = (text: string): (Record<string, unknown> & { answers: Record<string, unknown> })[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown> & { answers: Record<string, unknown> });
