/** Why the form cannot be filled in. */
export type Outcome =
  /** Just now: the next page is on its way. */
  | { kind: 'sent'; reference: string; next: string }
  | { kind: 'already-sent'; reference: string }
  /** `isFinal`: the round has closed since, and only what was saved before counts. */
  | { kind: 'saved'; isFinal: boolean; sent: (next: string) => void; refused: (reason: string) => void }
  | { kind: 'failed'; reason: string }
  | { kind: 'closed'; reason: string }
  /** The page says so, and nothing was typed. */
  | { kind: 'not-open' };
