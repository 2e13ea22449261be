import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../src/commands/root.ts';

const execute = promisify(execFile);

/** Starlight's version. */
const starlight = '0.42.4';

/**
 * Makes a folder an empty Starlight site with its packages. They must be inside the folder, or Astro does not find its styles.
 * @throws when they cannot be installed
 */
export async function preparePeer(folder: string, hasSidebar: boolean): Promise<void> {
  await install(folder);
  for (const old of ['src', 'dist', '.astro', 'node_modules/.astro'])
    await rm(join(folder, old), { recursive: true, force: true });
  await mkdir(join(folder, 'src'), { recursive: true });
  await writeFile(
    join(folder, 'astro.config.mjs'),
    `import { defineConfig } from 'astro/config';
import starlight from '@astrojs/starlight';
export default defineConfig({
  site: 'http://localhost:4321',
  integrations: [starlight({ title: 'Peer', ${hasSidebar ? '' : 'sidebar: [], '}})],
});
`,
  );
  await writeFile(
    join(folder, 'src/content.config.ts'),
    `import { defineCollection } from 'astro:content';
import { docsLoader } from '@astrojs/starlight/loaders';
import { docsSchema } from '@astrojs/starlight/schema';
export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };
`,
  );
}

/** Installs the packages of the peer, unless the last install had the same. Astro and Vite are ours, so that the engines differ and not their versions. */
async function install(packages: string): Promise<void> {
  const { dependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const { astro, sharp, vite } = dependencies;
  const wanted = JSON.stringify({
    private: true,
    type: 'module',
    dependencies: { astro, sharp, vite, '@astrojs/starlight': starlight },
  });
  const file = join(packages, 'package.json');
  // npm writes its lock file at the end of an install.
  if (existsSync(join(packages, 'package-lock.json')) && (await readFile(file, 'utf8')) === wanted) return;
  await rm(packages, { recursive: true, force: true });
  await mkdir(packages, { recursive: true });
  await writeFile(file, wanted);
  await execute('npm', ['install', '--no-audit', '--no-fund'], { cwd: packages });
}
