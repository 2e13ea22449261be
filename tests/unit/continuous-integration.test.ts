import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const run = readFileSync('.ci/run', 'utf8');

describe('.ci/run', () => {
  it('is executable', () => {
    expect(() => accessSync('.ci/run', constants.X_OK)).not.toThrow();
  });

  it('runs the test command that the README names, and nothing else', () => {
    const commands = run.split('\n').filter((line) => line !== '' && !/^(#|set |cd )/.test(line));
    expect(commands).toEqual(['exec npm test']);
    if (existsSync('README.md')) expect(readFileSync('README.md', 'utf8')).toContain('npm test');
  });
});
