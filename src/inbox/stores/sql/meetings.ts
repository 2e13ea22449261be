import type { Kysely } from 'kysely';
import type { BookedMeeting, Deed, SubmissionName } from '../../store.ts';
import type { Sealed } from '../../vault.ts';
import { meetingEntry } from '../deeds.ts';
import type { Transact } from './recorder.ts';
import { keptIn, withEnclosures } from './enclosures.ts';
import { fromRow, seqOf } from './submissions.ts';
import type { Tables } from './tables.ts';

type Db = Kysely<Tables>;

export async function setMeeting(
  transact: Transact,
  name: SubmissionName,
  content: Sealed | null,
  deed: Deed,
): Promise<void> {
  await transact(async (transaction, record) => {
    const submission = await seqOf(transaction, name);
    if (submission === undefined) return;
    await transaction
      .deleteFrom('enclosure')
      .where('submission', '=', submission)
      .where('kind', '=', 'meeting')
      .execute();
    if (content) {
      const { keyId, nonce, box } = content;
      await transaction
        .insertInto('enclosure')
        .values({ submission, kind: 'meeting', at: deed.at, body_code: null, key_id: keyId, nonce, box })
        .execute();
    }
    await record(meetingEntry(name, content !== null, deed));
  });
}

export async function meetings(db: Db): Promise<BookedMeeting[]> {
  const rows = await withEnclosures(db, 'meeting').where('submission.status', '=', 'booked').execute();
  return rows.map((row) => ({ submission: fromRow(row), content: keptIn(row) }));
}
