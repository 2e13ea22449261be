import type { Readable, Writable } from 'node:stream';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Inbox } from '../open-inbox.ts';

/** Where a command reads and writes; tests hand in their own. */
export interface Terminal {
  input: Readable;
  output: Writable;
  errors: Writable;
}

export interface CommandContext extends Inbox {
  config: Pick<Config, 'database' | 'keyFile'>;
  clock: Clock;
  terminal: Terminal;
  /** Writes a line for the person; to standard error where standard output carries data. */
  say: (line: string) => void;
}

export interface Command {
  /** As it is typed after `npm run inbox --`. */
  usage: string;
  summary: string;
  /** What --help adds. */
  help: string;
  /** True where standard output carries data, so that words go to standard error. */
  writesData?: boolean;
  /** False where the inbox is not opened before, because the command replaces it. */
  opensInbox: boolean;
  /** True where it must not run beside a server or another command. */
  isAlone?: boolean;
  run: (
    words: readonly string[],
    options: Readonly<Record<string, string | undefined>>,
    context: CommandContext,
  ) => Promise<void>;
}

/** What the person typed cannot be done; `message` says why and what to type. */
export class CommandError extends Error {}
