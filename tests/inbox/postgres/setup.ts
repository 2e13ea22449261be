import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, inject } from 'vitest';
import { workingFolder } from '../../support/inbox-process.ts';
import { howToGetPostgres } from '../../support/postgres.ts';

// A restore keeps what it replaces in `backups` of the folder in which it runs.
beforeAll(() => {
  const before = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), 'inbox-'));
  process.chdir(workingFolder(folder));
  return () => {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  };
});

beforeEach(({ skip }) => skip(inject('postgres') === null, howToGetPostgres));
