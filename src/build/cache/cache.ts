import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes at the start of a cached file: the SHA-256 of the rest, which shows damage. */
const CHECKSUM_BYTES = 32;
/** Milliseconds after its last use at which a file is deleted. */
const MAX_AGE = 30 * 86_400_000;

/**
 * Returns the bytes made from these inputs: from the cache's folder, or made and written there. The inputs must include everything that
 * decides the result; any change of them is a miss.
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
  // Renamed when complete, because this build may be stopped and another may run at the same time.
  const part = `${file}.${process.pid}.part`;
  writeFileSync(part, Buffer.concat([checksumOf(result), result]));
  renameSync(part, file);
  return result;
}

/** Deletes files that no build has used for thirty days. */
export function tidyCache(folder: string, now: Date = new Date()): void {
  for (const name of orMissing(() => readdirSync(folder)) ?? []) {
    const file = join(folder, name);
    const stat = orMissing(() => statSync(file));
    if (stat && now.getTime() - stat.mtimeMs > MAX_AGE) rmSync(file, { force: true });
  }
}

/** Returns the key of a list of inputs. It includes their lengths, so that lists that are equal when joined have different keys. */
function keyOf(inputs: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const input of inputs) hash.update(`${Buffer.byteLength(input)} `).update(input);
  return hash.digest('hex');
}

function read(file: string): Buffer | undefined {
  const stored = orMissing(() => readFileSync(file));
  const result = stored?.subarray(CHECKSUM_BYTES);
  if (!result || !checksumOf(result).equals(stored!.subarray(0, CHECKSUM_BYTES))) return undefined;
  const now = new Date();
  orMissing(() => utimesSync(file, now, now));
  return result;
}

const checksumOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

/** Returns `undefined` when the file is missing: another build may have deleted it meanwhile. */
function orMissing<T>(access: () => T): T | undefined {
  try {
    return access();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
