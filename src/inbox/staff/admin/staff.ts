import type { Context } from 'hono';
import type { AppEnv, Services } from '../../env.ts';
import { staffBar } from '../ui/bar.ts';
import { recordAction } from '../actor.ts';
import { accountsBy, namePattern, nameWords, roleNamed } from '../auth/accounts.ts';
import type { Auth } from '../auth/auth.ts';
import { refusePassword } from '../auth/password-check.ts';
import { generatePassword } from '../auth/password.ts';
import { missingPage } from '../ui/missing-page.ts';
import { colleaguePage, newPasswordPage, staffPage, type Colleague } from './staff-page.ts';
import { formValue } from '../../pages/form-value.ts';
import type { FieldProblem } from '../../pages/input.ts';

export async function showStaff(c: Context<AppEnv>, services: Services): Promise<Response> {
  await recordAction(c, services, 'staff viewed');
  return drawStaff(c, services, { name: '', role: 'officer' });
}

interface TypedAccount {
  name: string;
  role: string;
  problem?: FieldProblem;
  status?: 422 | 429;
}

async function drawStaff(
  c: Context<AppEnv>,
  services: Services,
  { status, ...typed }: TypedAccount,
): Promise<Response> {
  const colleagues = await colleaguesOf(services);
  return c.html(staffPage({ bar: staffBar(c), self: c.get('staff'), colleagues, ...typed }), status ?? 200);
}

async function colleaguesOf({ store }: Services): Promise<Colleague[]> {
  const secondSteps = await store.secondSteps();
  const sessions = await store.sessions();
  return (await store.allStaff()).map((account) => ({
    account,
    hasSecondStep: secondSteps.includes(account.name),
    sessions: sessions.filter(({ staff }) => staff === account.name),
  }));
}

/** Makes an account and shows its password, once. */
export async function addColleague(c: Context<AppEnv>, services: Services, auth: Auth): Promise<Response> {
  const body = await c.req.parseBody();
  const name = formValue(body['name']).trim().toLowerCase();
  const role = formValue(body['role']);
  const refuse = (field: string, message: string, status: 422 | 429 = 422) =>
    drawStaff(c, services, { name, role, problem: { field, message }, status });
  if (!namePattern.test(name)) return refuse('name', `The name must have ${nameWords}`);
  const wanted = roleNamed(role);
  if (!wanted) return refuse('role', 'Choose a role');
  const taken = `There is an account ${name} already. For a new password, open it in the list`;
  if (await services.store.staff(name)) return refuse('name', taken);
  const refusal = await refusePassword(c, services, auth, formValue(body['password']));
  if (refusal) return refuse('password', refusal.message, refusal.status);
  const password = generatePassword();
  if (!(await accountsFor(c, services).add(name, wanted, password))) return refuse('name', taken);
  return c.html(newPasswordPage({ bar: staffBar(c), name, password, isNew: true }));
}

const doneWords: ReadonlyMap<string, string> = new Map([
  ['role', 'The role is changed, and they are logged out everywhere.'],
  ['end', 'They are logged out everywhere.'],
  ['disable', 'The account is disabled, and logged out everywhere.'],
]);

export async function showColleague(c: Context<AppEnv>, services: Services): Promise<Response> {
  const name = formValue(c.req.param('name'));
  await recordAction(c, services, 'staff viewed');
  return drawColleague(c, services, name, { news: doneWords.get(c.req.query('done') ?? '') });
}

async function drawColleague(
  c: Context<AppEnv>,
  services: Services,
  name: string,
  outcome: { news?: string | undefined; problem?: FieldProblem; status?: 422 | 429 },
): Promise<Response> {
  const colleague = (await colleaguesOf(services)).find(({ account }) => account.name === name);
  if (!colleague) return c.html(missingPage, 404);
  const { status = 200, ...said } = outcome;
  return c.html(colleaguePage({ bar: staffBar(c), self: c.get('staff'), colleague, ...said }), status);
}

/**
 * Changes a colleague's account. Nobody changes their own here, nor the last other admin's: two admins who take the role
 * from each other at once would leave nobody. What lets somebody in asks for the admin's own password; what keeps
 * somebody out does not.
 */
export async function changeColleague(c: Context<AppEnv>, services: Services, auth: Auth): Promise<Response> {
  const name = formValue(c.req.param('name'));
  if (name === c.get('staff') || !(await services.store.staff(name))) return c.html(missingPage, 404);
  const body = await c.req.parseBody();
  const accounts = accountsFor(c, services);
  const done = (action: string) => c.redirect(`/inbox/staff/${encodeURIComponent(name)}/?done=${action}`, 303);
  const withPassword = async (field: string, action: () => Promise<Response>): Promise<Response> => {
    const refusal = await refusePassword(c, services, auth, formValue(body['password']));
    if (!refusal) return action();
    return drawColleague(c, services, name, { problem: { field, message: refusal.message }, status: refusal.status });
  };
  const refuseLast = (field: string) =>
    drawColleague(c, services, name, {
      problem: { field, message: 'Nothing was changed: there would be no admin left. Give somebody that role first' },
      status: 422,
    });
  switch (formValue(body['do'])) {
    case 'end':
      await accounts.endSessions(name);
      return done('end');
    case 'disable':
      return (await accounts.disable(name, true)) ? done('disable') : refuseLast('end');
    case 'role': {
      const role = roleNamed(formValue(body['role']));
      if (!role) {
        return drawColleague(c, services, name, { problem: { field: 'role', message: 'Choose a role' }, status: 422 });
      }
      return withPassword('password-role', async () => {
        return (await accounts.changeRole(name, role, role !== 'admin')) ? done('role') : refuseLast('role');
      });
    }
    case 'reset':
      return withPassword('password-reset', async () => {
        const password = generatePassword();
        await accounts.reset(name, password);
        return c.html(newPasswordPage({ bar: staffBar(c), name, password, isNew: false }));
      });
    default:
      return c.html(missingPage, 404);
  }
}

const accountsFor = (c: Context<AppEnv>, services: Services) => accountsBy(`staff:${c.get('staff')}`, services);
