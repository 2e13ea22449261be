/** The submission id that makes two posts the same submission. It is stored for this tab, so that a reload does not make another. */
import type { FormId } from '#forms/form.ts';
import { tabStore } from '../dom/tab-store.ts';

export interface Identity {
  /** UUID. */
  id: string;
  /** Time at which the form was first opened in this tab, in milliseconds since 1970. */
  openedAt: number;
  /** True once the submission is in the queue of this device. */
  isQueued?: boolean;
}

/** Returns the identity's key in this tab's storage. */
export const identityKey = (form: FormId): string => `opened:${form}`;

/** Returns this tab's identity for the form, or a new one. */
export function identityOf(form: FormId): Identity {
  const stored = tabStore.read(identityKey(form)) as Identity | undefined;
  return stored ?? renewIdentity(form);
}

/** Creates and stores a new identity for the next submission. */
export function renewIdentity(form: FormId, id: string = uuid()): Identity {
  const identity = { id, openedAt: Date.now() };
  tabStore.write(identityKey(form), identity);
  return identity;
}

/** Returns a random UUID, version 4 (RFC 9562). `crypto.randomUUID` does not exist on plain HTTP. */
function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
