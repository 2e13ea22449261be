import type { Sealed } from '../../vault.ts';

/**
 * What a member of staff may do. A reader reads. An officer also works on submissions and matches, writes to groups,
 * imports mentors, and finds all data of one person. An admin also exports, erases a person's data, reads the audit, and
 * changes the dates of rounds, the texts of mails and the accounts of staff.
 */
export type Role = (typeof roles)[number];
export const roles = ['reader', 'officer', 'admin'] as const;

export interface StaffAccount {
  name: string;
  role: Role;
  /** The hash of the password, in PHC string format. */
  password: string;
  createdAt: string;
  disabledAt: string | null;
}

/** What changes in an account; fields that are undefined stay as they are. */
export type AccountChange = Partial<Pick<StaffAccount, 'role' | 'password' | 'disabledAt'>>;

export interface StaffSession {
  /** SHA-256 of the id in the cookie. */
  idHash: Uint8Array;
  staff: string;
  startedAt: string;
  seenAt: string;
  /** Browser and system, such as "Firefox on Windows", by which a member of staff recognises the session. */
  browser: string;
}

/** The second step of logging in: one-time codes from an app on the phone (RFC 6238). */
export interface SecondStep {
  staff: string;
  secret: Sealed;
  /** Null until the first correct code; until then no code is needed to log in. */
  confirmedAt: string | null;
  /** Number of the last period whose code was used. Codes of this and earlier periods are refused. */
  usedPeriod: number;
  /** How many recovery codes are left. */
  recoveryCodes: number;
}
