import { accessSync, constants, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const run = readFileSync('.ci/run', 'utf8');

describe('.ci/run', () => {
  it('is executable', () => {
    expect(() => accessSync('.ci/run', constants.X_OK)).not.toThrow();
  });

  it('runs the test command, and nothing else', () => {
    const commands = run.split('\n').filter((line) => line !== '' && !/^(#|set |cd )/.test(line));
    expect(commands).toEqual(['exec npm test']);
  });
});
