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
