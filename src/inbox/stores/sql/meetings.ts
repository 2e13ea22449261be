import type { Kysely } from 'kysely';
import type { BookedMeeting } from '../../store.ts';
import { keptIn, withEnclosures } from './enclosures.ts';
import { fromRow } from './submissions.ts';
import type { Tables } from './tables.ts';

export async function meetings(db: Kysely<Tables>): Promise<BookedMeeting[]> {
  const rows = await withEnclosures(db, 'meeting').where('submission.status', '=', 'booked').execute();
  return rows.map((row) => ({ submission: fromRow(row), content: keptIn(row) }));
}
