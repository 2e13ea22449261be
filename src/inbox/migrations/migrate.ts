import type { Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import { begin, type Dialect } from './0001-begin.ts';
import { work } from './0002-work.ts';
import { claimMail } from './0003-claim-mail.ts';
import { accessAndMatches } from './0004-access-and-matches.ts';
import { eachMail } from './0005-each-mail.ts';
import { doubtTheClock } from './0006-doubt-the-clock.ts';

/** In order; a migration that was released is never changed, and there is no way back but a backup. */
const migrations = (dialect: Dialect): Record<string, Migration> => ({
  '0001-begin': begin(dialect),
  '0002-work': work,
  '0003-claim-mail': claimMail(dialect),
  '0004-access-and-matches': accessAndMatches(dialect),
  '0005-each-mail': eachMail(dialect),
  '0006-doubt-the-clock': doubtTheClock(dialect),
});

const migrator = (db: Kysely<never>, dialect: Dialect) =>
  new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations(dialect)) } });

/**
 * Brings the tables to this version.
 * @throws when a step fails, or the database was made by a later version
 */
export async function migrate(db: Kysely<never>, dialect: Dialect): Promise<void> {
  const { error } = await migrator(db, dialect).migrateToLatest();
  if (error) throw error instanceof Error ? error : new Error(JSON.stringify(error));
}

/** Names of the steps, in order. */
export const migrationNames = (dialect: Dialect): string[] => Object.keys(migrations(dialect));

/** Brings the tables to an earlier version, as a database of that time has them. */
export async function migrateTo(db: Kysely<never>, dialect: Dialect, name: string): Promise<void> {
  const { error } = await migrator(db, dialect).migrateTo(name);
  if (error) throw error instanceof Error ? error : new Error(JSON.stringify(error));
}

/** True when the tables are those of this version. */
export async function isCurrent(db: Kysely<never>, dialect: Dialect): Promise<boolean> {
  const steps = await migrator(db, dialect).getMigrations();
  return steps.every((step) => step.executedAt !== undefined);
}
