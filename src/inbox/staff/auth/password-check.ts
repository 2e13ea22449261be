import type { Context } from 'hono';
import type { AppEnv, Services } from '../../env.ts';
import { recordAction, staffSubject } from '../actor.ts';
import type { Auth } from './auth.ts';
import { networkOf, tooMany } from './login-routes.ts';
import { handleOf, hashOf } from './sessions.ts';

export interface PasswordRefusal {
  message: string;
  status: 422 | 429;
}

/**
 * Checks the password that the member of staff typed again before a change that a stranger at an open browser must not
 * make. Returns undefined if it is right. Only wrong attempts of this session count.
 */
export async function refusePassword(
  c: Context<AppEnv>,
  services: Services,
  auth: Auth,
  password: string,
): Promise<PasswordRefusal | undefined> {
  const name = c.get('staff');
  const device = handleOf({ idHash: hashOf(auth.cookie.read(c) ?? '') });
  const result = await auth.login.check(name, password, { network: networkOf(c, services), device });
  if (result.ok) return undefined;
  if (result.waitSeconds > 0) {
    c.header('Retry-After', String(result.waitSeconds));
    return { message: tooMany(result.waitSeconds), status: 429 };
  }
  await recordAction(c, services, 'login refused', staffSubject(name), 'password');
  return { message: 'Your password is not right', status: 422 };
}
