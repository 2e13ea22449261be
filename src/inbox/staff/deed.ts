import type { Context } from 'hono';
import type { App, AppParts } from '../app.ts';
import type { Deed } from '../stores/types/store.ts';

/** Now, by the member of staff who asks. */
export const deedOf = (c: Context<App>, { clock }: Pick<AppParts, 'clock'>): Deed => ({
  at: clock().toISOString(),
  actor: `staff:${c.get('staff')}`,
});

/** Records what the member of staff who asks looks at or does. */
export const recordDeed = (
  c: Context<App>,
  parts: Pick<AppParts, 'store' | 'clock'>,
  action: string,
  subject = 'inbox',
  detail = '',
): Promise<void> => parts.store.record({ ...deedOf(c, parts), action, subject, detail });

/** A member of staff as the audit names them. */
export const subjectOfStaff = (name: string): string => `staff/${name}`;
