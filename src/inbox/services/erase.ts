import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { minute } from '../clock.ts';
import type { Actor, Repeat, Store, SubmissionName } from '../stores/types/store.ts';

export interface ErasureContext {
  store: Store;
  /** Where mails are that were put as files. */
  mailFolder: string;
}

export interface Erased {
  count: number;
  /** What is left of them, in words; undefined where nothing is. */
  left: string | undefined;
}

/** For so long a mail may still become a file that was begun before its submission was erased. */
const mailLastsMs = 10 * minute;

/**
 * Removes submissions with all that belongs to them, their mails included, and of others the answers that came again. The rows and the
 * record of it are one commit; what is left in files after it, because a file is held or the process ends, `finishErasures` removes.
 */
export async function eraseSubmissions(
  place: ErasureContext,
  names: readonly SubmissionName[],
  actor: Actor,
  repeats: readonly Repeat[] = [],
): Promise<Erased> {
  if (names.length + repeats.length === 0) return { count: 0, left: undefined };
  const count = await place.store.erase(names, actor, repeats);
  return { count, left: await finishErasures(place, new Date(actor.at)) };
}

/** Removes what is left in files of what was erased. Gives what could not be removed, in words. */
export async function finishErasures({ store, mailFolder }: ErasureContext, now: Date): Promise<string | undefined> {
  const names = await store.erasures();
  const filesOf = await mailFiles(mailFolder);
  const left: string[] = [];
  for (const file of names.flatMap(filesOf)) {
    try {
      await rm(join(mailFolder, file));
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      if (code !== 'ENOENT') left.push(`${join(mailFolder, file)} (${code})`);
    }
  }
  if (!(await store.clearFiles())) left.push('the database’s log, which another process is reading');
  if (left.length > 0) return left.join(', ');
  await store.settleErasures(new Date(now.getTime() - mailLastsMs).toISOString());
  return undefined;
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
