/**
 * `npm run upgrade -- TAG [--from REPOSITORY] [--overwrite]`: takes the engine of a release, leaves the university's own places as they are, and then
 * runs what the release changes in content. Nothing is committed: `git diff --staged` shows it all, `git reset --hard` takes it back.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { execute } from './execute.ts';
import { changedFiles, git, GitError } from './fork/git.ts';
import { changedDefaults, type Tree } from './fork/default-files.ts';
import { forkPlaces, isForks } from './fork/places.ts';
import { readOptions } from './read-options.ts';
import { root } from './root.ts';

const usage = `npm run upgrade -- TAG [--from REPOSITORY] [--overwrite]
TAG          the release to take, like v1.2.0
--from       where the engine comes from: an address or a folder; the remote "engine" when it is left out
--overwrite  also takes back changes that were made here to files of the engine`;

const { values, positionals } = readOptions(usage, {
  allowPositionals: true,
  options: {
    from: { type: 'string', default: 'engine' },
    overwrite: { type: 'boolean', default: false },
  },
});
const [tag, ...more] = positionals;

function refuse(...reasons: string[]): never {
  for (const reason of reasons) console.error(reason);
  process.exit(1);
}

const list = (text: string) => text.split('\0').filter(Boolean);

/** Returns the tags of the engine. */
function releases(): string[] {
  try {
    const lines = git(['ls-remote', '--tags', '--refs', '--sort=version:refname', values.from]).split('\n');
    return lines.filter(Boolean).map((line) => line.replace(/^.*refs\/tags\//, ''));
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    return refuse(
      `The engine cannot be reached at ${values.from}, and nothing has been changed. Git says:`,
      `  ${error.message.replaceAll('\n', '\n  ')}`,
      'Check the network. "git remote -v" shows the address of the remote "engine"; --from takes another one.',
    );
  }
}

/** Fetches a tag without keeping it among the tags here, and returns its commit; undefined when there is none of that name. */
function fetchTag(name: string, all: readonly string[]): string | undefined {
  if (!all.includes(name)) return undefined;
  git(['fetch', '--quiet', '--no-tags', values.from, `refs/tags/${name}`]);
  return git(['rev-parse', 'FETCH_HEAD^{commit}']).trim();
}

const versionAt = (commit: string) =>
  (JSON.parse(git(['show', `${commit}:package.json`])) as { version: string }).version;

const filesAt = (commit: string): Tree =>
  new Map(
    list(git(['ls-tree', '-r', '-z', commit])).map((line) => {
      const [about = '', path = ''] = line.split('\t');
      return [path, about] as const;
    }),
  );

async function upgrade(): Promise<void> {
  if (tag === undefined || more.length > 0) refuse(usage);
  const changed = changedFiles();
  if (changed === undefined) refuse('This folder is no clone of git, so an upgrade could not be taken back.');
  if (changed.length > 0)
    refuse(
      'There are changes that are in no commit. Commit them or take them back, then try again:',
      ...changed.map((path) => `  ${path}`),
    );

  const all = releases();
  const next = fetchTag(tag, all);
  if (next === undefined)
    refuse(
      all.length === 0
        ? `${values.from} has no releases yet. Nothing has been changed.`
        : `${values.from} has no release ${tag}. It has: ${all.join(', ')}.`,
    );
  const version = versionAt('HEAD');
  const base = fetchTag(`v${version}`, all);
  if (base === undefined)
    refuse(
      `${values.from} has no release v${version}, which package.json says is here, so nobody can tell what was changed here.`,
    );
  if (base === next) refuse(`Release ${tag} is here already.`);

  const [before, here, after] = [filesAt(base), filesAt('HEAD'), filesAt(next)];
  const engine = (files: Tree) => [...files.keys()].filter((path) => !isForks(path));
  // A file that only the fork has is the fork's, in any folder, unless the release has a file of that name.
  const edited = [...new Set([...engine(before), ...engine(after)])].filter(
    (path) => here.get(path) !== before.get(path) && here.get(path) !== after.get(path),
  );
  if (edited.length > 0 && !values.overwrite)
    refuse(
      'These files belong to the engine and were changed here. An upgrade would undo that:',
      ...edited.map((path) => `  ${path}`),
      `Move your changes into ${forkPlaces.join(', ')}, offer them to the engine, or add --overwrite to give them up.`,
    );

  const defaults = changedDefaults(before, here, after);
  const fromEngine = [
    ...[...new Set([...engine(before), ...engine(after)])].map((path) => ({ path, from: path })),
    ...defaults.filter(({ isOwn }) => !isOwn),
  ];
  const removed = fromEngine.filter(({ path, from }) => !after.has(from) && here.has(path)).map(({ path }) => path);
  const taken = fromEngine.filter(({ path, from }) => after.has(from) && after.get(from) !== here.get(path));
  const entries = [
    ...taken.map(({ path, from }) => `${modeAndName(after.get(from)!)} 0\t${path}\0`),
    ...removed.map((path) => `0 ${'0'.repeat(40)} 0\t${path}\0`),
  ];
  git(['update-index', '-z', '--add', '--index-info'], entries.join(''));
  git(['checkout-index', '--force', '-z', '--stdin'], taken.map(({ path }) => `${path}\0`).join(''));
  for (const path of removed) rmSync(join(root, path), { force: true });
  console.log(`Engine ${version} → ${versionAt(next)}: ${taken.length} files taken, ${removed.length} removed.`);
  for (const { path, from } of defaults.filter(({ isOwn }) => isOwn))
    console.log(
      `${path}: yours is left as it is, and the release changes its own. See what: git diff ${short(base)} ${short(next)} -- ${from}`,
    );

  // The engine that has just come knows what it changes in content, and may need other packages to say so.
  const { code } = await execute('src/commands/run.mjs', ['src/commands/migrate.ts', version], { show: true });
  git(['add', '--all']);
  if (code !== 0)
    refuse('', 'The content could not be brought up to date: see above. To take it all back: git reset --hard');
  console.log(`
What changed is in CHANGELOG.md. Now:
  git diff --staged     shows everything
  npm test              tries it
  git commit --all      keeps it, with what you mended
  git reset --hard      takes it all back`);
}

const short = (commit: string) => commit.slice(0, 10);

/** Returns the part of a tree's entry that git's index takes: mode and hash, without the type. */
const modeAndName = (about: string) => about.replace(/ \w+ /, ' ');

try {
  await upgrade();
} catch (error) {
  if (!(error instanceof GitError)) throw error;
  refuse(error.message, 'Nothing has been changed that "git reset --hard" does not take back.');
}
