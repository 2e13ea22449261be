import type { FormId } from '#forms/form.ts';

/** Returns the draft's key in localStorage. */
export const draftKey = (form: FormId): string => `draft:${form}`;

/** Deletes the draft. It is apart from draft.ts so that the main script need not load that. */
export function deleteDraft(form: FormId): void {
  try {
    localStorage.removeItem(draftKey(form));
  } catch {
    // Storage is blocked, so there is no draft.
  }
}
