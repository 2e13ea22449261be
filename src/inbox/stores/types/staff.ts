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

/** Accounts, sessions, second steps and calendar links of staff. */
export interface StaffStore {
  addStaff(account: StaffAccount): Promise<boolean>;
  staff(name: string): Promise<StaffAccount | undefined>;
  allStaff(): Promise<StaffAccount[]>;
  /**
   * Also ends the account's sessions. Returns false if there is no such account; with `keepsAdmin`, also if there would be
   * no other enabled admin.
   */
  changeStaff(name: string, change: AccountChange, keepsAdmin?: boolean): Promise<boolean>;
  openSession(session: StaffSession): Promise<void>;
  session(idHash: Uint8Array): Promise<StaffSession | undefined>;
  touchSession(idHash: Uint8Array, at: string): Promise<void>;
  endSession(idHash: Uint8Array): Promise<void>;
  /**
   * Ends sessions started before `startedBefore` or last seen before `seenBefore`. Returns the name of each session's
   * owner.
   */
  endSessions(startedBefore: string, seenBefore: string): Promise<string[]>;
  /** Returns the sessions of one or all members of staff, newest first. */
  sessions(staff?: string): Promise<StaffSession[]>;
  secondStep(staff: string): Promise<SecondStep | undefined>;
  /** Returns the names of staff whose second step is confirmed. */
  secondSteps(): Promise<string[]>;
  /** Stores an unconfirmed secret, replacing an earlier one. Returns false if a secret is confirmed already. */
  beginSecondStep(staff: string, secret: Sealed, at: string): Promise<boolean>;
  /** Requires the second step from this call on. Returns false if none was begun or it is confirmed already. */
  confirmSecondStep(
    staff: string,
    usedPeriod: number,
    recoveryCodes: readonly Uint8Array[],
    at: string,
  ): Promise<boolean>;
  /** Uses up the code of a period. Returns false if the code of this or a later period was used already. */
  usePeriod(staff: string, period: number): Promise<boolean>;
  /** Uses up a recovery code. Returns false if there is no such code. */
  useRecoveryCode(staff: string, code: Uint8Array): Promise<boolean>;
  /** Returns false if there was none. */
  removeSecondStep(staff: string): Promise<boolean>;
  /** Sets the one calendar link of a member of staff by the hash of its token; null removes it. */
  setCalendar(staff: string, tokenHash: Uint8Array | null): Promise<void>;
  hasCalendar(staff: string): Promise<boolean>;
  /** Returns the owner of a calendar link. */
  calendarOwner(tokenHash: Uint8Array): Promise<string | undefined>;
}
