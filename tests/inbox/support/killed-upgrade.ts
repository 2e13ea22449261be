/** An upgrade from the tables of the first version that is killed in each of its parts. */
import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { Kysely, PostgresDialect, type Dialect as Driver } from 'kysely';
import { parseDatabase } from '#inbox/config.ts';
import type { Dialect } from '#inbox/migrations/0001-begin.ts';
import { migrateTo, migrationNames } from '#inbox/migrations/migrate.ts';
import { connections } from '#inbox/stores/postgres/pool.ts';
import { dialect as ofPostgres } from '#inbox/stores/postgres/store.ts';
import { NodeSqliteDialect } from '#inbox/stores/sqlite/dialect.ts';
import { openSqlite } from '#inbox/stores/sqlite/open.ts';
import { withClient } from '../../support/postgres.ts';

type Row = Record<string, unknown>;
type AnyDb = Kysely<Record<string, Row>>;

interface Kind {
  dialect: Dialect;
  driver: () => Driver;
  /** Takes all tables away. */
  empty: () => Promise<unknown>;
  /** Does to the database what the end of the process at this moment does. Returns what is left to do when it has ended. */
  kill: () => Promise<() => void>;
}

function sqliteKind(path: string): Kind {
  const remove = (suffixes: readonly string[]) => {
    for (const each of suffixes) rmSync(path + each, { force: true });
  };
  return {
    dialect: { bytes: 'blob', numbered: (column) => column.primaryKey().notNull(), isShared: false },
    driver: () => new NodeSqliteDialect(openSqlite(path, 0)),
    empty: () => {
      remove(['', '-wal', '-shm']);
      return Promise.resolve();
    },
    // What stands in the files when a process is killed is what stood there after its last statement.
    kill: () => {
      const files = ['', '-wal'].filter((suffix) => existsSync(path + suffix));
      for (const each of files) copyFileSync(path + each, `${path}.killed${each}`);
      return Promise.resolve(() => {
        remove(['', '-wal', '-shm']);
        for (const each of files) copyFileSync(`${path}.killed${each}`, path + each);
        remove(files.map((each) => `.killed${each}`));
      });
    },
  };
}

const postgresKind = (url: string): Kind => ({
  dialect: ofPostgres,
  driver: () => new PostgresDialect({ pool: connections(url, 2) }),
  empty: () => withClient(url, (client) => client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public')),
  async kill() {
    const others = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()`;
    await withClient(url, (client) => client.query(others));
    return () => undefined;
  },
});

/**
 * Puts what is stored into the tables of the first version, and upgrades these; each migration is killed after its work,
 * before its commit, and made again. Returns how many were killed.
 */
export async function killInEachMigration(database: string): Promise<number> {
  const parsed = parseDatabase(database)!;
  const kind = parsed.kind === 'sqlite' ? sqliteKind(parsed.path) : postgresKind(parsed.url);
  const { dialect } = kind;
  const [first = '', ...others] = migrationNames(dialect);
  const use = async <T>(work: (db: AnyDb) => Promise<T>, log?: (statement: string) => Promise<void>): Promise<T> => {
    const db: AnyDb = new Kysely({ dialect: kind.driver(), ...(log ? { log: ({ query }) => log(query.sql) } : {}) });
    try {
      return await work(db);
    } finally {
      await db.destroy();
    }
  };
  const migrate = (name: string) => (db: AnyDb) => migrateTo(db as unknown as Kysely<never>, dialect, name);

  const rows = await use(readRows);
  await kind.empty();
  await use(migrate(first));
  await use((db) => insertRows(db, rows));
  let killed = 0;
  for (const name of others) {
    let after: (() => void) | undefined;
    const killAtEnd = async (statement: string) => {
      if (statement.startsWith('insert into "kysely_migration"')) after ??= await kind.kill();
    };
    await use((db) => migrate(name)(db).catch(() => undefined), killAtEnd);
    after?.();
    if (after) killed += 1;
    await use(migrate(name));
  }
  return killed;
}

type Rows = Record<'submission' | 'outbox' | 'audit', Row[]>;

const readRows = async (db: AnyDb): Promise<Rows> => ({
  submission: await db.selectFrom('submission').selectAll().orderBy('seq').execute(),
  outbox: await db.selectFrom('outbox').selectAll().orderBy('seq').execute(),
  audit: await db.selectFrom('audit').selectAll().orderBy('seq').execute(),
});

/** Inserts what these tables have columns for. The database numbers the submissions anew. */
async function insertRows(db: AnyDb, { submission, outbox, audit }: Rows): Promise<void> {
  const known = new Map(
    (await db.introspection.getTables()).map(({ name, columns }) => [name, columns.map((column) => column.name)]),
  );
  const insert = async (table: string, rows: readonly Row[]) => {
    for (const row of rows) {
      const values = Object.fromEntries(Object.entries(row).filter(([column]) => known.get(table)?.includes(column)));
      await db.insertInto(table).values(values).execute();
    }
  };
  const places = new Map(submission.map(({ seq }, index) => [seq, index + 1]));
  await insert(
    'submission',
    submission.map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => column !== 'seq'))),
  );
  await insert(
    'outbox',
    outbox.map((row) => ({ ...row, submission: places.get(row['submission']) })),
  );
  await insert('audit', audit);
}
