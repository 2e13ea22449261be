import type { Context } from 'hono';
import type { AppEnv, Services } from '../../env.ts';
import { staffBar } from '../ui/bar.ts';
import { actorOf, recordAction, staffSubject } from '../actor.ts';
import { missingPage } from '../ui/missing-page.ts';
import { staffPage } from './staff-page.ts';
import { formValue } from '../form-value.ts';

export async function showStaff(c: Context<AppEnv>, services: Services): Promise<Response> {
  const { store } = services;
  const secondSteps = await store.secondSteps();
  const sessions = await store.sessions();
  await recordAction(c, services, 'staff viewed');
  return c.html(
    staffPage({
      bar: staffBar(c),
      self: c.get('staff'),
      colleagues: (await store.allStaff()).map((account) => ({
        account,
        hasSecondStep: secondSteps.includes(account.name),
        sessions: sessions.filter(({ staff }) => staff === account.name),
      })),
      news: doneWords.get(c.req.query('done') ?? ''),
    }),
  );
}

const doneWords: ReadonlyMap<string, string> = new Map([
  ['end', 'Logged out everywhere.'],
  ['disable', 'Disabled, and logged out everywhere.'],
]);

/** Ends a colleague's sessions, and disables the account if asked to. */
export async function changeColleague(c: Context<AppEnv>, services: Services): Promise<Response> {
  const { store } = services;
  const body = await c.req.parseBody();
  const account = await store.staff(formValue(body['name']));
  const action = formValue(body['do']);
  if (!account || account.name === c.get('staff') || !doneWords.has(action)) return c.html(missingPage, 404);
  const subject = staffSubject(account.name);
  if (action === 'disable') {
    if (account.disabledAt === null) await store.changeStaff(account.name, { disabledAt: actorOf(c, services).at });
    await recordAction(c, services, 'account disabled', subject);
  } else {
    for (const { idHash } of await store.sessions(account.name)) await store.endSession(idHash);
    await recordAction(c, services, 'sessions ended', subject);
  }
  return c.redirect(`/inbox/staff/?done=${action}`, 303);
}
