import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';
import { installPackage, mayInstall, run } from './packages.ts';

type Platform = Partial<Record<NodeJS.Platform, string[]>>;

/** The browser without windows: it renders the same pages in three quarters of the time. */
const headless = 'chromium-headless-shell';
/** Names of programs on the PATH, then the folders where installers put Chrome. */
const commands = [headless, 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
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

/** Returns the path of an installed Chrome or Chromium: `CHROME_PATH`, one on the PATH or in a usual folder, or Playwright's own. */
export function findBrowser(): string | undefined {
  const named = process.env['CHROME_PATH'];
  if (named !== undefined && named !== '') return named;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const onPath = commands.flatMap((command) => folders.map((folder) => join(folder, command)));
  return [...onPath, ...(places[process.platform] ?? []), chromium.executablePath()].find((path) => existsSync(path));
}

/** Returns the path of a browser. When none is installed, downloads Playwright's or installs Debian's. */
export function browserForTests(): string | undefined {
  return findBrowser() ?? download() ?? install(headless) ?? install('chromium');
}

function install(name: string): string | undefined {
  installPackage(name);
  return findBrowser();
}

function download(): string | undefined {
  console.error('No Chrome or Chromium found: downloading the one that Playwright brings …');
  const cli = join(createRequire(import.meta.url).resolve('@playwright/test/package.json'), '../cli.js');
  const withDependencies = mayInstall() ? ['--with-deps'] : [];
  run(process.execPath, [cli, 'install', ...withDependencies, '--no-shell', 'chromium']);
  return findBrowser();
}

/** Chrome's sandbox does not start for root. */
export { isRoot } from './packages.ts';
