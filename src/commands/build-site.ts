import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildInputs } from '../build/build-inputs.ts';
import { execute, packageScript } from './execute.ts';
import { cache, root } from './root.ts';

interface Build {
  /** Output folder, from the repository's root. */
  folder?: string;
  /** Settings added to this process's own. */
  env?: NodeJS.ProcessEnv;
  /** Shows the build's output only when it fails. */
  quiet?: boolean;
}

/** With a small young generation, a build takes a sixth less memory and no more time. */
const nodeOptions = ['--max-semi-space-size=16'];

const stampOf = (folder: string) => join(cache, 'built', folder);

/** True when the folder has a complete build of today's inputs. */
export function isBuilt({ folder = 'dist', env = {} }: Build = {}): boolean {
  const stamp = stampOf(folder);
  const whole = existsSync(stamp) && existsSync(join(root, folder, 'index.html'));
  return whole && readFileSync(stamp, 'utf8') === buildInputs(root, { ...process.env, ...env });
}

/** Builds the site, with its search index, host files and compressed files. Returns the build's exit code. */
export async function buildSite({ folder = 'dist', env = {}, quiet = false }: Build = {}): Promise<number> {
  const stamp = stampOf(folder);
  const inputs = buildInputs(root, { ...process.env, ...env });
  rmSync(stamp, { force: true });
  const { code, output } = await execute(packageScript('astro/bin/astro.mjs'), ['build', '--outDir', folder], {
    show: !quiet,
    env,
    nodeOptions,
  });
  if (code === 0) {
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, inputs);
  } else {
    if (quiet) console.error(output);
    await explain(env);
  }
  return code;
}

/** Prints the content's problems after a failed build, in words for authors; nothing when the content has none. */
async function explain(env: NodeJS.ProcessEnv): Promise<void> {
  const { code, output } = await execute('src/commands/content/main.ts', ['--problems'], { env });
  if (code !== 0) console.error(`\nThe site is not built. Mend this first, then build again:\n\n${output.trimEnd()}`);
}
