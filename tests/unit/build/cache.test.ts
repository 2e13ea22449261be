import { appendFileSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { cached, tidyCache } from '../../../src/build/cache/cache.ts';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'cache-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

const maker = (text = 'made') => vi.fn(() => Promise.resolve(Buffer.from(text)));

it('makes a result once for the same inputs', async () => {
  const path = folder();
  const again = maker('again');
  expect(String(await cached(path, ['a', Buffer.from('b')], maker()))).toBe('made');
  expect(String(await cached(path, ['a', Buffer.from('b')], again))).toBe('made');
  expect(again).not.toHaveBeenCalled();
});

it.each([[['a', 'c']], [['ab']], [['a', 'b', '']], [['', 'ab']], [['b', 'a']]])(
  'misses with the inputs %j',
  async (inputs) => {
    const path = folder();
    await cached(path, ['a', 'b'], maker());
    expect(String(await cached(path, inputs, maker('other')))).toBe('other');
  },
);

it('makes a damaged result again', async () => {
  const path = folder();
  await cached(path, ['a'], maker());
  appendFileSync(join(path, readdirSync(path)[0]!), ' and more');
  expect(String(await cached(path, ['a'], maker('again')))).toBe('again');
  expect(String(await cached(path, ['a'], maker('never')))).toBe('again');
});

it('writes nothing when making fails', async () => {
  const path = folder();
  await expect(cached(path, ['a'], () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(readdirSync(path)).toEqual([]);
});

it('deletes what no build has used for thirty days', async () => {
  const path = folder();
  await cached(path, ['old'], maker());
  await cached(path, ['used'], maker());
  const past = new Date(Date.now() - 31 * 86_400_000);
  for (const name of readdirSync(path)) utimesSync(join(path, name), past, past);
  await cached(path, ['used'], maker('never'));
  tidyCache(path);
  expect(readdirSync(path)).toHaveLength(1);
  expect(String(await cached(path, ['used'], maker('never')))).toBe('made');
  tidyCache(join(path, 'missing'));
});
