import type { Arrival } from '../../statuses.ts';
import type { Acceptance, NewSubmission, SubmissionName } from '../store.ts';
import type { Sealed } from '../../vault.ts';
import { storedEntry } from '../audit-entries.ts';
import type { Statement, Writing } from './transactions.ts';

interface AcceptedRow {
  /** The submission that was stored already; null if there was none. */
  submission_id: string | null;
  reference: string;
  arrived: Arrival;
  body_code: Uint8Array;
  /** The applicant's earlier submission, for a new one. */
  duplicate_of: string | null;
}

/** Looks the submission up and, if it is new, stores it with its adjustments and mails. */
export const take: Statement = {
  name: 'take',
  text: `WITH known AS MATERIALIZED (
    SELECT submission_id, reference, arrived, body_code FROM submission
      WHERE $14::bytea IS NULL AND form = $1::text AND submission_id = $2::text
    UNION ALL
    SELECT submission_id, reference, arrived, body_code FROM submission
      WHERE repeat_code = $14::bytea AND form = $1::text AND received_at > $15::text
    LIMIT 1
  ), first AS (
    SELECT submission_id FROM submission
      WHERE email_code = $13::bytea AND form = $1::text
        AND ($16::text = 'of-round' AND round IS NOT DISTINCT FROM $5::text OR $16::text = 'of-open' AND closed_at IS NULL)
      ORDER BY seq LIMIT 1
  ), added AS (
    INSERT INTO submission (form, submission_id, reference, arrived, status, round, form_version, received_at, queued_at,
        key_id, nonce, box, body_code, email_code, repeat_code, duplicate_of)
      SELECT $1::text, $2::text, $3::text, $4::text, $4::text, $5::text, $6::text, $7::text, $8::text, $9::text, $10::bytea, $11::bytea, $12::bytea, $13::bytea, $14::bytea, (SELECT submission_id FROM first)
      WHERE NOT EXISTS (SELECT FROM known)
      RETURNING seq, duplicate_of
  ), enclosed AS (
    INSERT INTO enclosure (submission, kind, at, key_id, nonce, box)
      SELECT seq, 'adjustments', $7::text, $17::text, $18::bytea, $19::bytea FROM added WHERE $17::text IS NOT NULL
  ), mailed AS (
    INSERT INTO outbox (submission, kind, deed, queued_at, due_at)
      SELECT seq, kind, kind || ' ' || seq, $7::text, $7::text FROM added, unnest($20::text[]) AS kind
  )
  SELECT known.*, added.duplicate_of FROM (VALUES (1)) AS one LEFT JOIN known ON true LEFT JOIN added ON true`,
};

export async function accept(submission: NewSubmission, { ask, record }: Writing): Promise<Acceptance> {
  const { form, submissionId, reference, arrived, answers, adjustments, repeat } = submission;
  const [answer] = await ask<AcceptedRow>(take, [
    form,
    submissionId,
    reference,
    arrived,
    submission.round,
    submission.formVersion,
    submission.receivedAt,
    submission.queuedAt,
    answers.keyId,
    answers.nonce,
    answers.box,
    submission.bodyCode,
    submission.emailCode,
    repeat?.code ?? null,
    repeat?.since ?? null,
    submission.duplicates,
    adjustments?.keyId ?? null,
    adjustments?.nonce ?? null,
    adjustments?.box ?? null,
    submission.mail,
  ]);
  if (answer && answer.submission_id !== null) {
    return {
      form,
      submissionId: answer.submission_id,
      reference: answer.reference,
      arrived: answer.arrived,
      isNew: false,
      differs: Buffer.compare(answer.body_code, submission.bodyCode) !== 0,
    };
  }
  record(storedEntry(submission, answer?.duplicate_of ?? null));
  return { form, submissionId, reference, arrived, isNew: true, differs: false };
}

const differing: Statement = {
  name: 'differing',
  text: `INSERT INTO enclosure (submission, kind, at, body_code, key_id, nonce, box)
    SELECT submission.seq, 'differing', $3::text, $4::bytea, $5::text, $6::bytea, $7::bytea FROM submission
    WHERE form = $1 AND submission_id = $2 AND NOT EXISTS (
      SELECT FROM enclosure WHERE enclosure.submission = submission.seq AND kind = 'differing' AND body_code = $4::bytea)`,
};

/** Stores a differing body, once for each body, if the submission exists. */
export async function addDiffering(
  { form, submissionId }: SubmissionName,
  at: string,
  bodyCode: Uint8Array,
  { keyId, nonce, box }: Sealed,
  { ask }: Writing,
): Promise<void> {
  await ask(differing, [form, submissionId, at, bodyCode, keyId, nonce, box]);
}
