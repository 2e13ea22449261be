import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { learnedData } from '#src/build/plugins/learned-data.ts';

const files = {
  'package-lock.json': '{}',
  'src/search/query/weights.ts': 'export const LEAST = 1;',
  'src/search/learning/harm-examples/danger.txt': 'i am not safe',
  'site/content/support.yaml': '{}',
  'site/content/tasks.yaml': '- asked: [how do I apply]\n',
  'site/content/questions/apply.yaml': 'page: [where do I apply]\n',
};

function write(root: string, path: string, text: string): void {
  mkdirSync(join(root, dirname(path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** Returns an engine's folder with a site in it, and what gives the code of its module. */
function folder() {
  const root = mkdtempSync(join(tmpdir(), 'learned-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) write(root, path, text);
  const { load } = learnedData(root, join(root, 'site')) as unknown as {
    load: { handler: (id: string) => Promise<{ code: string }> };
  };
  const read = async () => (await load.handler('\0virtual:question-words')).code;
  return { root, read, cachedFiles: () => readdirSync(join(root, '.cache/learned')) };
}

it('reads what was learned from its cache while nothing has changed that decides it', async () => {
  const { root, read, cachedFiles } = folder();
  const first = await read();
  expect(first).toContain('appli');
  write(root, 'src/inbox/app.ts', 'export {};');
  write(root, 'site/content/people/ada.yaml', 'name: Ada\n');
  expect(await read()).toBe(first);
  expect(cachedFiles()).toHaveLength(1);
});

it.each(Object.keys(files))('learns again when %s has changed', async (path) => {
  const { root, read, cachedFiles } = folder();
  await read();
  write(root, path, `${files[path as keyof typeof files]}\n`);
  await read();
  expect(cachedFiles()).toHaveLength(2);
});

it('gives what the changed content says', async () => {
  const { root, read } = folder();
  const before = await read();
  write(root, 'site/content/questions/apply.yaml', 'page: [where do I apply, can I apply twice]\n');
  expect(await read()).not.toBe(before);
});
