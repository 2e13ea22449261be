/** `npm run inbox -- <command>` runs a command on the inbox. */
import '../server/refuse-faulty-configuration.ts';
import { ConfigError, readConfig } from '../config.ts';
import { KeyError } from '../keys.ts';
import { StoreUnavailable } from '../stores/store.ts';
import { InUse } from '../stores/in-use.ts';
import { CommandError } from './command.ts';
import { runCommand } from './run.ts';

try {
  const terminal = { input: process.stdin, output: process.stdout, errors: process.stderr };
  await runCommand(process.argv.slice(2), readConfig(process.env), terminal);
} catch (error) {
  const isExpected = [CommandError, ConfigError, InUse, KeyError, StoreUnavailable].some(
    (kind) => error instanceof kind,
  );
  process.stderr.write(
    `${isExpected ? (error as Error).message : String(error instanceof Error ? error.stack : error)}\n`,
  );
  process.exitCode = 1;
}
