import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { Terminal } from './command.ts';

/** Asks for a line and does not show it while it is typed. */
export async function readSecret({ input, errors }: Terminal, question: string): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  errors.write(question);
  const lines = createInterface({ input, output: silent, terminal: 'isTTY' in input && input.isTTY === true });
  try {
    const line = await lines[Symbol.asyncIterator]().next();
    return line.done ? '' : line.value;
  } finally {
    lines.close();
    errors.write('\n');
  }
}
