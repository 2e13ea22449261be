import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

type Platform = Partial<Record<NodeJS.Platform, string[]>>;

/** Programs that the PATH may hold, then the places where installers put a Chrome. */
const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const programs = (folder: string | undefined) =>
  folder === undefined ? [] : [join(folder, 'Google/Chrome/Application/chrome.exe')];
const places: Platform = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  linux: ['/opt/google/chrome/chrome', '/usr/lib/chromium/chromium', '/snap/bin/chromium'],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((name) => programs(process.env[name])),
};

/** The path of an installed Chrome or Chromium: `CHROME_PATH`, one on the PATH or in its usual place, or Playwright's own. */
export function findBrowser(): string | undefined {
  const named = process.env['CHROME_PATH'];
  if (named !== undefined && named !== '') return named;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const onPath = commands.flatMap((command) => folders.map((folder) => join(folder, command)));
  return [...onPath, ...(places[process.platform] ?? []), chromium.executablePath()].find((path) => existsSync(path));
}

/** The path of a browser; where none is installed, Playwright's is downloaded, or Debian's installed where we may. */
export function browserForTests(): string | undefined {
  return findBrowser() ?? download() ?? installPackage();
}

function download(): string | undefined {
  console.error('No Chrome or Chromium found: downloading the one that Playwright brings …');
  const cli = join(createRequire(import.meta.url).resolve('@playwright/test/package.json'), '../cli.js');
  const withDependencies = isRoot() && isDebian() ? ['--with-deps'] : [];
  run(process.execPath, [cli, 'install', ...withDependencies, '--no-shell', 'chromium']);
  return findBrowser();
}

function installPackage(): string | undefined {
  if (!isRoot() || !isDebian()) return undefined;
  console.error('Installing Chromium with apt-get …');
  run('apt-get', ['update', '-q']);
  run('apt-get', ['install', '-q', '-y', '--no-install-recommends', 'chromium']);
  return findBrowser();
}

const run = (program: string, args: string[]) =>
  spawnSync(program, args, {
    stdio: ['ignore', process.stderr, process.stderr],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });

/** Chrome's sandbox refuses to start for the superuser. */
export const isRoot = (): boolean => process.getuid?.() === 0;

const isDebian = () =>
  existsSync('/etc/os-release') && /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'));
