import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildInputs } from '../build/cache/build-inputs.ts';
import { execute } from './execute.ts';
import { cache, root } from './root.ts';

interface Build {
  /** Output folder, from the repository's root. */
  folder?: string;
  /** Settings added to this process's own. */
  env?: NodeJS.ProcessEnv;
  /** Shows the build's output only when it fails. */
  quiet?: boolean;
}

/** Node's options for a build: a young generation of one size. A larger one takes an eighth more memory, a growing one a twentieth more time. */
export const nodeOptions = ['--min-semi-space-size=16', '--max-semi-space-size=16'];

const stampOf = (folder: string) => join(cache, 'built', folder);

/** True when the folder has a complete build of today's inputs. */
export function isBuilt({ folder = 'dist', env = {} }: Build = {}): boolean {
  const stamp = stampOf(folder);
  const whole = existsSync(stamp) && existsSync(join(root, folder, 'index.html'));
  return whole && readFileSync(stamp, 'utf8') === buildInputs(root, { ...process.env, ...env });
}

/** Builds the site in a process of its own, which `npm run build` is too. Returns its exit code. */
export async function buildSite({ folder = 'dist', env = {}, quiet = false }: Build = {}): Promise<number> {
  const { code, output } = await execute('src/commands/build.ts', ['--folder', folder], {
    show: !quiet,
    env,
    nodeOptions,
  });
  if (code !== 0 && quiet) console.error(output);
  return code;
}

/** Runs a build, and records what it was made from when it succeeds. */
export async function recordBuild(folder: string, build: () => Promise<void>): Promise<void> {
  const stamp = stampOf(folder);
  const inputs = buildInputs(root);
  rmSync(stamp, { force: true });
  await build();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, inputs);
}

/** Prints the content's problems after a failed build, in words for authors; nothing when the content has none. */
export async function explainContent(): Promise<void> {
  const { code, output } = await execute('src/commands/content/main.ts', ['--problems']);
  if (code !== 0) console.error(`\nThe site is not built. Mend this first, then build again:\n\n${output.trimEnd()}`);
}
