/** The record of the answers sent from this tab, for the copy on the confirmation page and for "already sent" after going back. */
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
  /** ISO instant. */
  sentAt: string;
  answers: readonly SentAnswer[];
}

const keyOf = (form: FormId) => `sent:${form}`;

export const sentRecord = (form: FormId): SentRecord | undefined =>
  tabStore.read(keyOf(form)) as SentRecord | undefined;

export const writeSentRecord = (record: SentRecord): void => tabStore.write(keyOf(record.form), record);

export const deleteSentRecord = (form: FormId): void => tabStore.remove(keyOf(form));
