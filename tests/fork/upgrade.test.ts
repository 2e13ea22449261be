import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrate } from '#src/commands/fork/migrations.ts';
import { cloneOf, engineRepository, type Clone } from '../support/clone.ts';

const read = ({ folder }: Clone, path: string) => readFileSync(join(folder, path), 'utf8');
const write = ({ folder }: Clone, path: string, text: string) => writeFileSync(join(folder, path), text);

/** Gives the engine its next version and a tag of that name. */
function release(engine: Clone, version: string): void {
  write(engine, 'package.json', read(engine, 'package.json').replace(/"version": ".*"/, `"version": "${version}"`));
  engine.commitAll(`Release ${version}`);
  engine.git('tag', '--annotate', `v${version}`, '--message', version);
}

/** An engine with a release, and a fork of it with an article and a page of its own and without the engine's. */
function forkOfARelease() {
  const engine = engineRepository();
  release(engine, '1.0.0');
  const fork = cloneOf(engine);
  rmSync(join(fork.folder, 'content/guidance'), { recursive: true });
  write(fork, 'content/pages/about.mdx', 'Our own words.\n');
  write(fork, 'src/site.config.ts', read(fork, 'src/site.config.ts').replace(/name: '.*'/, "name: 'Our Mentors'"));
  write(fork, 'our-notes.md', 'A file of ours.\n');
  fork.commitAll('Our own site');
  return { engine, fork };
}

/** Changes in an engine what a fork has changed, too, and what it has not; and takes a file away. */
function changeEngine(engine: Clone): void {
  const article = 'content/guidance/first-meeting/index.mdx';
  write(engine, article, `${read(engine, article)}\nMore.\n`);
  write(engine, 'content/pages/about.mdx', 'Their other words.\n');
  write(
    engine,
    'src/site.config.ts',
    read(engine, 'src/site.config.ts').replace(/name: '.*'/, "name: 'Their Mentors'"),
  );
  write(engine, 'src/address.ts', `${read(engine, 'src/address.ts')}// Changed.\n`);
  write(engine, 'src/new-part.ts', 'export {};\n');
  rmSync(join(engine.folder, 'docs/glossary.md'), { force: true });
}

const ownPlaces = ['content', 'public', 'src/site.config.ts', 'our-notes.md'];

describe('npm run upgrade', () => {
  it(
    'takes the engine of a release without a conflict, and leaves the places of the fork',
    { timeout: 300_000 },
    () => {
      const { engine, fork } = forkOfARelease();
      changeEngine(engine);
      release(engine, '1.1.0');

      const { code, output } = fork.run('src/commands/upgrade.ts', 'v1.1.0');
      expect(output).toMatch(/^Engine 1\.0\.0 → 1\.1\.0: 3 files taken, 1 removed\.$/m);
      expect(code).toBe(0);
      expect(fork.git('diff', '--staged', '--name-status').trim().split('\n').sort()).toEqual([
        'A\tsrc/new-part.ts',
        'D\tdocs/glossary.md',
        'M\tpackage.json',
        'M\tsrc/address.ts',
      ]);
      expect(fork.git('diff', 'HEAD', '--name-only', '--', ...ownPlaces)).toBe('');
      expect(fork.git('diff', '--name-only')).toBe('');

      fork.git('reset', '--quiet', '--hard');
      expect(fork.git('status', '--porcelain')).toBe('');
      expect(read(fork, 'package.json')).toContain('"version": "1.0.0"');
    },
  );

  it('takes one release after the other', { timeout: 300_000 }, () => {
    const { engine, fork } = forkOfARelease();
    changeEngine(engine);
    release(engine, '1.1.0');
    expect(fork.run('src/commands/upgrade.ts', 'v1.1.0').code).toBe(0);
    fork.commitAll('Upgrade');
    write(engine, 'src/address.ts', `${read(engine, 'src/address.ts')}// And again.\n`);
    release(engine, '1.2.0');
    const { output } = fork.run('src/commands/upgrade.ts', 'v1.2.0');
    expect(output).toContain('Engine 1.1.0 → 1.2.0: 2 files taken, 0 removed.');
    expect(read(fork, 'src/address.ts')).toBe(read(engine, 'src/address.ts'));
  });

  it(
    'takes a default that the fork has not changed, tells of one and of words that it has, and adds a mail',
    {
      timeout: 300_000,
    },
    () => {
      const { engine, fork } = forkOfARelease();
      write(fork, 'content/support.yaml', read(engine, 'starter/content/support.yaml'));
      write(fork, 'src/theme/palette.css', `${read(fork, 'src/theme/palette.css')}/* Ours. */\n`);
      write(fork, 'README.md', '# Our Mentors\n');
      const weights = 'src/search/query/harm-weights.json';
      write(fork, weights, 'Learned here.\n');
      fork.commitAll('Our colours');
      const palette = read(fork, 'src/theme/palette.css');
      const defaults = ['src/theme/palette.css', 'src/theme/faces.css', 'starter/content/support.yaml', 'README.md'];
      for (const path of [...defaults, weights]) write(engine, path, `${read(engine, path)}\n`);
      write(engine, 'src/theme/fonts/OFL-new.txt', 'A licence.\n');
      const tasks = 'starter/content/tasks.yaml';
      write(engine, tasks, `${read(engine, tasks)}# Other words.\n`);
      write(engine, 'starter/content/mail/reminder.md', '---\nsubject: A reminder\n---\n\nDear {{name}}\n');
      const mail = 'starter/content/mail/offer-mentor.md';
      write(engine, mail, read(engine, mail).replace('{{team}}', 'Thank you,\n{{team}}'));
      const page = 'starter/content/pages/support.mdx';
      write(engine, page, `${read(engine, page)}\nSomebody else helps.\n`);
      release(engine, '1.1.0');

      const { output } = fork.run('src/commands/upgrade.ts', 'v1.1.0');
      const shown = (command: RegExp) => fork.git(...command.exec(output)![1]!.split(' '));
      expect(shown(/^src\/theme\/palette\.css: yours is left as it is, .* See what: git (.+)$/m)).toContain(
        'palette.css',
      );
      expect(read(fork, 'src/theme/palette.css')).toBe(palette);
      expect(read(fork, 'README.md')).toBe('# Our Mentors\n');
      expect(read(fork, weights)).toBe('Learned here.\n');
      for (const path of ['src/theme/faces.css', 'src/theme/fonts/OFL-new.txt', 'starter/content/support.yaml'])
        expect(read(fork, path)).toBe(read(engine, path));
      expect(read(fork, 'content/support.yaml')).toBe(read(engine, 'starter/content/support.yaml'));
      expect(output.match(/yours is left as it is/g)).toHaveLength(3);

      expect(shown(/^Your words are as they were\. .* 3 of the files .*: git (.+)$/m)).toContain('+# Other words.');
      for (const path of [mail, page]) expect(output).toContain(`compare yours with these:\n  ${path}\n`);
      expect(output).toContain('content/mail/reminder.md: added.');
      expect(fork.git('diff', '--staged', '--name-only', '--', 'content').trim().split('\n')).toEqual([
        'content/mail/reminder.md',
        'content/support.yaml',
      ]);
    },
  );

  it(
    'refuses, and changes nothing, when work would be lost or the versions are not known',
    { timeout: 300_000 },
    () => {
      const { engine, fork } = forkOfARelease();
      changeEngine(engine);
      release(engine, '1.1.0');
      const refusal = (...args: string[]) => {
        const { code, output } = fork.run('src/commands/upgrade.ts', ...args);
        expect(code, output).toBe(1);
        return output;
      };
      expect(refusal('v9.0.0')).toContain('engine has no release v9.0.0. It has: v1.0.0, v1.1.0.');
      expect(refusal('v1.0.0')).toContain('Release v1.0.0 is here already.');
      expect(refusal('v1.1.0', '--from', join(fork.folder, 'nowhere'))).toMatch(
        /^The engine cannot be reached at .*nowhere, and nothing has been changed\. Git says:\n {2}git ls-remote/,
      );
      expect(refusal('v1.1.0', '--from', fork.folder)).toContain('has no releases yet. Nothing has been changed.');

      write(fork, 'content/pages/about.mdx', 'Not committed.\n');
      expect(refusal('v1.1.0')).toContain(
        'no commit. Commit them or take them back, then try again:\n  content/pages/about.mdx',
      );
      fork.git('checkout', '--quiet', '.');

      write(fork, 'src/address.ts', `// Ours.\n${read(fork, 'src/address.ts')}`);
      fork.commitAll('Change the engine');
      expect(refusal('v1.1.0')).toContain('An upgrade would undo that:\n  src/address.ts\n');
      expect(fork.git('status', '--porcelain')).toBe('');
      expect(fork.run('src/commands/upgrade.ts', 'v1.1.0', '--overwrite').code).toBe(0);
      expect(read(fork, 'src/address.ts')).not.toContain('// Ours.');
    },
  );
});

describe('migrations of content', () => {
  const migration = (version: string) => ({ version, title: `Change ${version}`, run: () => [`content/${version}`] });
  const all = [migration('1.10.0'), migration('1.2.0'), migration('1.1.0')];

  it('run from the release after the fork’s to the last, in their order', () => {
    expect(migrate(all, '1.1.0', '.')).toEqual([
      '1.2.0: Change 1.2.0',
      '  content/1.2.0',
      '1.10.0: Change 1.10.0',
      '  content/1.10.0',
    ]);
    expect(migrate(all, '1.10.0', '.')).toEqual([]);
  });

  it('report when there is nothing to do', () => {
    expect(migrate([{ ...migration('2.0.0'), run: () => [] }], '1.0.0', '.')).toEqual([
      '2.0.0: Change 2.0.0 (nothing to do here)',
    ]);
  });
});
