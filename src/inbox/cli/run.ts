import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { Config } from '../config.ts';
import { openInbox, type Inbox } from '../open-inbox.ts';
import { useDatabase } from '../use-database.ts';
import { backup } from './backup.ts';
import { bounce } from './bounce.ts';
import { CommandError, type Command, type CommandContext, type Terminal } from './command.ts';
import { exportCommand } from './export.ts';
import { importCommand } from './import.ts';
import { match } from './match.ts';
import { migrateTo } from './migrate-to.ts';
import { person } from './person.ts';
import { rehearse } from './rehearse.ts';
import { restore } from './restore.ts';
import { sendHeld } from './send-held.ts';
import { staff } from './staff.ts';
import { verify } from './verify.ts';

const commands: Readonly<Record<string, Command>> = {
  staff,
  export: exportCommand,
  import: importCommand,
  match,
  rehearse,
  person,
  backup,
  restore,
  'send-held': sendHeld,
  verify,
  bounce,
  'migrate-to': migrateTo,
};

const options = {
  help: { type: 'boolean', short: 'h' },
  form: { type: 'string' },
  format: { type: 'string' },
  status: { type: 'string' },
  round: { type: 'string' },
  since: { type: 'string' },
  before: { type: 'string' },
  role: { type: 'string' },
  password: { type: 'boolean' },
  replace: { type: 'boolean' },
  others: { type: 'boolean' },
  none: { type: 'boolean' },
  json: { type: 'boolean' },
  preview: { type: 'boolean' },
  'leave-out': { type: 'boolean' },
  tell: { type: 'boolean' },
  floor: { type: 'string' },
  mentees: { type: 'string' },
  mentors: { type: 'string' },
  questions: { type: 'string' },
  seed: { type: 'string' },
} satisfies ParseArgsConfig['options'];

/**
 * Runs the command typed after `npm run inbox --`.
 * @throws {CommandError} with a message for the person who typed it
 */
export async function runCommand(typed: readonly string[], config: Config, terminal: Terminal): Promise<void> {
  const { words, values } = parse(typed);
  const [name = '', ...rest] = words;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  const print = (line: string) => void terminal.output.write(`${line}\n`);
  if (!command) {
    if (name === '' || values['help'] !== undefined) {
      print(overview());
      return;
    }
    throw new CommandError(`There is no command "${name}".\n${overview()}`);
  }
  if (values['help'] !== undefined) {
    print(`npm run inbox -- ${command.usage}\n\n${command.summary}.\n${command.help}`);
    return;
  }
  const say = command.writesData ? (line: string) => void terminal.errors.write(`${line}\n`) : print;
  const base = { config, clock: config.clock, terminal, say };
  if (command.isApart === true) {
    await command.run(rest, values, { ...base, ...unopened });
    return;
  }
  const { end } = await useDatabase(config.database, command.isAlone ? 'replace' : 'visit');
  try {
    if (!command.opensInbox) {
      await command.run(rest, values, { ...base, ...unopened });
      return;
    }
    const inbox = await openInbox(config);
    for (const warning of inbox.warnings) terminal.errors.write(`${warning}\n`);
    try {
      await command.run(rest, values, { ...base, ...inbox });
    } finally {
      await inbox.store.close();
    }
  } finally {
    await end();
  }
}

/** Throws if a command that opens no inbox reads from it. */
const unopened = new Proxy({} as Inbox, {
  get: (_target, property) => {
    throw new Error(`This command opens no inbox, but asked for its ${String(property)}.`);
  },
  ownKeys: () => [],
}) satisfies Pick<CommandContext, keyof Inbox>;

function parse(typed: readonly string[]): { words: string[]; values: Record<string, string | undefined> } {
  try {
    const { positionals, values } = parseArgs({ args: [...typed], options, allowPositionals: true });
    const given = Object.entries(values).map(([name, value]) => [name, typeof value === 'boolean' ? '' : value]);
    return { words: positionals, values: Object.fromEntries(given) as Record<string, string | undefined> };
  } catch (error) {
    throw new CommandError(`${(error as Error).message}\n${overview()}`);
  }
}

const overview = () =>
  [
    'npm run inbox -- COMMAND',
    ...Object.values(commands).map(({ usage, summary }) => `  ${usage}\n      ${summary}`),
    'Each has --help.',
  ].join('\n');
