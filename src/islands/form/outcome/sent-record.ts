/** What was sent from this tab, for the confirmation page's copy and for "already sent" on the way back. */
import type { FormId } from '#forms/form.ts';
import { tabStore } from '../dom/tab-store.ts';

export interface SentAnswer {
  step: string;
  label: string;
  lines: readonly string[];
}

export interface SentRecord {
  form: FormId;
  reference: string;
  /** ISO. */
  sentAt: string;
  answers: readonly SentAnswer[];
}

const keyOf = (form: FormId) => `sent:${form}`;

export const sentRecord = (form: FormId): SentRecord | undefined =>
  tabStore.read(keyOf(form)) as SentRecord | undefined;

export const keepSentRecord = (record: SentRecord): void => tabStore.write(keyOf(record.form), record);

export const forgetSentRecord = (form: FormId): void => tabStore.remove(keyOf(form));
