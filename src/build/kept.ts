import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** How long a file is kept that no build has asked for (ms). */
const longest = 30 * 86_400_000;

/** Results of earlier builds, under a hash of all that enters them, so that a build makes only what changed. */
export class Kept {
  readonly #folder: string;
  readonly #used = new Set<string>();
  /** How many were not there and had to be made. */
  made = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The result for these inputs, made where no earlier build has. */
  async get(inputs: readonly (string | Uint8Array)[], make: () => Promise<Buffer>): Promise<Buffer> {
    const hash = createHash('sha256');
    for (const input of inputs) hash.update(input).update('\0');
    const name = hash.digest('hex');
    this.#used.add(name);
    const path = join(this.#folder, name);
    const kept = await orMissing(readFile(path));
    if (kept) return kept;
    const result = await make();
    this.made += 1;
    await mkdir(this.#folder, { recursive: true });
    await writeFile(`${path}.part`, result);
    await rename(`${path}.part`, path);
    return result;
  }

  /** Removes what this build had no use for and was made long ago. */
  async tidy(now: Date = new Date()): Promise<void> {
    for (const name of (await orMissing(readdir(this.#folder))) ?? []) {
      if (this.#used.has(name)) continue;
      const path = join(this.#folder, name);
      const file = await orMissing(stat(path));
      if (file && now.getTime() - file.mtimeMs > longest) await rm(path, { force: true });
    }
  }
}

/** Undefined where the file is not there, which another build may have removed meanwhile. */
async function orMissing<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
