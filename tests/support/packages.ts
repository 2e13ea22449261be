import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

export const isRoot = (): boolean => process.getuid?.() === 0;

/** True when system packages can be installed: as root on Debian and its derivatives. */
export const mayInstall = (): boolean => isRoot() && isDebian();

const isDebian = () =>
  existsSync('/etc/os-release') && /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'));

/** Installs a system package, if that is possible. */
export function installPackage(name: string): void {
  if (!mayInstall()) return;
  console.error(`Installing ${name} with apt-get …`);
  run('apt-get', ['update', '-q']);
  run('apt-get', ['install', '-q', '-y', '--no-install-recommends', name]);
}

/** Runs a program to its end; its output goes to standard error. */
export const run = (program: string, args: string[]) =>
  spawnSync(program, args, {
    stdio: ['ignore', process.stderr, process.stderr],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
