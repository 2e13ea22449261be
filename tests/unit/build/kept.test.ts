import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
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
  kept.tidy();
  expect(readdirSync(path)).toHaveLength(2);
  kept.tidy(new Date(Date.now() + 31 * 86_400_000));
  expect(readdirSync(path)).toHaveLength(1);
  new Kept(join(path, 'none')).tidy();
});

it('makes again what was damaged', async () => {
  const path = folder();
  await new Kept(path).get(['a'], make('whole'));
  const [name] = readdirSync(path);
  appendFileSync(join(path, name!), ' and more');
  const kept = new Kept(path);
  expect(kept.find(['a'])).toBeUndefined();
  expect(String(await kept.get(['a'], make('again')))).toBe('again');
  expect(String(kept.find(['a']))).toBe('again');
});

it('puts a result in the place of another, apart from those that something else enters', () => {
  const path = folder();
  const kept = new Kept(path);
  kept.put(['a'], Buffer.from('one'));
  kept.put(['a'], Buffer.from('two'));
  expect(String(kept.find(['a']))).toBe('two');
  expect(new Kept(path, { inputs: ['other code'] }).find(['a'])).toBeUndefined();
});

it('holds one build where it is told to', () => {
  const path = folder();
  new Kept(path).put(['before'], Buffer.from('before'));
  const kept = new Kept(path, { days: 0 });
  kept.put(['now'], Buffer.from('now'));
  kept.tidy();
  expect(readdirSync(path)).toHaveLength(1);
});
