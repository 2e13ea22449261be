/** Who did something, and when, as the audit records it. */
export interface Actor {
  /** An instant in UTC. */
  at: string;
  /** `applicant`, `staff:<name>` or the part of the server that acted. */
  actor: string;
}
