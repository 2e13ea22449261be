import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Arrival } from '../../statuses.ts';
import type { Acceptance, AuditEntry, Enclosure, NewSubmission, SubmissionName } from '../store.ts';
import type { Sealed } from '../../vault.ts';
import { storedEntry } from '../audit-entries.ts';

interface StoredBefore {
  submission_id: string;
  reference: string;
  arrived: Arrival;
  body_code: Uint8Array;
}

const known = 'SELECT submission_id, reference, arrived, body_code FROM submission';
const first = 'SELECT submission_id FROM submission WHERE email_code = ? AND form = ?';
const oldest = 'ORDER BY seq LIMIT 1';

/** The queries that run for every submission; each must use an index, however many rows there are. */
export const lookups = {
  named: `${known} WHERE form = ? AND submission_id = ?`,
  repeated: `${known} WHERE repeat_code = ? AND form = ? AND received_at > ?`,
  firstOfRound: `${first} AND round IS ? ${oldest}`,
  firstOpen: `${first} AND closed_at IS NULL ${oldest}`,
} as const;

/** Stores submissions. All statements run inside a transaction of the group commit. */
export class Acceptor {
  readonly #named: StatementSync;
  readonly #repeated: StatementSync;
  readonly #firstOfRound: StatementSync;
  readonly #firstOpen: StatementSync;
  readonly #seq: StatementSync;
  readonly #differing: StatementSync;
  readonly #submission: StatementSync;
  readonly #enclosure: StatementSync;
  readonly #mail: StatementSync;
  readonly #record: (entry: AuditEntry) => void;

  constructor(db: DatabaseSync, record: (entry: AuditEntry) => void) {
    this.#named = db.prepare(lookups.named);
    this.#repeated = db.prepare(lookups.repeated);
    this.#firstOfRound = db.prepare(lookups.firstOfRound);
    this.#firstOpen = db.prepare(lookups.firstOpen);
    this.#seq = db.prepare('SELECT seq FROM submission WHERE form = ? AND submission_id = ?');
    this.#differing = db.prepare(
      "SELECT 1 FROM enclosure WHERE submission = ? AND kind = 'differing' AND body_code = ?",
    );
    this.#submission = db.prepare(
      `INSERT INTO submission (form, submission_id, reference, arrived, status, round, form_version, received_at, queued_at,
        duplicate_of, key_id, nonce, box, body_code, email_code, repeat_code) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#enclosure = db.prepare(
      'INSERT INTO enclosure (submission, kind, at, body_code, key_id, nonce, box) VALUES (?, ?, ?, ?, ?, ?, ?)',
    );
    this.#mail = db.prepare('INSERT INTO outbox (submission, kind, deed, queued_at, due_at) VALUES (?, ?, ?, ?, ?)');
    this.#record = record;
  }

  accept(submission: NewSubmission): Acceptance {
    const known = this.#known(submission);
    if (known) {
      return {
        form: submission.form,
        submissionId: known.submission_id,
        reference: known.reference,
        arrived: known.arrived,
        isNew: false,
        differs: Buffer.compare(known.body_code, submission.bodyCode) !== 0,
      };
    }
    this.#insert(submission);
    const { form, submissionId, reference, arrived } = submission;
    return { form, submissionId, reference, arrived, isNew: true, differs: false };
  }

  /** Stores a differing body, once for each body, if the submission exists. */
  addDiffering(name: SubmissionName, at: string, bodyCode: Uint8Array, content: Sealed): void {
    const submission = this.#seq.get(name.form, name.submissionId)?.['seq'];
    if (typeof submission !== 'number' || this.#differing.get(submission, bodyCode)) return;
    this.#enclose(submission, 'differing', at, bodyCode, content);
  }

  #enclose(
    submission: number | bigint,
    kind: Enclosure['kind'],
    at: string,
    code: Uint8Array | null,
    content: Sealed,
  ): void {
    this.#enclosure.run(submission, kind, at, code, content.keyId, content.nonce, content.box);
  }

  #known({ form, submissionId, repeat }: NewSubmission): StoredBefore | undefined {
    const row = repeat ? this.#repeated.get(repeat.code, form, repeat.since) : this.#named.get(form, submissionId);
    return row as StoredBefore | undefined;
  }

  #insert(submission: NewSubmission): void {
    const { form, submissionId, receivedAt, answers, adjustments } = submission;
    const duplicateOf = this.#firstOf(submission);
    const { lastInsertRowid: seq } = this.#submission.run(
      form,
      submissionId,
      submission.reference,
      submission.arrived,
      submission.arrived,
      submission.round,
      submission.formVersion,
      receivedAt,
      submission.queuedAt,
      duplicateOf,
      answers.keyId,
      answers.nonce,
      answers.box,
      submission.bodyCode,
      submission.emailCode,
      submission.repeat?.code ?? null,
    );
    if (adjustments) this.#enclose(seq, 'adjustments', receivedAt, null, adjustments);
    for (const kind of submission.mail) this.#mail.run(seq, kind, `${kind} ${String(seq)}`, receivedAt, receivedAt);
    this.#record(storedEntry(submission, duplicateOf));
  }

  #firstOf({ form, emailCode, round, duplicates }: NewSubmission): string | null {
    if (emailCode === null || duplicates === 'none') return null;
    const row =
      duplicates === 'of-round' ? this.#firstOfRound.get(emailCode, form, round) : this.#firstOpen.get(emailCode, form);
    return (row?.['submission_id'] as string | undefined) ?? null;
  }
}
