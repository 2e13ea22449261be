import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { expect, it } from 'vitest';

it('no page or form of the engine links to an article by its name, because another site may not have it', () => {
  const files = globSync('src/**/*.{astro,ts,tsx}', { ignore: 'src/site.config.ts' });
  expect(files.length).toBeGreaterThan(400);
  const named = files.filter((file) =>
    /href[=:]\s*["'`{]*\/guidance\/(?!for\/|topics\/)[a-z][a-z0-9-]*\//.test(readFileSync(file, 'utf8')),
  );
  expect(named).toEqual([]);
});
