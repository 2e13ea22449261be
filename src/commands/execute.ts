import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { root } from './root.ts';

/** What a finished program said and how it ended. */
export interface Outcome {
  code: number;
  /** Standard output and error in order of arrival; empty when `show` was set. */
  output: string;
}

interface ExecuteOptions {
  env?: NodeJS.ProcessEnv;
  /** Options of Node itself. */
  nodeOptions?: readonly string[];
  /**
   * Lets the program write to this terminal rather than keeping what it says; 'piped' passes on its lines instead, so that it redraws
   * nothing while others write to the same terminal.
   */
  show?: boolean | 'piped';
}

const running = new Set<ChildProcess>();
const signals = ['SIGINT', 'SIGTERM'] as const;

/** While a program runs, a signal ends it first and then this process. */
function stop(signal: NodeJS.Signals): void {
  for (const child of running) {
    child.once('close', () => process.exit(128 + constants.signals[signal]));
    // Test runners clean up behind themselves on SIGINT only; a terminal has sent it to them already.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill('SIGINT');
  }
}

function listen(is: 'on' | 'off'): void {
  for (const signal of signals) process[is](signal, stop);
}

/** The path of a package's script, for `execute`: no shell and no `.cmd` file lies between. */
export const packageScript = (path: string): string => join(root, 'node_modules', path);

/** Starts a script on this Node, in the repository's root; it ends with this process at the latest. */
export function launch(
  script: string,
  args: readonly string[],
  { env = {}, nodeOptions = [], show = false }: ExecuteOptions = {},
): ChildProcess {
  const child = spawn(process.execPath, [...nodeOptions, script, ...args], {
    cwd: root,
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ...env },
    stdio: show === true ? 'inherit' : ['ignore', 'pipe', 'pipe'],
  });
  if (running.size === 0) listen('on');
  running.add(child);
  child.once('close', () => {
    running.delete(child);
    if (running.size === 0) listen('off');
  });
  return child;
}

/** Runs a script on this Node to its end. */
export function execute(script: string, args: readonly string[], options: ExecuteOptions = {}): Promise<Outcome> {
  const child = launch(script, args, options);
  const { promise, resolve, reject } = Promise.withResolvers<Outcome>();
  let output = '';
  const keep = (chunk: string) => (output += chunk);
  for (const name of ['stdout', 'stderr'] as const) {
    const said = child[name]?.setEncoding('utf8');
    if (options.show === 'piped') said?.pipe(process[name], { end: false });
    else said?.on('data', keep);
  }
  child.once('error', reject);
  child.once('close', (code) => resolve({ code: code ?? 1, output }));
  return promise;
}
