import { recordNow } from '../../actor.ts';
import type { Services } from '../../env.ts';
import { roles, type Role } from '../../stores/store.ts';
import { staffSubject } from '../actor.ts';
import { hashPassword } from './password.ts';

export const namePattern = /^[a-z0-9][a-z0-9._@-]{1,63}$/;
export const nameWords = '2 to 64 letters, digits, dots, dashes or @';

export const roleNamed = (name: string | undefined): Role | undefined => roles.find((role) => role === name);

/** Says what each role does, as the end of a sentence. */
export const roleWords: Readonly<Record<Role, string>> = {
  reader: 'looks at everything',
  officer:
    'looks at everything and works on submissions, matches rounds, writes to groups, imports mentors, and finds what is held of one person',
  admin:
    'does all that an officer does, downloads submissions, erases what is held of one person, changes the dates of rounds and the texts of mails, sees the audit, and adds colleagues and changes their accounts',
};

/**
 * Makes and changes accounts of staff, for the command line and the admins' pages. Each change is recorded in the audit
 * under `actor`. A change of an account that does not exist returns false and records nothing.
 */
export function accountsBy(actor: string, services: Pick<Services, 'store' | 'clock'>) {
  const { store, clock } = services;
  const now = () => clock().toISOString();

  async function recordIf(isDone: boolean, action: string, name: string, detail = ''): Promise<boolean> {
    if (isDone) await recordNow(services, actor, action, staffSubject(name), detail);
    return isDone;
  }

  return {
    /** Returns false if the name is taken. */
    async add(name: string, role: Role, password: string): Promise<boolean> {
      const account = { name, role, password: await hashPassword(password), createdAt: now(), disabledAt: null };
      return recordIf(await store.addStaff(account), 'account made', name, role);
    },

    /** With `keepsAdmin`, changes nothing and returns false if there would be no other admin. */
    changeRole: async (name: string, role: Role, keepsAdmin = false): Promise<boolean> =>
      recordIf(await store.changeStaff(name, { role }, keepsAdmin), `made ${role}`, name),

    /** Gives a new password, brings back a disabled account, and takes away the second step and the calendar's address. */
    async reset(name: string, password: string): Promise<boolean> {
      const isChanged = await store.changeStaff(name, { password: await hashPassword(password), disabledAt: null });
      if (!(await recordIf(isChanged, 'password reset', name))) return false;
      await recordIf(await store.removeSecondStep(name), 'second step turned off', name);
      await store.setCalendar(name, null);
      return true;
    },

    /**
     * Also ends the account's sessions. An account that is disabled already keeps its date. With `keepsAdmin`, changes
     * nothing and returns false if there would be no other admin.
     */
    async disable(name: string, keepsAdmin = false): Promise<boolean> {
      const account = await store.staff(name);
      if (account?.disabledAt !== null) return account !== undefined;
      return recordIf(await store.changeStaff(name, { disabledAt: now() }, keepsAdmin), 'account disabled', name);
    },

    async endSessions(name: string): Promise<void> {
      for (const { idHash } of await store.sessions(name)) await store.endSession(idHash);
      await recordIf(true, 'sessions ended', name);
    },
  };
}
