import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Dialect } from '#inbox/migrations/0001-begin.ts';
import { migrateTo, migrationNames } from '#inbox/migrations/migrate.ts';
import { auditText, firstLink } from '#inbox/stores/audit-link.ts';
import { NodeSqliteDialect } from '#inbox/stores/sqlite/dialect.ts';
import { openSqlite } from '#inbox/stores/sqlite/open.ts';
import { openSqliteStore } from '#inbox/stores/sqlite/store.ts';
import { temporaryFolder } from './support/inbox.ts';
import { at, expectUpgraded, expectWhole, fillAsFirstVersion } from './support/old-database.ts';
import { testLink } from './support/test-link.ts';

const dialect: Dialect = {
  bytes: 'blob',
  numbered: (column) => column.primaryKey().notNull(),
  isShared: false,
};

/** Creates a database of the version whose last migration is `name`. */
async function databaseOf(name: string): Promise<{ path: string; submissionId: string }> {
  const path = join(temporaryFolder(), 'inbox.sqlite');
  const db = new Kysely<never>({ dialect: new NodeSqliteDialect(openSqlite(path, 0)) });
  await migrateTo(db, dialect, name);
  const submissionId = await fillAsFirstVersion(db);
  await db.destroy();
  return { path, submissionId };
}

describe('an upgrade at the start of this version', () => {
  it.each(migrationNames(dialect))('leaves everything in a database of %s, and everything new works', async (name) => {
    const { path, submissionId } = await databaseOf(name);
    const store = await openSqliteStore(path, testLink);
    onTestFinished(() => store.close());
    await expectUpgraded(store, submissionId, name);
  });

  it('gives the matches of earlier versions their round, start and end', async () => {
    const path = join(temporaryFolder(), 'inbox.sqlite');
    const file = openSqlite(path, 0);
    const db = new Kysely<never>({ dialect: new NodeSqliteDialect(file) });
    await migrateTo(db, dialect, '0006-doubt-the-clock');
    const people = [
      ['mentee', 'matched', null],
      ['mentee', 'withdrawn', '2027-02-01T00:00:00.000Z'],
      ['mentee', 'eligible', null],
      ['mentor', 'matching', null],
    ] as const;
    for (const [index, [form, status, closedAt]] of people.entries())
      file
        .prepare(
          `INSERT INTO submission (seq, form, submission_id, reference, arrived, status, round, form_version, received_at,
            closed_at, key_id, nonce, box, body_code) VALUES (?, ?, ?, 'R', 'new', ?, '2026-27', '1', ?, ?, 'k1', x'00', x'00', x'00')`,
        )
        .run(index + 1, form, `id-${index + 1}`, status, at, closedAt);
    for (const mentee of [1, 2, 3])
      file.prepare('INSERT INTO match (mentee, mentor, at) VALUES (?, 4, ?)').run(mentee, at);
    const entry = { at, actor: 'staff:kim', action: 'matched', subject: 'mentee/id-1', detail: 'mentor/id-4' };
    const link = testLink(firstLink, auditText(1, entry));
    file.prepare('INSERT INTO audit VALUES (1, ?, ?, ?, ?, ?, ?)').run(...Object.values(entry), link);
    await db.destroy();

    const store = await openSqliteStore(path, testLink);
    onTestFinished(() => store.close());
    expect(
      (await store.matchHistory({ round: '2026-27' })).map(({ mentee, began, ended }) => [
        mentee?.submissionId,
        began.actor,
        ended && [ended.at, ended.outcome, ended.reason],
      ]),
    ).toEqual([
      ['id-1', 'staff:kim', null],
      ['id-2', 'unknown', ['2027-02-01T00:00:00.000Z', 'ended-early', 'mentee-left']],
      ['id-3', 'unknown', [at, 'ended-early', 'other']],
    ]);
    expect((await store.matches()).map(({ mentee }) => mentee.submissionId)).toEqual(['id-1']);
  });

  it('changes nothing a second time', async () => {
    const { path } = await databaseOf('0001-begin');
    await (await openSqliteStore(path, testLink)).close();
    const store = await openSqliteStore(path, testLink);
    onTestFinished(() => store.close());
    expect(await store.count({})).toBe(1);
  });

  it('is whole after a kill in every part of it, from the oldest version', async () => {
    const { path, submissionId } = await databaseOf('0001-begin');
    const kills: string[] = [];
    // What stands in the files when a process is killed is what stood there after its last statement.
    const snapshot = () => {
      const copy = join(temporaryFolder(), 'inbox.sqlite');
      for (const suffix of ['', '-wal']) if (existsSync(path + suffix)) copyFileSync(path + suffix, copy + suffix);
      kills.push(copy);
    };
    const db = new Kysely<never>({ dialect: new NodeSqliteDialect(openSqlite(path, 0)), log: snapshot });
    for (const name of migrationNames(dialect)) await migrateTo(db, dialect, name);
    await db.destroy();
    expect(kills.length).toBeGreaterThan(3 * migrationNames(dialect).length);
    // Every sixth of them falls into each step, and does not take minutes.
    for (const [index, copy] of [...kills.entries()].filter(([at]) => at % 6 === 0)) {
      const store = await openSqliteStore(copy, testLink);
      await expectWhole(store, submissionId, `after statement ${index}`);
      await store.close();
    }
  }, 60_000);
});
