/**
 * `node src/commands/run.mjs [options of Node] <script> [arguments]`: every npm script goes through here.
 * Installs missing packages, runs the script with Node 24 in the repository's root, and ends with its exit code.
 * `npm start` puts `exec` before it, so that npm's signals reach the server and not only a shell. Without `exec` (on Windows), the second half
 * of that line runs.
 */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { root, setUp, SetupError } from './setup.mjs';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

try {
  const node = await setUp();
  const given = process.argv.slice(2);
  const at = given.findIndex((each) => !each.startsWith('--'));
  const [script = '', ...scriptArguments] = given.slice(at);
  // Caches the compiled TypeScript, so that the next start is faster and takes less memory. Astro's telemetry would ask a third party.
  const env = { NODE_COMPILE_CACHE: join(root, '.cache/node'), ASTRO_TELEMETRY_DISABLED: '1', ...process.env };
  const child = spawn(node, [...given.slice(0, at), join(root, script), ...scriptArguments], {
    cwd: root,
    env,
    stdio: 'inherit',
  });
  for (const signal of signals) {
    // A terminal itself sends Ctrl-C to every program in it.
    process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY) || child.kill(signal));
  }
  // npm sends a signal to its shell only, and some shells end without passing it on.
  const parent = process.ppid;
  const watch = setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 250);
  watch.unref();
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (signal ? constants.signals[signal] : 0)));
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  process.stderr.write(`\n${error.message}\n`);
  process.exit(1);
}
