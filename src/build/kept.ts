import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Inputs = readonly (string | Uint8Array)[];

/** Bytes before a result in its file: the SHA-256 of it, by which damage is known. */
const SUM = 32;

/** Results of earlier builds, under a hash of all that enters them, so that a build makes only what changed. */
export class Kept {
  readonly #folder: string;
  readonly #longest: number;
  readonly #inputs: Inputs;
  readonly #used = new Set<string>();
  /** How many were not there and had to be made. */
  made = 0;

  /**
   * @param days how long a file is kept that no build has asked for
   * @param inputs what enters all results
   */
  constructor(folder: string, { days = 30, inputs = [] }: { days?: number; inputs?: Inputs } = {}) {
    this.#folder = folder;
    this.#inputs = inputs;
    this.#longest = days * 86_400_000;
  }

  /** The result for these inputs; undefined where no earlier build has made it, or its file is damaged. */
  find(inputs: Inputs): Buffer | undefined {
    const name = this.#nameOf(inputs);
    this.#used.add(name);
    const file = orMissing(() => readFileSync(join(this.#folder, name)));
    const result = file?.subarray(SUM);
    return result && sumOf(result).equals(file!.subarray(0, SUM)) ? result : undefined;
  }

  /** The result for these inputs, made where no earlier build has. */
  async get(inputs: Inputs, make: () => Promise<Buffer>): Promise<Buffer> {
    const kept = this.find(inputs);
    if (kept) return kept;
    const result = await make();
    this.made += 1;
    this.put(inputs, result);
    return result;
  }

  /** Keeps a result for these inputs in the place of any other. */
  put(inputs: Inputs, result: Buffer): void {
    const name = this.#nameOf(inputs);
    this.#used.add(name);
    mkdirSync(this.#folder, { recursive: true });
    const path = join(this.#folder, name);
    const part = `${path}.${process.pid}.part`;
    writeFileSync(part, Buffer.concat([sumOf(result), result]));
    renameSync(part, path);
  }

  #nameOf(inputs: Inputs): string {
    const hash = createHash('sha256');
    for (const input of [...this.#inputs, ...inputs]) hash.update(input).update('\0');
    return hash.digest('hex');
  }

  /** Removes what this build had no use for and was made long ago. */
  tidy(now: Date = new Date()): void {
    for (const name of orMissing(() => readdirSync(this.#folder)) ?? []) {
      if (this.#used.has(name)) continue;
      const path = join(this.#folder, name);
      const file = orMissing(() => statSync(path));
      if (file && now.getTime() - Math.floor(file.mtimeMs) >= this.#longest) rmSync(path, { force: true });
    }
  }
}

const sumOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

/** Undefined where the file is not there, which another build may have removed meanwhile. */
function orMissing<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
