import { spawnSync } from 'node:child_process';
import { root } from '../root.ts';

/** A git command that failed, with git's own words. */
export class GitError extends Error {}

/** Runs git in the repository's root and returns what it prints. @param input what it reads. @throws {GitError} */
export function git(args: readonly string[], input = ''): string {
  const { status, stdout, stderr, error } = spawnSync('git', args, {
    cwd: root,
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (error) throw new GitError(`git could not be started: ${error.message}`);
  if (status !== 0) throw new GitError(`git ${args[0]!}: ${stderr.trim()}`);
  return stdout;
}

/** Returns the files that differ from the last commit, new ones too; undefined when this is no clone. */
export function changedFiles(): string[] | undefined {
  try {
    return git(['status', '--porcelain', '-z', '--no-renames'])
      .split('\0')
      .filter(Boolean)
      .map((line) => line.slice(3));
  } catch {
    return undefined;
  }
}
