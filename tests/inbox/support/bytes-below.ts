import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';

/** All bytes of the files in a folder and below, without what links lead to. */
export const bytesBelow = (folder: string): Buffer =>
  Buffer.concat(
    globSync('**', { cwd: folder, absolute: true, dot: true, followSymbolicLinks: false }).map((file) =>
      readFileSync(file),
    ),
  );
