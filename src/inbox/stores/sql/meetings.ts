import type { Status } from '../../statuses.ts';
import type { StoredMeeting } from '../types/records.ts';
import { enclosedIn, withEnclosures } from './enclosures.ts';
import { fromRow } from './submissions.ts';
import type { Db } from './tables.ts';

/** Returns the meetings of all submissions, or of those with this status, in no particular order. */
export async function meetings(db: Db, status?: Status): Promise<StoredMeeting[]> {
  const rows = await withEnclosures(db, 'meeting')
    .$if(status !== undefined, (query) => query.where('submission.status', '=', status!))
    .execute();
  return rows.map((row) => ({ submission: fromRow(row), content: enclosedIn(row) }));
}
