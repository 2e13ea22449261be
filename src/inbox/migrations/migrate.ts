import type { Kysely } from 'kysely';
import { DEFAULT_MIGRATION_TABLE, Migrator, type Migration } from 'kysely/migration';
import { begin, type Dialect } from './0001-begin.ts';
import { work } from './0002-work.ts';
import { claimMail } from './0003-claim-mail.ts';
import { accessAndMatches } from './0004-access-and-matches.ts';
import { eachMail } from './0005-each-mail.ts';
import { doubtTheClock } from './0006-doubt-the-clock.ts';
import { matchLife } from './0007-match-life.ts';
import { matchingRuns } from './0008-matching-runs.ts';
import { links } from './0009-links.ts';
import { offers } from './0010-offers.ts';
import { checkIns } from './0011-check-ins.ts';
import { restored } from './0012-restored.ts';
import { questions } from './0013-questions.ts';
import { imports } from './0014-imports.ts';
import { seen } from './0015-seen.ts';
import { contentChanges } from './0016-content-changes.ts';
import { worriesDealtWith } from './0017-worries.ts';
import { nextMentors } from './0018-next-mentors.ts';
import { erasedCounts } from './0019-erased-counts.ts';

/** In order. A released migration is never changed, and only a backup leads back. */
const migrations = (dialect: Dialect): Record<string, Migration> => ({
  '0001-begin': begin(dialect),
  '0002-work': work,
  '0003-claim-mail': claimMail(dialect),
  '0004-access-and-matches': accessAndMatches(dialect),
  '0005-each-mail': eachMail(dialect),
  '0006-doubt-the-clock': doubtTheClock(dialect),
  '0007-match-life': matchLife(dialect),
  '0008-matching-runs': matchingRuns(dialect),
  '0009-links': links(dialect),
  '0010-offers': offers(dialect),
  '0011-check-ins': checkIns(dialect),
  '0012-restored': restored,
  '0013-questions': questions(dialect),
  '0014-imports': imports(dialect),
  '0015-seen': seen,
  '0016-content-changes': contentChanges(dialect),
  '0017-worries': worriesDealtWith,
  '0018-next-mentors': nextMentors,
  '0019-erased-counts': erasedCounts,
});

const migrator = (db: Kysely<never>, dialect: Dialect) =>
  new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations(dialect)) } });

/** A later version of this site made the database. */
export class LaterVersion extends Error {}

/** The database has tables, and no inbox made them. */
export class OtherProgram extends Error {
  override message = 'it is a database of another program';
}

/**
 * Brings the tables to this version.
 * @throws {LaterVersion} if a later version made the database
 * @throws if a migration fails
 */
export async function migrate(db: Kysely<never>, dialect: Dialect): Promise<void> {
  const { error } = await migrator(db, dialect).migrateToLatest();
  if (!error) return;
  const later = await laterMigrations(db, dialect);
  if (later.length > 0)
    throw new LaterVersion(
      `a later version of this site made it (${later.join(', ')}). Install that version again, or restore a backup from before it`,
      { cause: error },
    );
  throw error instanceof Error ? error : new Error(JSON.stringify(error));
}

/** Returns the names of the migrations that were made and that this version does not know; none if that cannot be read. */
async function laterMigrations(db: Kysely<never>, dialect: Dialect): Promise<string[]> {
  const made = (db as unknown as Kysely<Record<typeof DEFAULT_MIGRATION_TABLE, { name: string }>>)
    .selectFrom(DEFAULT_MIGRATION_TABLE)
    .select('name')
    .execute();
  const names = await made.catch(() => []);
  const known = new Set(migrationNames(dialect));
  return names.map(({ name }) => name).filter((name) => !known.has(name));
}

/** Returns the names of the migrations, in order. */
export const migrationNames = (dialect: Dialect): string[] => Object.keys(migrations(dialect));

/** Brings the tables to the version of this migration, for tests of upgrades. */
export async function migrateTo(db: Kysely<never>, dialect: Dialect, name: string): Promise<void> {
  const { error } = await migrator(db, dialect).migrateTo(name);
  if (error) throw error instanceof Error ? error : new Error(JSON.stringify(error));
}

/** True if the tables are those of this version. */
export async function isCurrent(db: Kysely<never>, dialect: Dialect): Promise<boolean> {
  const steps = await migrator(db, dialect).getMigrations();
  return steps.every((step) => step.executedAt !== undefined);
}
