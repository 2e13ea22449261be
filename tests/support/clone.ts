import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { isForks, placeOfDefault } from '#src/commands/fork/places.ts';

/** A repository in a temporary folder. */
export interface Clone {
  folder: string;
  /** Runs git there and returns what it prints. @throws when it fails */
  git: (...args: string[]) => string;
  /** Runs a script of this project there, and returns its exit code and everything that it prints. */
  run: (script: string, ...args: string[]) => { code: number | null; output: string };
  commitAll: (message: string) => void;
}

function openClone(folder: string): Clone {
  const env = {
    ...process.env,
    NODE_OPTIONS: '',
    COMPRESSION: 'off',
    GIT_AUTHOR_NAME: 'Test',
    GIT_AUTHOR_EMAIL: 'test@example.org',
    GIT_COMMITTER_NAME: 'Test',
    GIT_COMMITTER_EMAIL: 'test@example.org',
  };
  const git = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync('git', args, { cwd: folder, env, encoding: 'utf8' });
    if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
    return stdout;
  };
  return {
    folder,
    git,
    run: (script, ...args) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
        cwd: folder,
        env,
        encoding: 'utf8',
      });
      return { code: status, output: stdout + stderr };
    },
    commitAll: (message) => {
      git('add', '--all');
      git('commit', '--quiet', '--allow-empty', '--message', message);
    },
  };
}

/** Links the packages of this project, which git does not see. */
function linkPackages(folder: string): void {
  symlinkSync(join(import.meta.dirname, '../../node_modules'), join(folder, 'node_modules'));
  appendFileSync(join(folder, '.git/info/exclude'), '\nnode_modules\n');
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fork-'));
  onTestFinished(() => rmSync(folder, { recursive: true }), 120_000);
  return folder;
}

/**
 * Returns a repository with one commit: every file of the engine that git keeps or would keep, and the starter in the places of a university, so that
 * it is the same in every fork.
 */
export function engineRepository(): Clone {
  const root = join(import.meta.dirname, '../..');
  const folder = temporaryFolder();
  const listed = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'], {
    cwd: root,
    encoding: 'utf8',
  });
  const copy = (from: string, to: string) => {
    mkdirSync(dirname(join(folder, to)), { recursive: true });
    cpSync(join(root, from), join(folder, to));
  };
  for (const path of listed.stdout.split('\0').filter((path) => path !== '' && existsSync(join(root, path)))) {
    if (!isForks(path) || placeOfDefault(path) === path) copy(path, path);
    const own = path.replace(/^starter\/(content|public)\//, '$1/');
    if (own !== path) copy(path, own);
  }
  copy('starter/site.config.ts', 'src/site.config.ts');
  const clone = openClone(folder);
  clone.git('init', '--quiet', '--initial-branch=main');
  linkPackages(folder);
  clone.commitAll('Engine');
  return clone;
}

/** Returns a clone of a repository, whose remote `engine` it is. */
export function cloneOf({ folder: from }: Clone): Clone {
  const folder = temporaryFolder();
  const clone = openClone(folder);
  clone.git('clone', '--quiet', '--origin', 'engine', '--no-tags', from, '.');
  linkPackages(folder);
  return clone;
}
