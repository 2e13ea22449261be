import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';
import { installPackage, mayInstall, run } from './packages.ts';

type Platform = Partial<Record<NodeJS.Platform, string[]>>;

/** The one without windows: it draws the same pages, and no toolbar around each, in three quarters of the time. */
const headless = 'chromium-headless-shell';
/** Programs that the PATH may hold, then the places where installers put a Chrome. */
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

/** Chrome's sandbox refuses to start for the superuser. */
export { isRoot } from './packages.ts';
