import type { Context } from 'hono';
import { actorNow } from '../actor.ts';
import type { AppEnv, Services } from '../env.ts';
import { nextBestActor } from '../services/offers.ts';
import type { Actor } from '../stores/store.ts';

/** Returns the member of staff who made the request, with the present time, as the actor of a change. */
export const actorOf = (c: Context<AppEnv>, services: Pick<Services, 'clock'>): Actor =>
  actorNow(services, `staff:${c.get('staff')}`);

/** Returns the name of the member of staff who did something; any other actor, like "retention", as it is. */
export const staffName = (actor: string): string => actor.replace(/^staff:/, '');

/** Returns who asked a mentor, as staff see it. */
export const askerName = (actor: string): string => (actor === nextBestActor ? 'the next-best rule' : staffName(actor));

/** Records an action of the member of staff who made the request in the audit. */
export const recordAction = (
  c: Context<AppEnv>,
  services: Pick<Services, 'store' | 'clock'>,
  action: string,
  subject = 'inbox',
  detail = '',
): Promise<void> => services.store.record({ ...actorOf(c, services), action, subject, detail });

/** Returns a member of staff as a subject of the audit. */
export const staffSubject = (name: string): string => `staff/${name}`;
