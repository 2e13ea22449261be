import type { Form } from '#forms/form.ts';
import { identityKey, type Identity } from './identity.ts';
import { tabStore } from '../dom/tab-store.ts';

/** Marks the submission as queued, so that the page looks for it in the queue after a reload, and there only. */
export function markQueued(form: Form, identity: Identity): void {
  tabStore.write(identityKey(form.id), { ...identity, isQueued: true } satisfies Identity);
}
