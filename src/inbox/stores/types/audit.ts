/** Who does something, and when. */
export interface Actor {
  at: string;
  actor: string;
}

export interface AuditEntry {
  at: string;
  /** `applicant`, `visitor`, `command line`, `retention`, `clock`, or `staff:<name>`. */
  actor: string;
  action: string;
  /** What it was done to, by id; never personal data. */
  subject: string;
  detail: string;
}

export interface AuditRecord extends AuditEntry {
  seq: number;
  /** Binds the entry to all entries before it. */
  link: Uint8Array;
}

/** What was done, each entry bound to the one before it. */
export interface AuditStore {
  record(entry: AuditEntry): Promise<void>;
  /** The audit from the beginning, in order. */
  audit(): AsyncIterable<AuditRecord>;
  /** What the audit holds of a subject, in order. */
  auditOf(subject: string): Promise<AuditRecord[]>;
  /** A part of the audit, newest first. */
  auditPage(offset: number, limit: number): Promise<AuditRecord[]>;
  auditLength(): Promise<number>;
}
