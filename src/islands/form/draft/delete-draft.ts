import type { FormId } from '#forms/form.ts';

/** Name of the draft in localStorage. */
export const draftKey = (form: FormId): string => `draft:${form}`;

/** Removes what draft.ts keeps, without needing what it needs. */
export function deleteDraft(form: FormId): void {
  try {
    localStorage.removeItem(draftKey(form));
  } catch {
    // Blocked: nothing was kept.
  }
}
