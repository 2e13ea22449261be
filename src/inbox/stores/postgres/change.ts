import { isEnded, type Status } from '../../statuses.ts';
import type { SubmissionChange, Actor, SubmissionToChange, SubmissionName } from '../types/store.ts';
import type { Sealed } from '../../vault.ts';
import {
  assignmentEntry,
  decidedAt,
  endingByStatus,
  matchEndedEntry,
  meetingEntry,
  noteEntry,
  statusEntry,
} from '../audit-entries.ts';
import type { Statement, Writing } from './transactions.ts';

interface Before {
  status: Status;
  assigned_to: string | null;
  /** True if the new meeting differs from the stored one. */
  is_rebooked: boolean;
  /** Id of the mentor of the match that the change ended. */
  mentor: string | null;
}

/** Changes one submission and its meeting, queues the mails if anything changed, and returns the earlier values. */
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
        read_at = CASE WHEN coalesce($3::text, before.status) = before.status THEN read_at ELSE coalesce($28::text, read_at) END,
        assigned_to = CASE WHEN $5::boolean THEN $6::text ELSE before.assigned_to END
      FROM before WHERE submission.seq = before.seq
  ), ended AS (
    UPDATE match SET ended_at = $7::text, ended_by = $25::text, outcome = $26::text, reason = $27::text
      FROM before WHERE match.mentee = before.seq AND ended_at IS NULL AND $1 = 'mentee'
      AND status = 'matched' AND coalesce($3::text, status) <> status
      RETURNING mentor
  ), told AS (
    INSERT INTO outbox (submission, kind, other, key_id, nonce, box, queued_at, due_at)
      SELECT whose.seq, mail.kind, other.seq, mail.key_id, mail.nonce, mail.box, $7::text, $7::text
      FROM unnest($8::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[], $23::bytea[], $24::bytea[])
        WITH ORDINALITY AS mail (kind, form, submission_id, other_form, other_id, key_id, nonce, box, place)
      JOIN submission AS whose ON whose.form = mail.form AND whose.submission_id = mail.submission_id
      LEFT JOIN submission AS other ON other.form = mail.other_form AND other.submission_id = mail.other_id
      WHERE EXISTS (SELECT FROM before WHERE is_rebooked OR coalesce($3::text, status) <> status
        OR $5::boolean AND assigned_to IS DISTINCT FROM $6::text)
      ORDER BY mail.place
  )
  SELECT status, assigned_to, is_rebooked,
    (SELECT submission_id FROM submission JOIN ended ON submission.seq = ended.mentor) AS mentor FROM before`,
};

export async function change(
  names: readonly SubmissionToChange[],
  wanted: SubmissionChange,
  actor: Actor,
  writing: Writing,
): Promise<number> {
  const changed = await Promise.all(names.map((name) => changeOne(name, wanted, actor, writing)));
  return changed.filter(Boolean).length;
}

async function changeOne(
  { from, mails = [], ...name }: SubmissionToChange,
  { status, assignedTo, meeting }: SubmissionChange,
  actor: Actor,
  { ask, record }: Writing,
): Promise<boolean> {
  const closedAt = status !== undefined && isEnded(status) ? actor.at : null;
  const isAssigned = assignedTo !== undefined;
  const ending = status && endingByStatus(status);
  const [before] = await ask<Before>(work, [
    name.form,
    name.submissionId,
    status ?? null,
    closedAt,
    isAssigned,
    assignedTo ?? null,
    actor.at,
    mails.map(({ kind }) => kind),
    from?.status ?? null,
    from?.assignedTo !== undefined,
    from?.assignedTo ?? null,
    from?.meeting !== undefined,
    from?.meeting?.box ?? null,
    meeting !== undefined,
    meeting?.keyId ?? null,
    meeting?.nonce ?? null,
    meeting?.box ?? null,
    mails.map(({ to }) => to.form),
    mails.map(({ to }) => to.submissionId),
    mails.map(({ other }) => other?.form ?? null),
    mails.map(({ other }) => other?.submissionId ?? null),
    mails.map(({ content }) => content?.keyId ?? null),
    mails.map(({ content }) => content?.nonce ?? null),
    mails.map(({ content }) => content?.box ?? null),
    actor.actor,
    ending?.outcome ?? null,
    ending?.reason ?? null,
    decidedAt(actor),
  ]);
  if (!before) return false;
  const isMoved = status !== undefined && status !== before.status;
  const isHandedOn = isAssigned && assignedTo !== before.assigned_to;
  if (before.is_rebooked) record(meetingEntry(name, meeting !== null, actor));
  if (ending && before.mentor !== null) {
    const mentor: SubmissionName = { form: 'mentor', submissionId: before.mentor };
    record(matchEndedEntry(name, mentor, ending, actor));
    record(matchEndedEntry(mentor, name, ending, actor));
  }
  if (isMoved) record(statusEntry(name, before.status, status, actor));
  if (isHandedOn) record(assignmentEntry(name, assignedTo, actor));
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
  actor: Actor,
  { ask, record }: Writing,
): Promise<void> {
  const added = await ask(note, [name.form, name.submissionId, actor.at, keyId, nonce, box]);
  if (added.length > 0) record(noteEntry(name, actor));
}
