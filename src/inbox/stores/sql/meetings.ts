import type { Status } from '../../statuses.ts';
import type { StoredMeeting } from '../types/store.ts';
import { enclosedIn, withEnclosures } from './enclosures.ts';
import { fromRow } from './submissions.ts';
import type { Db } from './tables.ts';

export async function meetings(db: Db, status?: Status): Promise<StoredMeeting[]> {
  const rows = await withEnclosures(db, 'meeting')
    .$if(status !== undefined, (query) => query.where('submission.status', '=', status!))
    .execute();
  return rows.map((row) => ({ submission: fromRow(row), content: enclosedIn(row) }));
}
