import type { FormId } from '#forms/form.ts';
import { identityKey, type Identity } from './identity.ts';
import { tabStore } from '../dom/tab-store.ts';

/** Notes that the queue has it: a page that is opened later looks there what has become of it. */
export const markQueued = (form: FormId, identity: Identity): void =>
  tabStore.write(identityKey(form), { ...identity, isQueued: true } satisfies Identity);
