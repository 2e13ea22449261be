/** A draft on this device: kept only when the applicant asks for it, until it is sent, deleted or thirty days old. */
import type { RawAnswers } from '#forms/answers/answers.ts';
import { fieldsOf, type Form, type FormId } from '#forms/form.ts';
import { deleteDraft, draftKey } from './delete-draft.ts';

export interface Draft {
  form: FormId;
  /** ISO instant of the last change. */
  savedAt: string;
  answers: RawAnswers;
}

/** Milliseconds after its last change at which a draft is deleted. */
export const draftLife = 30 * 86_400_000;

/** Returns the draft on this device; undefined when there is none, it is too old, or storage is blocked. */
export function readDraft(form: Form, now: Date): Draft | undefined {
  const draft = parseDraft(form, readItem(draftKey(form.id)));
  if (!draft || now.getTime() - Date.parse(draft.savedAt) < draftLife) return draft;
  deleteDraft(form.id);
  return undefined;
}

/** Stores the answers as the draft; returns false when this device cannot store it. */
export function writeDraft(form: Form, answers: RawAnswers, now: Date): boolean {
  try {
    localStorage.setItem(draftKey(form.id), draftText(form, answers, now));
    return true;
  } catch {
    // Storage is blocked or full.
    return false;
  }
}

/** Returns the draft as JSON, for storage and for the saved file. */
export const draftText = (form: Form, answers: RawAnswers, now: Date): string =>
  JSON.stringify({ form: form.id, savedAt: now.toISOString(), answers } satisfies Draft, null, 2);

/** Reads a draft from JSON; undefined for another form's draft or any other text. Leaves out answers to unknown fields. */
export function parseDraft(form: Form, text: string | null): Draft | undefined {
  const draft = parse(text);
  if (draft?.['form'] !== form.id || typeof draft['savedAt'] !== 'string' || Number.isNaN(Date.parse(draft['savedAt'])))
    return undefined;
  const typed = Object.entries(draft['answers'] ?? {}).filter(isAnswer);
  const names = new Set(fieldsOf(form).map(({ name }) => name));
  const answers = Object.fromEntries(typed.filter(([name]) => names.has(name)));
  return { form: form.id, savedAt: draft['savedAt'], answers };
}

const isAnswer = (entry: [string, unknown]): entry is [string, string | string[]] =>
  typeof entry[1] === 'string' || (Array.isArray(entry[1]) && entry[1].every((one) => typeof one === 'string'));

function parse(text: string | null): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    // Not JSON.
    return undefined;
  }
}

function readItem(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    // Storage is blocked.
    return null;
  }
}
