import type { Clock } from './clock.ts';
import type { Actor, Store } from './stores/store.ts';

/** Returns an actor who does something now. */
export const actorNow = ({ clock }: { clock: Clock }, actor: string): Actor => ({ at: clock().toISOString(), actor });

/** Records in the audit what an actor does now. */
export const recordNow = (
  services: { store: Pick<Store, 'record'>; clock: Clock },
  actor: string,
  action: string,
  subject = 'inbox',
  detail = '',
): Promise<void> => services.store.record({ ...actorNow(services, actor), action, subject, detail });

/** The actor of what somebody does at the machine of the server. */
export const commandLine = 'command line';
