import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { isEnded, type Status } from '../../statuses.ts';
import type {
  AuditEntry,
  SubmissionChange,
  Actor,
  SubmissionToChange,
  NewMail,
  SubmissionName,
} from '../types/store.ts';
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

interface Row {
  seq: number;
  status: Status;
  assigned_to: string | null;
  /** The sealed content of its meeting. */
  meeting: Uint8Array | null;
}

const isStill = (row: Row, { from }: SubmissionToChange) =>
  (from?.status ?? row.status) === row.status &&
  (from?.assignedTo === undefined || from.assignedTo === row.assigned_to) &&
  (from?.meeting === undefined || isSame(from.meeting?.box ?? null, row.meeting));

const isSame = (one: Uint8Array | null, other: Uint8Array | null) =>
  one === null || other === null ? one === other : Buffer.compare(one, other) === 0;

/** Makes the changes of staff. All statements run inside a transaction of the group commit. */
export class Changer {
  readonly #find: StatementSync;
  readonly #status: StatementSync;
  readonly #assign: StatementSync;
  readonly #endMatch: StatementSync;
  readonly #cancel: StatementSync;
  readonly #enclose: StatementSync;
  readonly #mail: StatementSync;
  readonly #record: (entry: AuditEntry) => void;

  constructor(db: DatabaseSync, record: (entry: AuditEntry) => void) {
    this.#find = db.prepare(
      `SELECT submission.seq, status, assigned_to, meeting.box AS meeting FROM submission
        LEFT JOIN enclosure AS meeting ON meeting.submission = submission.seq AND meeting.kind = 'meeting'
        WHERE form = ? AND submission_id = ?`,
    );
    this.#status = db.prepare(
      'UPDATE submission SET status = ?, closed_at = ?, read_at = coalesce(?, read_at) WHERE seq = ?',
    );
    this.#assign = db.prepare('UPDATE submission SET assigned_to = ? WHERE seq = ?');
    this.#endMatch = db.prepare(
      `UPDATE match SET ended_at = ?, ended_by = ?, outcome = ?, reason = ? WHERE mentee = ? AND ended_at IS NULL
        RETURNING (SELECT submission_id FROM submission WHERE seq = mentor) AS mentor`,
    );
    this.#cancel = db.prepare("DELETE FROM enclosure WHERE submission = ? AND kind = 'meeting'");
    this.#enclose = db.prepare(
      'INSERT INTO enclosure (submission, kind, at, key_id, nonce, box) VALUES (?, ?, ?, ?, ?, ?)',
    );
    this.#mail = db.prepare(
      `INSERT INTO outbox (submission, kind, other, key_id, nonce, box, queued_at, due_at)
        SELECT seq, ?, (SELECT seq FROM submission WHERE form = ? AND submission_id = ?), ?, ?, ?, ?, ? FROM submission
        WHERE form = ? AND submission_id = ?`,
    );
    this.#record = record;
  }

  change(names: readonly SubmissionToChange[], change: SubmissionChange, actor: Actor): number {
    return names.filter((name) => this.#changeOne(name, change, actor)).length;
  }

  addNote(name: SubmissionName, { keyId, nonce, box }: Sealed, actor: Actor): void {
    const row = this.#row(name);
    if (!row) return;
    this.#enclose.run(row.seq, 'note', actor.at, keyId, nonce, box);
    this.#record(noteEntry(name, actor));
  }

  #changeOne(name: SubmissionToChange, { status, assignedTo, meeting }: SubmissionChange, actor: Actor): boolean {
    const row = this.#row(name);
    if (!row || !isStill(row, name)) return false;
    const entries: AuditEntry[] = [];
    if (meeting !== undefined && !isSame(meeting?.box ?? null, row.meeting)) {
      this.#cancel.run(row.seq);
      if (meeting) this.#enclose.run(row.seq, 'meeting', actor.at, meeting.keyId, meeting.nonce, meeting.box);
      entries.push(meetingEntry(name, meeting !== null, actor));
    }
    if (status !== undefined && status !== row.status) {
      this.#status.run(status, isEnded(status) ? actor.at : null, decidedAt(actor), row.seq);
      entries.push(...this.#endLapsed(name, row, status, actor), statusEntry(name, row.status, status, actor));
    }
    if (assignedTo !== undefined && assignedTo !== row.assigned_to) {
      this.#assign.run(assignedTo, row.seq);
      entries.push(assignmentEntry(name, assignedTo, actor));
    }
    for (const entry of entries) this.#record(entry);
    if (entries.length === 0) return false;
    for (const mail of name.mails ?? []) this.#queue(mail, actor.at);
    return true;
  }

  /** Ends the match of a mentee who is no longer matched, and returns the audit entries about it. */
  #endLapsed(name: SubmissionName, row: Row, status: Status, actor: Actor): AuditEntry[] {
    if (name.form !== 'mentee' || row.status !== 'matched') return [];
    const ending = endingByStatus(status);
    const ended = this.#endMatch.get(actor.at, actor.actor, ending.outcome, ending.reason, row.seq);
    if (!ended) return [];
    const mentor: SubmissionName = { form: 'mentor', submissionId: String(ended['mentor']) };
    return [matchEndedEntry(name, mentor, ending, actor), matchEndedEntry(mentor, name, ending, actor)];
  }

  #queue({ to, kind, other, content }: NewMail, at: string): void {
    const told = [kind, other?.form ?? null, other?.submissionId ?? null];
    const sealed = [content?.keyId ?? null, content?.nonce ?? null, content?.box ?? null];
    this.#mail.run(...told, ...sealed, at, at, to.form, to.submissionId);
  }

  #row({ form, submissionId }: SubmissionName): Row | undefined {
    return this.#find.get(form, submissionId) as Row | undefined;
  }
}
