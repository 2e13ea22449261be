import type { Database } from './config.ts';
import type { EndUse, Use } from './stores/in-use.ts';
import { useSqlite } from './stores/sqlite/in-use.ts';

/**
 * Says that this process uses the database, until the use is ended.
 * @throws {InUse} when another process uses it in a way that does not go together with this
 */
export async function useDatabase(database: Database, use: Use): Promise<EndUse> {
  if (database.kind === 'sqlite') return useSqlite(database.path, use);
  // Its driver takes memory that an inbox on SQLite can do without.
  const { usePostgres } = await import('./stores/postgres/in-use.ts');
  return usePostgres(database.url, use);
}
