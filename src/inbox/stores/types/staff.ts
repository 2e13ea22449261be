import type { Sealed } from '../../vault.ts';

/** What someone may do: look; work on submissions, find one person's; export, erase a person's, read the audit, end colleagues' accounts. Each may what those before may. */
export type Role = (typeof roles)[number];
export const roles = ['reader', 'officer', 'admin'] as const;

export interface StaffAccount {
  name: string;
  role: Role;
  /** In PHC form. */
  password: string;
  createdAt: string;
  disabledAt: string | null;
}

export interface StaffSession {
  /** SHA-256 of the id in the cookie. */
  idHash: Uint8Array;
  staff: string;
  startedAt: string;
  seenAt: string;
  /** Kind of browser and system, e.g. "Firefox on Windows", by which its owner knows it. */
  browser: string;
}

/** Someone's second step of logging in: codes that their phone makes of a secret. */
export interface SecondStep {
  staff: string;
  secret: Sealed;
  /** Null until the first code was right; until then it is not asked for. */
  confirmedAt: string | null;
  /** Number of the period whose code was used last; its code and earlier ones are taken no more. */
  usedPeriod: number;
  /** How many recovery codes are left. */
  recoveryCodes: number;
}

/** Accounts of staff, and how they log in. */
export interface StaffStore {
  addStaff(account: StaffAccount): Promise<boolean>;
  staff(name: string): Promise<StaffAccount | undefined>;
  allStaff(): Promise<StaffAccount[]>;
  /** Gives false when there is nobody of that name. Ends the person's sessions. */
  changeStaff(name: string, change: Partial<Pick<StaffAccount, 'role' | 'password' | 'disabledAt'>>): Promise<boolean>;
  openSession(session: StaffSession): Promise<void>;
  session(idHash: Uint8Array): Promise<StaffSession | undefined>;
  touchSession(idHash: Uint8Array, at: string): Promise<void>;
  endSession(idHash: Uint8Array): Promise<void>;
  /** Forgets sessions started before `startedBefore` or not seen since `seenBefore`. Gives whose they were. */
  endSessions(startedBefore: string, seenBefore: string): Promise<string[]>;
  /** The sessions that are kept, of one or of all, the newest first. */
  sessions(staff?: string): Promise<StaffSession[]>;
  secondStep(staff: string): Promise<SecondStep | undefined>;
  /** Names of those whose second step is confirmed. */
  secondSteps(): Promise<string[]>;
  /** Keeps a secret that is not confirmed yet, in place of an earlier one; gives false where one is confirmed. */
  beginSecondStep(staff: string, secret: Sealed, at: string): Promise<boolean>;
  /** From here on it is asked for. Gives false where none was begun, or it is confirmed already. */
  confirmSecondStep(
    staff: string,
    usedPeriod: number,
    recoveryCodes: readonly Uint8Array[],
    at: string,
  ): Promise<boolean>;
  /** Takes the code of a period, once: gives false for that of the last one used or of an earlier one. */
  usePeriod(staff: string, period: number): Promise<boolean>;
  /** Takes a recovery code, once. */
  useRecoveryCode(staff: string, code: Uint8Array): Promise<boolean>;
  /** Gives false where there was none. */
  removeSecondStep(staff: string): Promise<boolean>;
  /** Sets the one address of someone's calendar by the hash of its token, or takes it away. */
  setCalendar(staff: string, tokenHash: Uint8Array | null): Promise<void>;
  hasCalendar(staff: string): Promise<boolean>;
  /** Whose calendar it is. */
  calendarOwner(tokenHash: Uint8Array): Promise<string | undefined>;
}
