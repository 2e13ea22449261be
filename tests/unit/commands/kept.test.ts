import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { Kept } from '../../../src/build/kept.ts';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'kept-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

const make = (text: string) => () => Promise.resolve(Buffer.from(text));

it('makes a result once for the same inputs, and again for others', async () => {
  const path = folder();
  expect(String(await new Kept(path).get(['a', 'b'], make('first')))).toBe('first');
  const later = new Kept(path);
  expect(String(await later.get(['a', 'b'], make('second')))).toBe('first');
  expect(String(await later.get(['ab', ''], make('third')))).toBe('third');
  expect(later.made).toBe(1);
});

it('forgets what a build had no use for, once it is old', async () => {
  const path = folder();
  await new Kept(path).get(['old'], make('old'));
  const kept = new Kept(path);
  await kept.get(['used'], make('used'));
  await kept.tidy();
  expect(readdirSync(path)).toHaveLength(2);
  await kept.tidy(new Date(Date.now() + 31 * 86_400_000));
  expect(readdirSync(path)).toHaveLength(1);
  await new Kept(join(path, 'none')).tidy();
});
