import type { FormId } from '#forms/form.ts';
import { available, isEnded, unmatched, type Status } from '../../statuses.ts';
import type { Sealed } from '../../vault.ts';
import { assignmentEntry, meetingEntry, noteEntry } from '../audit-entries.ts';
import type { Actor, SubmissionChange, SubmissionName, SubmissionToChange } from '../types/records.ts';
import { enclose, removeEnclosure } from './enclosures.ts';
import { insertMail } from './mail.ts';
import { endMatchByStatus, giveStatus } from './matches.ts';
import type { Transact, Writer } from './recorder.ts';
import { seqOf } from './submissions.ts';
import type { Db } from './tables.ts';
import { endWaitingOf } from './waiting-offers.ts';

interface CaseworkState {
  seq: number;
  status: Status;
  assignedTo: string | null;
  /** The sealed content of its meeting. */
  meeting: Uint8Array | null;
}

/**
 * Changes each named submission that exists and differs. A submission's change, meeting, mails and audit entries are
 * stored together or not at all. Returns how many submissions changed.
 * @throws {StoreUnavailable}
 */
export const change = (
  transact: Transact,
  names: readonly SubmissionToChange[],
  wanted: SubmissionChange,
  actor: Actor,
): Promise<number> =>
  transact(async (db, record) => {
    let changed = 0;
    for (const name of names) if (await changeOne({ db, record, actor }, name, wanted)) changed += 1;
    return changed;
  });

async function changeOne(
  writer: Writer,
  { from, mails = [], ...name }: SubmissionToChange,
  { status, assignedTo, meeting }: SubmissionChange,
): Promise<boolean> {
  const { db, record, actor } = writer;
  const before = await read(db, name);
  if (!before || !isStill(before, from)) return false;
  const { seq } = before;
  const isRebooked = meeting !== undefined && !isSame(meeting, before.meeting);
  const isMoved = status !== undefined && status !== before.status;
  const isHandedOn = assignedTo !== undefined && assignedTo !== before.assignedTo;
  if (isRebooked) {
    await removeEnclosure(db, seq, 'meeting');
    if (meeting) await enclose(db, seq, 'meeting', actor.at, meeting);
    await record(meetingEntry(name, meeting !== null, actor));
  }
  if (isMoved) {
    if (before.status === 'matched') await endMatchByStatus(writer, name, status);
    await giveStatus(writer, name, status);
    if (!keepsOffers(name.form, status)) await endWaitingOf(writer, name);
  }
  if (isHandedOn) {
    await db.updateTable('submission').set({ assigned_to: assignedTo }).where('seq', '=', seq).execute();
    await record(assignmentEntry(name, assignedTo, actor));
  }
  if (!isRebooked && !isMoved && !isHandedOn) return false;
  for (const mail of mails) await insertMail(db, mail, actor.at);
  return true;
}

/** True for a status with which what a mentor is asked can still be answered with a yes. */
const keepsOffers = (form: FormId, status: Status): boolean =>
  form === 'ask'
    ? !isEnded(status) && status !== 'booked'
    : (form === 'mentor' ? available : unmatched).includes(status);

async function read(db: Db, { form, submissionId }: SubmissionName): Promise<CaseworkState | undefined> {
  const row = await db
    .selectFrom('submission')
    .leftJoin('enclosure', (join) =>
      join.onRef('enclosure.submission', '=', 'submission.seq').on('enclosure.kind', '=', 'meeting'),
    )
    .select(['submission.seq', 'submission.status', 'submission.assigned_to', 'enclosure.box'])
    .where('submission.form', '=', form)
    .where('submission.submission_id', '=', submissionId)
    .executeTakeFirst();
  return row && { seq: row.seq, status: row.status as Status, assignedTo: row.assigned_to, meeting: row.box };
}

const isStill = (before: CaseworkState, from: SubmissionToChange['from']) =>
  (from?.status ?? before.status) === before.status &&
  (from?.assignedTo === undefined || from.assignedTo === before.assignedTo) &&
  (from?.meeting === undefined || isSame(from.meeting, before.meeting));

const isSame = (one: Sealed | null, other: Uint8Array | null) =>
  one === null || other === null ? one === other : Buffer.compare(one.box, other) === 0;

/** Stores a note about a submission and an audit entry. @throws {StoreUnavailable} */
export const addNote = (transact: Transact, name: SubmissionName, content: Sealed, actor: Actor): Promise<void> =>
  transact(async (transaction, record) => {
    const seq = await seqOf(transaction, name);
    if (seq === undefined) return;
    await enclose(transaction, seq, 'note', actor.at, content);
    await record(noteEntry(name, actor));
  });
