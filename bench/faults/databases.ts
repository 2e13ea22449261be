import { join } from 'node:path';
import { howToGetPostgres, newDatabase, throwAwayCluster } from '../../tests/support/postgres.ts';
import { NotRun, type DatabaseName, type Trial } from './row.ts';

interface Made {
  /** The settings of an inbox on this database. */
  settings: Record<string, string>;
  /** The folder of its files. */
  files: string;
}

/** Creates an empty database for one row. */
type Database = (trial: Pick<Trial, 'folder' | 'atEnd'>) => Promise<Made>;

export const databases: Readonly<Record<DatabaseName, Database>> = {
  sqlite({ folder }) {
    const files = join(folder, 'data');
    return Promise.resolve({ files, settings: { INBOX_DATABASE: `file:${join(files, 'inbox.sqlite')}` } });
  },
  async postgres({ atEnd }) {
    const cluster = await throwAwayCluster({ isDurable: true });
    if (!cluster) throw new NotRun(howToGetPostgres);
    atEnd(() => cluster.end());
    return { files: cluster.folder, settings: { INBOX_DATABASE: await newDatabase(cluster.url) } };
  },
};
