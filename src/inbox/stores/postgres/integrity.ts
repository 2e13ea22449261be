import { sql } from 'kysely';
import { tableNames } from '../sql/rows.ts';
import type { Db } from '../sql/tables.ts';

/**
 * Returns damage that the database reports (checksums, indexes) and rows whose submission is missing. If the extension
 * `amcheck` is installed, checks every index too.
 */
export async function integrityProblems(db: Db): Promise<string[]> {
  const { rows } = await sql<{ problem: string }>`
    SELECT format('%s blocks failed their checksum.', checksum_failures) AS problem
      FROM pg_stat_database WHERE datname = current_database() AND checksum_failures > 0
    UNION ALL
    SELECT format('The index %s is not usable.', indexrelid::regclass) FROM pg_index
      WHERE indrelid IN (SELECT to_regclass(name) FROM unnest(${names}::text[]) AS name)
        AND NOT (indisvalid AND indisready AND indislive)
    UNION ALL
    SELECT format('There is an enclosure of submission %s, which is not there.', submission) FROM enclosure
      WHERE NOT EXISTS (SELECT FROM submission AS of WHERE of.seq = enclosure.submission)
    UNION ALL
    SELECT format('A mail is about submission %s, which is not there.', submission) FROM outbox
      WHERE submission > 0 AND NOT EXISTS (SELECT FROM submission AS of WHERE of.seq = outbox.submission)
  `.execute(db);
  return [...rows.map(({ problem }) => problem), ...(await damagedIndexes(db))];
}

const names = tableNames;

async function damagedIndexes(db: Db): Promise<string[]> {
  const { rows } = await sql<{ index: string; check: string }>`
    SELECT indexrelid::regclass::text AS index,
      format('SELECT %s.bt_index_check(%s, true)', extnamespace::regnamespace, indexrelid) AS check
    FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid JOIN pg_am ON pg_am.oid = relam, pg_extension
    WHERE extname = 'amcheck' AND amname = 'btree'
      AND indrelid IN (SELECT to_regclass(name) FROM unnest(${names}::text[]) AS name)
  `.execute(db);
  const problems: string[] = [];
  for (const { index, check } of rows) {
    try {
      await sql.raw(check).execute(db);
    } catch (error) {
      problems.push(`The index ${index} is damaged: ${(error as Error).message}`);
    }
  }
  return problems;
}
