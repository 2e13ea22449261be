import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

const windows = process.platform === 'win32';
const packagedNode = join(root, 'node_modules/node/bin', windows ? 'node.exe' : 'node');

/** A problem of the machine, in words for the person who typed the command. */
export class SetupError extends Error {}

/**
 * Installs the packages of package-lock.json when they are missing, and returns the path of the Node that runs everything else.
 * It is plain JavaScript without packages, because it runs on the machine's own Node (20 or later).
 * @returns {Promise<string>} path of a Node of version 24 or later
 * @throws {SetupError}
 */
export async function setUp() {
  if (major(process.version) < 20) {
    throw new SetupError(
      `This machine has Node ${process.version}; version 20 or later is needed.\n` +
        'Get it from https://nodejs.org, or with your version manager (for example: nvm install 24), and try again.',
    );
  }
  if (!isInstalled()) await install();
  return findNode();
}

/** True when npm's record of its last install has what package-lock.json asks for on this platform. */
function isInstalled() {
  const record = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = packagesIn(join(root, 'package-lock.json'));
  const present = packagesIn(record);
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || (entry.optional && !isForThisPlatform(entry))) return true;
    return present[path]?.version === entry.version;
  });
}

/** True for an optional package that names this system and processor. Packages for one C library are skipped, because it is not known here. */
function isForThisPlatform({ os, cpu, libc }) {
  return Boolean(os?.includes(process.platform) && cpu?.includes(process.arch) && !libc);
}

function packagesIn(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}

/** Runs `npm ci`. On Windows a running node.exe cannot be replaced, so a later install runs `npm install`, which changes only what differs. */
async function install() {
  const again = windows && process.execPath.startsWith(join(root, 'node_modules'));
  const npmArguments = again ? ['install', '--no-save'] : ['ci'];
  say('Installing packages. This happens once and takes a minute or two …');
  const started = Date.now();
  const progress = setInterval(
    () => say(`… still installing (${Math.round((Date.now() - started) / 1000)} s)`),
    20_000,
  );
  try {
    await runNpm([
      ...npmArguments,
      '--include=dev',
      '--include=optional',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ]);
  } finally {
    clearInterval(progress);
  }
  say(`Packages installed in ${Math.round((Date.now() - started) / 1000)} s.`);
}

/** Runs npm with the machine's own Node, because the one under node_modules is about to be replaced. */
function runNpm(npmArguments) {
  const PATH = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.startsWith(join(root, 'node_modules')))
    .join(delimiter);
  return new Promise((done, fail) => {
    const npm = spawn('npm', npmArguments, {
      cwd: root,
      env: { ...process.env, PATH },
      shell: windows,
      stdio: ['ignore', process.stderr, 'pipe'],
    });
    let errors = '';
    npm.stderr.on('data', (chunk) => {
      errors += chunk;
      process.stderr.write(chunk);
    });
    npm.on('error', () => fail(new SetupError('npm was not found. It comes with Node: https://nodejs.org')));
    npm.on('close', (code) => (code === 0 ? done() : fail(new SetupError(explain(errors)))));
  });
}

/** Returns the likely cause of a failed install, from npm's error codes. */
function explain(errors) {
  const causes = [
    [
      /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/i,
      'The package registry could not be reached. Check the network (or its proxy settings), then try again.',
    ],
    [/ENOSPC/, 'The disk is full. About 900 MB are needed.'],
    [
      /EACCES|EPERM/,
      `A file under ${join(root, 'node_modules')} could not be written. Delete that folder, then try again.`,
    ],
    [
      /Missing: .* from lock file|EUSAGE/,
      'package.json and package-lock.json do not agree. Run "npm install", then commit package-lock.json.',
    ],
    [
      /EINTEGRITY/,
      'A downloaded package is not the one package-lock.json names. Try again; if it stays, tell whoever runs your registry.',
    ],
  ];
  const cause = causes.find(([pattern]) => pattern.test(errors));
  return `The packages could not be installed.\n${cause ? cause[1] : "npm's own message stands above."}`;
}

/** Returns the Node that came with the packages, or the machine's own when that one does not run and its own is new enough. */
function findNode() {
  if (process.execPath === packagedNode) return packagedNode;
  const answer = existsSync(packagedNode) ? spawnSync(packagedNode, ['--version'], { encoding: 'utf8' }).stdout : '';
  if (answer) return packagedNode;
  if (major(process.version) >= 24) {
    // A Node that does not run would hide the machine's own on every script's PATH.
    for (const name of ['node', 'node.cmd', 'node.ps1']) rmSync(join(root, 'node_modules/.bin', name), { force: true });
    return process.execPath;
  }
  throw new SetupError(
    `Node 24 is needed; this machine has ${process.version}, and the one from the packages does not run here.\n` +
      'If npm is set to ignore install scripts, run "npm rebuild node --ignore-scripts=false"; else install Node 24 from https://nodejs.org.',
  );
}

function major(version) {
  return Number(/\d+/.exec(version)?.[0]);
}

/** Prints to standard error, which leaves a command's own output clean. */
function say(text) {
  process.stderr.write(`${text}\n`);
}
