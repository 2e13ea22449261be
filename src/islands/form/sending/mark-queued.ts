import type { FormId } from '#forms/form.ts';
import { identityKey, type Identity } from './identity.ts';
import { tabStore } from '../dom/tab-store.ts';

/** Marks the submission as queued, so that the page looks for it in the queue after a reload. */
export const markQueued = (form: FormId, identity: Identity): void =>
  tabStore.write(identityKey(form), { ...identity, isQueued: true } satisfies Identity);
