/** What makes two posts the same submission, kept for this tab so that a reload does not make another. */
import type { FormId } from '#forms/form.ts';
import { tabStore } from '../dom/tab-store.ts';

export interface Identity {
  /** UUID. */
  id: string;
  /** When the form was first opened in this tab, in milliseconds since 1970. */
  openedAt: number;
  /** True from when the queue of this device has the submission. */
  isQueued?: boolean;
}

/** Its name in this tab's storage. */
export const identityKey = (form: FormId): string => `opened:${form}`;

/** This tab's identity of the form; a new one where there is none yet. */
export function identityOf(form: FormId): Identity {
  const kept = tabStore.read(identityKey(form)) as Identity | undefined;
  return kept ?? renewIdentity(form);
}

/** A new identity, for the next submission. */
export function renewIdentity(form: FormId, id: string = uuid()): Identity {
  const identity = { id, openedAt: Date.now() };
  tabStore.write(identityKey(form), identity);
  return identity;
}

/** A random UUID, version 4 (RFC 9562); `crypto.randomUUID` is missing where a site is tried over plain HTTP. */
function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
