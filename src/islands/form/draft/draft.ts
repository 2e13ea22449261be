/** Answers kept on this device, where the applicant asked for it, until they are sent, deleted or thirty days old. */
import type { RawAnswers } from '#forms/answers.ts';
import { fieldsOf, type Form, type FormId } from '#forms/form.ts';
import { deleteDraft, draftKey } from './delete-draft.ts';

export interface Draft {
  form: FormId;
  /** ISO instant of the last change. */
  savedAt: string;
  answers: RawAnswers;
}

/** How long a draft is kept after its last change, in milliseconds. */
export const draftLife = 30 * 86_400_000;

/** The draft on this device; undefined where there is none, it is too old, or storage is blocked. */
export function readDraft(form: Form, now: Date): Draft | undefined {
  const draft = parseDraft(form, stored(draftKey(form.id)));
  if (!draft || now.getTime() - Date.parse(draft.savedAt) < draftLife) return draft;
  deleteDraft(form.id);
  return undefined;
}

/** Keeps the answers; false where this device keeps nothing. */
export function writeDraft(form: Form, answers: RawAnswers, now: Date): boolean {
  try {
    localStorage.setItem(draftKey(form.id), draftText(form, answers, now));
    return true;
  } catch {
    // Blocked or full: the applicant is told.
    return false;
  }
}

/** The draft as text, also that of the file with which one goes on elsewhere. */
export const draftText = (form: Form, answers: RawAnswers, now: Date): string =>
  JSON.stringify({ form: form.id, savedAt: now.toISOString(), answers } satisfies Draft, null, 2);

/** The draft that a text holds; undefined for anything else, as another form's. Answers that are none of the form's are left out. */
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
    // Not JSON, so no draft.
    return undefined;
  }
}

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    // Blocked.
    return null;
  }
}
