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

/** Native packages that the build and the checks need, and the platforms that it must run on. */
const native = [
  ...['@astrojs/compiler-binding', 'esbuild', 'lightningcss', 'oxlint', 'oxlint-tsgolint', 'pagefind', 'rolldown'],
  ...['satteri', 'sharp'],
];
const machines = [
  ['darwin', 'arm64'],
  ['darwin', 'x64'],
  ['linux', 'arm64'],
  ['linux', 'x64'],
  ['win32', 'x64'],
] as const;

const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** Returns the entry that a package's dependency resolves to: the nearest copy, upwards from its own folder, as Node finds it. */
function dependency(path: string, name: string): Entry | undefined {
  const own = packages[`${path && `${path}/`}node_modules/${name}`];
  if (own || path === '') return own;
  return dependency(path.slice(0, Math.max(0, path.lastIndexOf('/node_modules/'))), name);
}

describe('package-lock.json', () => {
  it('has every optional package that another package names', () => {
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => dependency(path, name) === undefined)
        .map((name) => `${path} → ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it.each(native)('has a binary of each copy of %s for each kind of machine', (name) => {
    const copies = Object.keys(packages).filter((path) => nameOf(path) === name);
    const lacking = copies.flatMap((path) => {
      const { version, optionalDependencies = {} } = packages[path]!;
      const binaries = Object.entries(optionalDependencies)
        .map(([each, wanted]) => ({ wanted, ...dependency(path, each) }))
        .filter((each) => each.version === each.wanted);
      return machines
        .filter(([os, cpu]) => !binaries.some((entry) => entry.os?.includes(os) && entry.cpu?.includes(cpu)))
        .map((machine) => `${path} ${version}: ${machine.join(' ')}`);
    });
    expect(copies).not.toEqual([]);
    expect(lacking).toEqual([]);
  });

  it('has no native package that is not checked here', () => {
    const families = Object.entries(packages)
      .filter(([path, { optionalDependencies = {} }]) =>
        Object.keys(optionalDependencies).some((name) => dependency(path, name)?.cpu?.includes('arm64')),
      )
      .map(([path]) => nameOf(path))
      .filter((name) => !name.startsWith('@img/'));
    expect([...new Set(families)].sort()).toEqual([...native].sort());
  });

  it('names no registry, so that any mirror serves it', () => {
    expect(Object.values(packages).filter(({ resolved }) => resolved !== undefined)).toEqual([]);
    expect(text).not.toMatch(/https?:\/\/[^"/]*(registry|npm)[^"]*\.tgz/);
  });
});
