import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { expect, it } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };

it.each([
  ['check', 'npm run check -- --content '],
  ['new', 'npm run new -- "'],
  ['start', 'npm start'],
  ['learn', 'npm run learn'],
])('%s says in words that an option is not known, and how it is used', (command, usage) => {
  const { stderr, status } = spawnSync(process.execPath, [`src/commands/${command}.ts`, '--contents'], {
    encoding: 'utf8',
  });
  expect([status, stderr.split('\n')[0]]).toEqual([1, "Unknown option '--contents'."]);
  expect(stderr).toContain(usage);
  expect(stderr).not.toMatch(/^ +at /m);
});

const commands = Object.values(manifest.scripts).flatMap((script) => /src\/commands\/[\w-]+\.ts$/.exec(script) ?? []);

it.each(commands)('%s says for --help how it is used, and does nothing', (command) => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [command, '--help'], { encoding: 'utf8' });
  expect([status, stderr, stdout.startsWith('npm ')]).toEqual([0, '', true]);
});

it('every command that takes options reads them this way', () => {
  const reading = globSync('src/commands/*.ts').filter((file) => readFileSync(file, 'utf8').includes('parseArgs('));
  expect(reading).toEqual(['src/commands/read-options.ts']);
});
