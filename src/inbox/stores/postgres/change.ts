import { isEnded, type Status } from '../../statuses.ts';
import type { Change, Deed, Judged, SubmissionName } from '../../store.ts';
import type { Sealed } from '../../vault.ts';
import { assignmentEntry, meetingEntry, noteEntry, statusEntry } from '../deeds.ts';
import type { Statement, Writing } from './transactions.ts';

interface Before {
  status: Status;
  assigned_to: string | null;
  /** The meeting that is wanted is another than the one that was. */
  is_rebooked: boolean;
}

/** Changes one submission and its meeting, queues its mail, and gives what it was before. A status that is given again is told again. */
const work: Statement = {
  name: 'work',
  text: `WITH before AS (
    SELECT submission.seq, status, assigned_to, $14::boolean AND meeting.box IS DISTINCT FROM $17::bytea AS is_rebooked
      FROM submission
      LEFT JOIN enclosure AS meeting ON meeting.submission = submission.seq AND meeting.kind = 'meeting'
      WHERE form = $1 AND submission_id = $2
      AND ($9::text IS NULL OR status = $9::text)
      AND (NOT $10::boolean OR assigned_to IS NOT DISTINCT FROM $11::text)
      AND (NOT $12::boolean OR meeting.box IS NOT DISTINCT FROM $13::bytea)
  ), cancelled AS (
    DELETE FROM enclosure USING before WHERE submission = before.seq AND kind = 'meeting' AND is_rebooked
  ), booked AS (
    INSERT INTO enclosure (submission, kind, at, key_id, nonce, box)
      SELECT seq, 'meeting', $7::text, $15::text, $16::bytea, $17::bytea FROM before
      WHERE is_rebooked AND $17::bytea IS NOT NULL
  ), changed AS (
    UPDATE submission SET
        status = coalesce($3::text, before.status),
        closed_at = CASE WHEN coalesce($3::text, before.status) = before.status THEN closed_at ELSE $4::text END,
        assigned_to = CASE WHEN $5::boolean THEN $6::text ELSE before.assigned_to END
      FROM before WHERE submission.seq = before.seq
  ), told AS (
    INSERT INTO outbox (submission, kind, queued_at, due_at)
      SELECT seq, $3::text, $7::text, $7::text FROM before WHERE $8::boolean AND $3::text <> status
      ON CONFLICT (submission, kind) DO UPDATE
      SET tries = 0, queued_at = excluded.queued_at, due_at = excluded.due_at, sent_at = NULL, failure = NULL
  )
  SELECT status, assigned_to, is_rebooked FROM before`,
};

export async function change(names: readonly Judged[], wanted: Change, deed: Deed, writing: Writing): Promise<number> {
  const changed = await Promise.all(names.map((name) => changeOne(name, wanted, deed, writing)));
  return changed.filter(Boolean).length;
}

async function changeOne(
  { from, ...name }: Judged,
  { status, assignedTo, meeting, tell }: Change,
  deed: Deed,
  { ask, record }: Writing,
): Promise<boolean> {
  const closedAt = status !== undefined && isEnded(status) ? deed.at : null;
  const isAssigned = assignedTo !== undefined;
  const [before] = await ask<Before>(work, [
    name.form,
    name.submissionId,
    status ?? null,
    closedAt,
    isAssigned,
    assignedTo ?? null,
    deed.at,
    tell === true,
    from?.status ?? null,
    from?.assignedTo !== undefined,
    from?.assignedTo ?? null,
    from?.meeting !== undefined,
    from?.meeting?.box ?? null,
    meeting !== undefined,
    meeting?.keyId ?? null,
    meeting?.nonce ?? null,
    meeting?.box ?? null,
  ]);
  if (!before) return false;
  const isMoved = status !== undefined && status !== before.status;
  const isHandedOn = isAssigned && assignedTo !== before.assigned_to;
  if (before.is_rebooked) record(meetingEntry(name, meeting !== null, deed));
  if (isMoved) record(statusEntry(name, before.status, status, deed));
  if (isHandedOn) record(assignmentEntry(name, assignedTo, deed));
  return before.is_rebooked || isMoved || isHandedOn;
}

const note: Statement = {
  name: 'note',
  text: `INSERT INTO enclosure (submission, kind, at, key_id, nonce, box)
    SELECT seq, 'note', $3::text, $4::text, $5::bytea, $6::bytea FROM submission WHERE form = $1 AND submission_id = $2
    RETURNING seq`,
};

export async function addNote(
  name: SubmissionName,
  { keyId, nonce, box }: Sealed,
  deed: Deed,
  { ask, record }: Writing,
): Promise<void> {
  const added = await ask(note, [name.form, name.submissionId, deed.at, keyId, nonce, box]);
  if (added.length > 0) record(noteEntry(name, deed));
}
