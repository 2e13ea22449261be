import type { Round } from '#forms/dates/deadline.ts';
import type { Readable, Writable } from 'node:stream';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Inbox } from '../open-inbox.ts';

/** Where a command reads and writes; tests pass their own. */
export interface Terminal {
  input: Readable;
  output: Writable;
  errors: Writable;
}

export interface CommandContext extends Inbox {
  config: Pick<Config, 'database' | 'keyFile' | 'siteUrl' | 'mailNotify'>;
  clock: Clock;
  terminal: Terminal;
  /** Writes a line for the person: to standard error if standard output carries data. */
  say: (line: string) => void;
}

export interface Command {
  /** As typed after `npm run inbox --`. */
  usage: string;
  summary: string;
  /** Further text for --help. */
  help: string;
  /** True if standard output carries data, so that messages go to standard error. */
  writesData?: boolean;
  /** False if the command replaces the inbox and must not open it. */
  opensInbox: boolean;
  /** True if it never touches the database of the settings. */
  isApart?: boolean;
  /** True if it must not run beside a server or another command. */
  isAlone?: boolean;
  run: (
    words: readonly string[],
    options: Readonly<Record<string, string | undefined>>,
    context: CommandContext,
  ) => Promise<void>;
}

/** The command cannot be carried out as typed. The message says why and what to type. */
export class CommandError extends Error {}

/** Returns the round with this id. @throws {CommandError} with those that there are, also where none was typed */
export function roundNamed(rounds: readonly Round[], id: string): Round {
  const round = rounds.find((each) => each.id === id);
  if (round) return round;
  throw new CommandError(
    `${id === '' ? 'Name a round.' : `There is no round "${id}".`} There are: ${rounds.map((each) => each.id).join(', ')}.`,
  );
}
