/** nginx, Caddy and HAProxy, where they are installed. */
import { execFileSync, spawn } from 'node:child_process';

/** Debian keeps servers out of the path of ordinary accounts. */
const env = (folder: string) => ({ PATH: `${process.env['PATH']}:/usr/sbin:/sbin`, HOME: folder });

/** Returns whether a program is installed. The argument makes it say its version. */
export function isInstalled(program: string, argument: string): boolean {
  try {
    execFileSync(program, [argument], { stdio: 'ignore', env: env('/') });
    return true;
  } catch {
    return false;
  }
}

/** Returns a configuration of nginx with these lines in its block `http`, which writes in this folder only. */
export function nginxConfiguration(folder: string, http: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `daemon off;
    worker_processes 1;
    pid ${folder}/pid;
    error_log stderr;
    ${process.getuid?.() === 0 ? 'user root;' : ''}
    events {}
    http {
      access_log off;
      ${temporary.map((each) => `${each}_temp_path ${folder}/${each};`).join('\n')}
      ${http}
    }`;
}

/**
 * Starts a server that listens on a port, and passes the function that ends it to `atEnd`.
 * @param says what it has said on its standard error when it is ready
 */
export async function serve(
  program: string,
  args: string[],
  folder: string,
  port: number,
  atEnd: (end: () => void) => void,
  says = /^/,
): Promise<URL> {
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], env: env(folder) });
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  atEnd(() => child.kill('SIGTERM'));
  const address = new URL(`http://127.0.0.1:${port}`);
  for (let tries = 0; tries < 100 && child.exitCode === null; tries += 1) {
    if (says.test(output) && (await fetch(address, { redirect: 'manual' }).catch(() => undefined))) return address;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${program} did not start:\n${output}`);
}
