import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Deed, Repeat, Store, SubmissionName } from '../store.ts';
import { subjectOf } from '../stores/deeds.ts';

export interface Place {
  store: Store;
  /** Where mails are that were put as files. */
  mailFolder: string;
}

/**
 * Removes submissions with all that belongs to them, their mails included, and of others the answers that came again; records that they
 * are gone. Gives how many submissions there were.
 */
export async function eraseSubmissions(
  { store, mailFolder }: Place,
  names: readonly SubmissionName[],
  deed: Deed,
  repeats: readonly Repeat[] = [],
): Promise<number> {
  if (names.length + repeats.length === 0) return 0;
  const count = await store.erase(
    names,
    repeats.map(({ seq }) => seq),
  );
  const filesOf = await mailFiles(mailFolder);
  for (const name of names) {
    for (const file of filesOf(name)) await rm(join(mailFolder, file));
    await store.record({ ...deed, action: 'submission erased', subject: subjectOf(name), detail: '' });
  }
  for (const { submission } of repeats)
    await store.record({ ...deed, action: 'answers sent again erased', subject: subjectOf(submission), detail: '' });
  return count;
}

/** Gives the mails about each submission that were put as files, by their names. */
export async function mailFiles(folder: string): Promise<(name: SubmissionName) => string[]> {
  const all = await filesIn(folder);
  return ({ form, submissionId }) => all.filter((file) => file.includes(`.${form}.${submissionId}.`));
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
