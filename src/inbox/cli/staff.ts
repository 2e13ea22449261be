import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { commandLine } from '../actor.ts';
import { accountsBy, namePattern, nameWords, roleNamed, roleWords } from '../staff/auth/accounts.ts';
import { generatePassword, leastPasswordLength, mostPasswordLength } from '../staff/auth/password.ts';
import { roles, type Role } from '../stores/store.ts';
import { CommandError, type Command, type CommandContext, type Terminal } from './command.ts';

export const staff: Command = {
  usage:
    'staff add NAME [--role reader|officer|admin] [--password] | list | role NAME ROLE | disable NAME | reset NAME [--password]',
  summary: 'Make, list, disable accounts of staff, and give them a new password',
  help: `A password is made up and shown once. With --password you type one of your own (or pipe it in), of ${String(leastPasswordLength)} characters or more.
${roles.map((role) => `${role}: ${roleWords[role]}.`).join('\n')}
Without --role it is an officer.
"disable" and "reset" end the person's sessions at once. "reset" also brings back a disabled account, and takes away the code of the phone
and the calendar's address: for whoever has lost their phone.`,
  opensInbox: true,
  async run([action, name = '', role], options, context) {
    if (action === 'list') return list(context);
    const wanted = name.toLowerCase();
    if (!namePattern.test(wanted)) {
      throw new CommandError(`Give a name of ${nameWords}: npm run inbox -- staff add ada.example`);
    }
    const typed = options['password'] !== undefined;
    switch (action) {
      case 'add':
        return add(context, wanted, roleIn(options['role'] ?? 'officer'), typed);
      case 'role':
        return changeRole(context, wanted, roleIn(role));
      case 'reset':
        return reset(context, wanted, typed);
      case 'disable':
        return disable(context, wanted);
      default:
        throw new CommandError(
          'Say what to do: staff add NAME, staff list, staff role NAME ROLE, staff disable NAME, staff reset NAME.',
        );
    }
  },
};

async function list({ store, say }: CommandContext): Promise<void> {
  const [accounts, withPhone] = [await store.allStaff(), await store.secondSteps()];
  if (accounts.length === 0) say('There is no account yet. Make one: npm run inbox -- staff add NAME');
  for (const { name, role, createdAt, disabledAt } of accounts) {
    const more = [
      ...(withPhone.includes(name) ? ['phone at login'] : []),
      ...(disabledAt === null ? [] : [`disabled ${disabledAt.slice(0, 10)}`]),
    ];
    say([name, role, `made ${createdAt.slice(0, 10)}`, ...more].join('  '));
  }
}

async function add(context: CommandContext, name: string, role: Role, typed: boolean): Promise<void> {
  const { store, say } = context;
  const taken = `There is an account ${name} already. For a new password: staff reset ${name}`;
  if (await store.staff(name)) throw new CommandError(taken);
  const password = await newPassword(context, typed);
  if (!(await accountsBy(commandLine, context).add(name, role, password))) throw new CommandError(taken);
  say(`The account ${name}, ${role}, can log in at /inbox/.`);
  if (!typed) say(`Password (shown only here): ${password}`);
}

async function reset(context: CommandContext, name: string, typed: boolean): Promise<void> {
  const { say } = context;
  await mustExist(context, name);
  const password = await newPassword(context, typed);
  await accountsBy(commandLine, context).reset(name, password);
  say(`${name} has a new password, and is logged out everywhere.`);
  if (!typed) say(`Password (shown only here): ${password}`);
}

async function changeRole(context: CommandContext, name: string, role: Role): Promise<void> {
  await mustExist(context, name);
  await accountsBy(commandLine, context).changeRole(name, role);
  context.say(`${name} is now ${role}, and is logged out everywhere.`);
}

function roleIn(typed: string | undefined): Role {
  const role = roleNamed(typed);
  if (role) return role;
  throw new CommandError(`There is no role ${typed ?? ''}. Roles: ${roles.join(', ')}`);
}

async function disable(context: CommandContext, name: string): Promise<void> {
  await mustExist(context, name);
  await accountsBy(commandLine, context).disable(name);
  context.say(`${name} is logged out and can no longer log in. To bring the account back: staff reset ${name}`);
}

async function mustExist({ store }: CommandContext, name: string): Promise<void> {
  if (!(await store.staff(name)))
    throw new CommandError(`There is no account ${name}. See: npm run inbox -- staff list`);
}

async function newPassword({ terminal }: CommandContext, typed: boolean): Promise<string> {
  if (!typed) return generatePassword();
  const password = await readSecret(terminal, 'New password: ');
  if (password.length >= leastPasswordLength && password.length <= mostPasswordLength) return password;
  throw new CommandError(`A password has ${String(leastPasswordLength)} to ${String(mostPasswordLength)} characters.`);
}

/** Asks for a line and does not show it while it is typed. */
async function readSecret({ input, errors }: Terminal, question: string): Promise<string> {
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
