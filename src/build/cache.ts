import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes at the start of a cached file: the SHA-256 of the rest, by which damage is known. */
const SUM = 32;
/** How long a file stays that no build has asked for (ms). */
const UNUSED = 30 * 86_400_000;

/**
 * Returns the bytes that these inputs give: from the cache's folder where an earlier build has made them, else made and stored there. The
 * inputs must be all that decides the result; a change of any of them is a miss.
 */
export async function cached(
  folder: string,
  inputs: readonly (string | Uint8Array)[],
  make: () => Promise<Buffer>,
): Promise<Buffer> {
  const file = join(folder, keyOf(inputs));
  const found = read(file);
  if (found) return found;
  const result = await make();
  mkdirSync(folder, { recursive: true });
  // Under its name only when it is whole: a build may be cut off, and another may run at the same time.
  const part = `${file}.${process.pid}.part`;
  writeFileSync(part, Buffer.concat([sumOf(result), result]));
  renameSync(part, file);
  return result;
}

/** Deletes what no build has used for thirty days. */
export function tidyCache(folder: string, now: Date = new Date()): void {
  for (const name of orMissing(() => readdirSync(folder)) ?? []) {
    const file = join(folder, name);
    const stat = orMissing(() => statSync(file));
    if (stat && now.getTime() - stat.mtimeMs > UNUSED) rmSync(file, { force: true });
  }
}

/** The length of each input enters too, so that two lists that read alike when joined have different keys. */
function keyOf(inputs: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const input of inputs) hash.update(`${Buffer.byteLength(input)} `).update(input);
  return hash.digest('hex');
}

function read(file: string): Buffer | undefined {
  const stored = orMissing(() => readFileSync(file));
  const result = stored?.subarray(SUM);
  if (!result || !sumOf(result).equals(stored!.subarray(0, SUM))) return undefined;
  const now = new Date();
  orMissing(() => utimesSync(file, now, now));
  return result;
}

const sumOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

/** Returns `undefined` where the file is missing: another build may have deleted it meanwhile. */
function orMissing<T>(access: () => T): T | undefined {
  try {
    return access();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
