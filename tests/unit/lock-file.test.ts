import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Entry {
  version?: string;
  resolved?: string;
  os?: string[];
  cpu?: string[];
  optionalDependencies?: Record<string, string>;
}

const text = readFileSync('package-lock.json', 'utf8');
const { packages } = JSON.parse(text) as { packages: Record<string, Entry> };

/** Native packages that the build needs, and the platforms that it must run on. */
const native = ['@astrojs/compiler-binding', 'esbuild', 'lightningcss', 'pagefind', 'rolldown', 'satteri', 'sharp'];
const machines = [
  ['darwin', 'arm64'],
  ['darwin', 'x64'],
  ['linux', 'arm64'],
  ['linux', 'x64'],
  ['win32', 'x64'],
] as const;

/** Returns the entry that a package's dependency resolves to: its own copy first, then the shared one. */
const dependency = (path: string, name: string) =>
  packages[`${path}/node_modules/${name}`] ?? packages[`node_modules/${name}`];

describe('package-lock.json', () => {
  it('has every optional package that another package names', () => {
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => dependency(path, name) === undefined)
        .map((name) => `${path} → ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it.each(native)('has a binary of %s for each kind of machine', (name) => {
    const path = `node_modules/${name}`;
    const binaries = Object.keys(packages[path]?.optionalDependencies ?? {}).map((each) => dependency(path, each));
    const lacking = machines.filter(
      ([os, cpu]) => !binaries.some((entry) => entry?.os?.includes(os) && entry.cpu?.includes(cpu)),
    );
    expect(lacking).toEqual([]);
  });

  it('has no native package that is not checked here', () => {
    const families = Object.entries(packages)
      .filter(([path, { optionalDependencies = {} }]) =>
        Object.keys(optionalDependencies).some((name) => dependency(path, name)?.cpu?.includes('arm64')),
      )
      .map(([path]) => path.replace(/^node_modules\//, ''));
    expect(families.filter((name) => !name.startsWith('@img/')).sort()).toEqual([...native].sort());
  });

  it('names no registry, so that any mirror serves it', () => {
    expect(Object.values(packages).filter(({ resolved }) => resolved !== undefined)).toEqual([]);
    expect(text).not.toMatch(/https?:\/\/[^"/]*(registry|npm)[^"]*\.tgz/);
  });
});
