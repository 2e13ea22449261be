import type { FormId } from '#forms/form.ts';

/**
 * For each form, the usual days after the end of the round, or after arrival if there is no round, until a submission is
 * erased. `INBOX_RETENTION_DAYS_MENTEE` and so on change them; the privacy page promises them.
 */
export const usualRetentionDays: Readonly<Record<FormId, number>> = {
  mentee: 365,
  mentor: 365,
  ask: 183,
  contact: 183,
};
