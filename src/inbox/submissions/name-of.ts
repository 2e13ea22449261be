import type { StoredSubmission } from '../stores/store.ts';
import type { Vault } from '../vault.ts';
import { openContent, type Content } from './sealed-content.ts';

/** Returns the applicant's name. */
export const nameOf = ({ answers }: Content): string => String(answers['fullName'] ?? 'No name');

/** Returns the name in a submission as it is stored. */
export const storedName = (vault: Vault, submission: StoredSubmission): string =>
  nameOf(openContent(vault, submission, submission.answers));
