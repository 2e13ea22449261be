export interface AuditEntry {
  at: string;
  /** `applicant`, `visitor`, `command line`, `staff:<name>`, or the part of the server that acted, such as `retention`. */
  actor: string;
  action: string;
  /** Id of the submission or account that the action was done to; never personal data. */
  subject: string;
  detail: string;
}

export interface AuditRecord extends AuditEntry {
  seq: number;
  /** Binds the entry to all entries before it. */
  link: Uint8Array;
}

/** The audit: the record of who did what, each entry bound to the one before it. */
export interface AuditStore {
  record(entry: AuditEntry): Promise<void>;
  /** Yields all entries, oldest first. */
  audit(): AsyncIterable<AuditRecord>;
  /** Returns the entries about one subject, oldest first. */
  auditOf(subject: string): Promise<AuditRecord[]>;
  /** Returns part of the audit, newest first. */
  auditPage(offset: number, limit: number): Promise<AuditRecord[]>;
  auditLength(): Promise<number>;
}
