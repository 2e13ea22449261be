import type { SubmissionName } from './submission-name.ts';

/** The page that a secret link opens. */
export type LinkPurpose = (typeof linkPurposes)[number];
export const linkPurposes = ['application', 'offer', 'check-in'] as const;

/** What a link is for: one page about one submission. There is one link for each subject at a time. */
export interface LinkSubject {
  purpose: LinkPurpose;
  /** The submission of the person who has the link; it is erased together with the submission. */
  submission: SubmissionName;
  /** Distinguishes links of one purpose, such as the number of an offer or a check-in; '' if there is one only. */
  about: string;
}

export interface NewLink extends LinkSubject {
  /** SHA-256 of the token. */
  tokenHash: Uint8Array;
  /** Random bytes from which the token is derived with a key that is not in the database. */
  nonce: Uint8Array;
  createdAt: string;
  /** The first instant at which it no longer works; null if it works as long as the submission is stored. */
  expiresAt: string | null;
}

export interface Link extends NewLink {
  seq: number;
}
