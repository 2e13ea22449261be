import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Deed, Store, SubmissionName } from '../store.ts';
import { subjectOf } from '../stores/deeds.ts';

interface Place {
  store: Store;
  /** Where mails are that were put as files. */
  mailFolder: string;
}

/** Removes submissions with all that belongs to them, their mails included, and records that they are gone. Gives how many there were. */
export async function eraseSubmissions(
  { store, mailFolder }: Place,
  names: readonly SubmissionName[],
  deed: Deed,
): Promise<number> {
  if (names.length === 0) return 0;
  const count = await store.erase(names);
  const mails = await filesOf(mailFolder);
  for (const name of names) {
    const mine = mails.filter((file) => file.endsWith(`.${name.form}.${name.submissionId}.eml`));
    for (const file of mine) await rm(join(mailFolder, file));
    await store.record({ ...deed, action: 'submission erased', subject: subjectOf(name), detail: '' });
  }
  return count;
}

async function filesOf(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
