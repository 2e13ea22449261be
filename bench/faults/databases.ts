import { join } from 'node:path';
import { howToGetPostgres, newDatabase, throwAwayCluster } from '../../tests/support/postgres.ts';
import { NotRun, type DatabaseName, type Trial } from './row.ts';

type Database = (trial: Pick<Trial, 'folder' | 'atEnd'>) => Promise<Record<string, string>>;

/** Makes an empty database for one row, and gives the settings by which an inbox finds it. */
export const databases: Readonly<Record<DatabaseName, Database>> = {
  sqlite: ({ folder }) => Promise.resolve({ INBOX_DATABASE: `file:${join(folder, 'data/inbox.sqlite')}` }),
  async postgres({ atEnd }) {
    const cluster = await throwAwayCluster({ isDurable: true });
    if (!cluster) throw new NotRun(howToGetPostgres);
    atEnd(() => cluster.end());
    return { INBOX_DATABASE: await newDatabase(cluster.url) };
  },
};
