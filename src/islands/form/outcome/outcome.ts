/** The reason why the form cannot be filled in. */
export type Outcome =
  /** Sent from this page; the next page is loading. */
  | { kind: 'sent'; reference: string; next: string }
  | { kind: 'already-sent'; reference: string }
  /** `isFinal` when the round has closed since: the saved answers can no longer be changed. */
  | { kind: 'saved'; isFinal: boolean; sent: (next: string) => void; refused: (reason: string) => void }
  | { kind: 'failed'; reason: string }
  | { kind: 'closed'; reason: string }
  /** The round is not open and nothing was typed; the page above the form says so. */
  | { kind: 'not-open' };
