import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { root } from './root.ts';

/** Exit code and output of a finished program. */
export interface ProgramResult {
  code: number;
  /** Standard output and error in order of arrival; empty when `show` was set. */
  output: string;
}

interface ExecuteOptions {
  env?: NodeJS.ProcessEnv;
  /** Options of Node itself. */
  nodeOptions?: readonly string[];
  /**
   * Lets the program write to this terminal instead of collecting its output. With 'piped', its output passes through this process, so that it
   * redraws no lines while other programs write to the same terminal.
   */
  show?: boolean | 'piped';
}

const running = new Set<ChildProcess>();
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** On a signal, ends the running programs first and then this process. */
function stop(signal: NodeJS.Signals): void {
  for (const child of running) {
    child.once('close', () => process.exit(128 + constants.signals[signal]));
    // Test runners clean up on SIGINT only. A terminal has sent it to them already.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill('SIGINT');
  }
}

function listen(is: 'on' | 'off'): void {
  for (const signal of signals) process[is](signal, stop);
}

/** Returns the path of a package's script for `execute`, so that no shell and no `.cmd` file is needed. */
export const packageScript = (path: string): string => join(root, 'node_modules', path);

/** Starts a script with this Node in the repository's root. A signal that ends this process ends the script first. */
export function launch(
  script: string,
  args: readonly string[],
  { env = {}, nodeOptions = [], show = false }: ExecuteOptions = {},
): ChildProcess {
  const child = spawn(process.execPath, [...nodeOptions, script, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
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

/** Runs a script with this Node and waits for its end. */
export function execute(script: string, args: readonly string[], options: ExecuteOptions = {}): Promise<ProgramResult> {
  const child = launch(script, args, options);
  const { promise, resolve, reject } = Promise.withResolvers<ProgramResult>();
  let output = '';
  const collect = (chunk: string) => (output += chunk);
  for (const name of ['stdout', 'stderr'] as const) {
    const stream = child[name]?.setEncoding('utf8');
    if (options.show === 'piped') stream?.pipe(process[name], { end: false });
    else stream?.on('data', collect);
  }
  child.once('error', reject);
  child.once('close', (code) => resolve({ code: code ?? 1, output }));
  return promise;
}
