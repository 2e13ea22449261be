import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Returns all bytes of all files below a folder. */
export const bytesBelow = (folder: string): Buffer =>
  Buffer.concat(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name))),
  );
