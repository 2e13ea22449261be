import type { Services } from '../../env.ts';
import { roles, type Role } from '../../stores/store.ts';
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
export class Accounts {
  readonly #services: Pick<Services, 'store' | 'clock'>;
  readonly #actor: string;

  constructor(services: Pick<Services, 'store' | 'clock'>, actor: string) {
    this.#services = services;
    this.#actor = actor;
  }

  /** Returns false if the name is taken. */
  async add(name: string, role: Role, password: string): Promise<boolean> {
    const account = { name, role, password: await hashPassword(password), createdAt: this.#now(), disabledAt: null };
    return this.#recordIf(await this.#services.store.addStaff(account), 'account made', name, role);
  }

  /** With `keepsAdmin`, changes nothing and returns false if there would be no other admin. */
  async changeRole(name: string, role: Role, keepsAdmin = false): Promise<boolean> {
    const isChanged = await this.#services.store.changeStaff(name, { role }, keepsAdmin);
    return this.#recordIf(isChanged, `made ${role}`, name);
  }

  /** Gives a new password, brings back a disabled account, and takes away the second step and the calendar's address. */
  async reset(name: string, password: string): Promise<boolean> {
    const { store } = this.#services;
    const isChanged = await store.changeStaff(name, { password: await hashPassword(password), disabledAt: null });
    if (!(await this.#recordIf(isChanged, 'password reset', name))) return false;
    await this.#recordIf(await store.removeSecondStep(name), 'second step turned off', name);
    await store.setCalendar(name, null);
    return true;
  }

  /**
   * Also ends the account's sessions. An account that is disabled already keeps its date. With `keepsAdmin`, changes
   * nothing and returns false if there would be no other admin.
   */
  async disable(name: string, keepsAdmin = false): Promise<boolean> {
    const { store } = this.#services;
    const account = await store.staff(name);
    if (!account) return false;
    if (account.disabledAt !== null) return true;
    const isDisabled = await store.changeStaff(name, { disabledAt: this.#now() }, keepsAdmin);
    return this.#recordIf(isDisabled, 'account disabled', name);
  }

  async endSessions(name: string): Promise<void> {
    const { store } = this.#services;
    for (const { idHash } of await store.sessions(name)) await store.endSession(idHash);
    await this.#recordIf(true, 'sessions ended', name);
  }

  async #recordIf(isDone: boolean, action: string, name: string, detail = ''): Promise<boolean> {
    if (!isDone) return false;
    await this.#services.store.record({
      at: this.#now(),
      actor: this.#actor,
      action,
      subject: `staff/${name}`,
      detail,
    });
    return true;
  }

  #now = (): string => this.#services.clock().toISOString();
}
