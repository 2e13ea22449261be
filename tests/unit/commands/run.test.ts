import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const run = 'src/commands/run.mjs';

/** Writes a script and returns its path from the repository's root. */
function script(body: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'run-')), 'script.mjs');
  writeFileSync(file, body);
  return relative('.', file);
}

describe('run.mjs', () => {
  it('passes arguments on, ends with the script’s exit code, and prints nothing itself', () => {
    const echo = script('console.log(JSON.stringify(process.argv.slice(2))); process.exit(7)');
    const { stdout, stderr, status } = spawnSync(process.execPath, [run, echo, 'a b', '--c'], { encoding: 'utf8' });
    expect({ stdout: JSON.parse(stdout) as unknown, stderr, status }).toEqual({
      stdout: ['a b', '--c'],
      stderr: '',
      status: 7,
    });
  });

  it('runs the script on Node 24 or later', () => {
    const { stdout } = spawnSync(process.execPath, [run, script('console.log(process.version)')], { encoding: 'utf8' });
    expect(Number(/\d+/.exec(stdout)![0])).toBeGreaterThanOrEqual(24);
  });

  it('passes SIGTERM on and waits for the script’s own end', async () => {
    const patient = script(
      `process.on('SIGTERM', () => setTimeout(() => process.exit(3), 50)); setInterval(() => {}, 1000); console.log('ready')`,
    );
    const child = spawn(process.execPath, [run, patient]);
    await once(child.stdout, 'data');
    child.kill('SIGTERM');
    expect((await once(child, 'exit'))[0]).toBe(3);
  });

  it('says what to do when Node is too old', () => {
    const old = 'data:text/javascript,Object.defineProperty(process, "version", { value: "v18.20.4" })';
    const { stderr, status } = spawnSync(process.execPath, ['--import', old, run, script('')], { encoding: 'utf8' });
    expect(stderr).toContain('Node v18.20.4; version 20 or later is needed');
    expect(stderr).toContain('https://nodejs.org');
    expect(status).toBe(1);
  });
});
