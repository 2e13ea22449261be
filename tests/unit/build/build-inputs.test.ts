import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { siteFolder } from '#site-folder';
import { buildInputs } from '#src/build/cache/build-inputs.ts';

const noon = new Date('2026-12-01T12:00:00Z');
const article = `${siteFolder}/content/guidance/a/index.mdx`;

/** Returns a folder with one article, and a function that writes a file there and returns the hash. */
function site() {
  const root = mkdtempSync(join(tmpdir(), 'inputs-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  return (file: string, text: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
    return buildInputs(root, {}, noon);
  };
}

describe('the hash of a build’s inputs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'inputs-'));
  const inputs = (env: NodeJS.ProcessEnv, now = noon) => buildInputs(folder, env, now);

  it('is the same for the same files, settings and day', () => {
    expect(inputs({ PORT: '1', HOME: '/a' }, new Date('2026-12-01T18:00:00Z'))).toBe(inputs({ PORT: '2', HOME: '/b' }));
    expect(inputs({ SITE_URL: '' })).toBe(inputs({}));
    const write = site();
    expect(write(article, 'Talk.')).toBe(write(article, 'Talk.'));
  });

  it.each([{ SITE_URL: 'https://example.org' }, { PUBLIC_FORMSPREE_ASK: 'abc' }, { CLOCK: '2027-01-01T00:00:00Z' }])(
    'differs with %o',
    (env) => {
      expect(inputs(env)).not.toBe(inputs({}));
    },
  );

  it('differs on the next day in the site’s time zone', () => {
    const [before, from, later] = ['2026-07-02T03:59:59Z', '2026-07-02T04:00:00Z', '2026-07-02T05:00:00Z'].map(
      (instant) => inputs({}, new Date(instant)),
    );
    expect(before).not.toBe(from);
    expect(later).toBe(from);
  });

  it.each([
    ['plain', '---\ntitle: T\n---\n'],
    ['behind a byte order mark', '\uFEFF---\ntitle: T\n---\n'],
    ['behind a blank line', '\n---\ntitle: T\n---\n'],
    ['under a quoted name', '---\n"title": T\n---\n'],
    ['with Windows line ends', '---\r\ntitle: T\r\n---\r\n'],
  ])('differs with an article’s title that is written %s', (_, text) => {
    const write = site();
    const before = write(article, text);
    expect(write(article, text.replace('T\r', 'U\r').replace('T\n', 'U\n'))).not.toBe(before);
  });

  it.each([
    'src/site.config.ts',
    `${siteFolder}/content/facts/visa.yaml`,
    `${siteFolder}/public/icon.svg`,
    'astro.config.mjs',
    'package-lock.json',
    '.env',
  ])('differs with %s', (file) => {
    const write = site();
    expect(write(file, 'x')).not.toBe(write(file, 'y'));
  });

  it.each(['src/inbox/app.ts', 'src/commands/start.ts', 'README.md'])('does not depend on %s', (file) => {
    const write = site();
    expect(write(file, 'x')).toBe(write(file, 'y'));
  });

  it('differs when a file is renamed or text moves from one file to the next', () => {
    const write = site();
    const [one, two] = ['a', 'b'].map((name) => `${siteFolder}/content/${name}.yaml`) as [string, string];
    const before = (write(one, 'one'), write(two, 'two'));
    write(one, 'onetwo');
    expect(write(two, '')).not.toBe(before);
  });
});
