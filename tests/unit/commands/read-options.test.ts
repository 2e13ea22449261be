import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { expect, it } from 'vitest';

it('a command says in words that an option is not known, and how it is used', () => {
  const { stderr, status } = spawnSync(process.execPath, ['src/commands/check.ts', '--contents'], { encoding: 'utf8' });
  expect([status, stderr.split('\n')[0]]).toEqual([1, "Unknown option '--contents'."]);
  expect(stderr).toContain('npm run check -- --content ');
  expect(stderr).not.toMatch(/^ +at /m);
});

it('every command that people type reads its options this way', () => {
  const reading = globSync('src/commands/*.ts').filter((file) => readFileSync(file, 'utf8').includes('parseArgs('));
  expect(reading).toEqual(['src/commands/read-options.ts']);
});
