import type { Database } from './config.ts';
import type { DatabaseUse, Use } from './stores/in-use.ts';
import { useSqlite } from './stores/sqlite/in-use.ts';

/**
 * Locks the database for a kind of use.
 * @throws {InUse} if another process uses the database in a way that excludes this one
 */
export async function useDatabase(database: Database, use: Use): Promise<DatabaseUse> {
  if (database.kind === 'sqlite') return useSqlite(database.path, use);
  // The driver takes memory that an inbox on SQLite does not need.
  const { usePostgres } = await import('./stores/postgres/in-use.ts');
  return usePostgres(database.url, use);
}
