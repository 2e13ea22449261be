import type { Context } from 'hono';
import type { AppEnv, Services } from '../env.ts';
import type { Actor } from '../stores/types/store.ts';

/** Now, by the member of staff who asks. */
export const actorOf = (c: Context<AppEnv>, { clock }: Pick<Services, 'clock'>): Actor => ({
  at: clock().toISOString(),
  actor: `staff:${c.get('staff')}`,
});

/** Records what the member of staff who asks looks at or does. */
export const recordAction = (
  c: Context<AppEnv>,
  parts: Pick<Services, 'store' | 'clock'>,
  action: string,
  subject = 'inbox',
  detail = '',
): Promise<void> => parts.store.record({ ...actorOf(c, parts), action, subject, detail });

/** A member of staff as the audit names them. */
export const staffSubject = (name: string): string => `staff/${name}`;
