/**
 * Runs the rows of faults, abuse and load, each a file of `bench/faults/`. Marks are counts; a missed mark sets the
 * exit code.
 */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { databases } from './faults/databases.ts';
import { NotRun, type Count, type DatabaseName, type Row, type Trial } from './faults/row.ts';

export const summary =
  'Faults, abuse and load, counted: [--only R1,A4] [--share 1] [--database sqlite|postgres] [--list]; a share of 0.1 tries a tenth';

export const isOnStarter = true;

const rowName = /^[a-z]\d+-.*\.ts$/;

export async function run(options: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...options],
    options: {
      only: { type: 'string' },
      share: { type: 'string', default: '1' },
      database: { type: 'string', default: 'sqlite' },
      list: { type: 'boolean', default: false },
    },
  });
  const share = Number(values.share);
  if (!(share > 0 && share <= 1)) throw new Error(`--share is ${values.share}; it must be above 0 and at most 1.`);
  const database = Object.keys(databases).find((name): name is DatabaseName => name === values.database);
  if (!database) throw new Error(`--database is ${values.database}; there is ${Object.keys(databases).join(', ')}.`);
  for (const row of chosen(await readRows(), values.only)) {
    console.log(`\n${row.id}  ${row.claim}`);
    if (!values.list) await tryRow(row, database, share);
  }
}

async function readRows(): Promise<Row[]> {
  const folder = join(import.meta.dirname, 'faults');
  const files = (await readdir(folder)).filter((file) => rowName.test(file));
  const modules = await Promise.all(files.map((file) => import(join(folder, file)) as Promise<{ row: Row }>));
  const order = (id: string) => 'CRABLK'.indexOf(id[0]!) * 1000 + Number(id.slice(1));
  return modules.map(({ row }) => row).sort((a, b) => order(a.id) - order(b.id));
}

function chosen(rows: readonly Row[], only: string | undefined): readonly Row[] {
  if (only === undefined) return rows;
  const ids = only.split(',');
  const unknown = ids.filter((id) => !rows.some((row) => row.id === id));
  if (unknown.length > 0)
    throw new Error(`There is no row ${unknown.join(', ')}. Rows: ${rows.map(({ id }) => id).join(', ')}`);
  return rows.filter(({ id }) => ids.includes(id));
}

async function tryRow(row: Row, database: DatabaseName, share: number): Promise<void> {
  if (row.only && row.only !== database) {
    console.log(`Not run: it is about the files of ${row.only}.`);
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), `bench-${row.id}-`));
  const ends: (() => unknown)[] = [() => rm(folder, { recursive: true, force: true })];
  const atEnd: Trial['atEnd'] = (end) => void ends.unshift(end);
  const started = performance.now();
  try {
    const { files, settings: named } = await databases[database]({ folder, atEnd });
    const settings = { ...named, INBOX_KEY_FILE: join(folder, 'keys/inbox.key') };
    report(await row.run({ folder, files, settings, atEnd, share: (full) => Math.max(1, Math.round(full * share)) }));
  } catch (error) {
    if (error instanceof NotRun) console.log(`Not run: ${error.message}`);
    else {
      console.error(error);
      process.exitCode = 1;
    }
  } finally {
    for (const end of ends) await end();
  }
  console.log(`${((performance.now() - started) / 1000).toFixed(0)} s`);
}

function report(counts: readonly Count[]): void {
  console.table(
    Object.fromEntries(
      counts.map(({ what, mark, found, holds }) => [
        what,
        { mark, found: Math.round(found * 100) / 100, '': holds ? '✓' : 'MISSED' },
      ]),
    ),
  );
  if (counts.some(({ holds }) => !holds)) process.exitCode = 1;
}
