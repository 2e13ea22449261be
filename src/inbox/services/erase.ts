import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { minute } from '../clock.ts';
import { subjectOf } from '../stores/audit-entries.ts';
import { mailsAboutErased } from './questions/steps.ts';
import type { QuestionSource } from './questions/question.ts';
import type { Actor, Repeat, Store, SubmissionName } from '../stores/types/store.ts';

export interface ErasureContext {
  store: Store;
  /** Folder of the mails that are written as files. */
  mailFolder: string;
}

export interface Erased {
  count: number;
  /** What could not be removed from files, in words; undefined if nothing is left. */
  left: string | undefined;
}

/** Milliseconds within which a mail begun before an erasure may still be written as a file. */
const mailLastsMs = 10 * minute;

/**
 * Erases submissions with all their data and mails; from other submissions, erases these repeats. The rows and the
 * audit entries are one commit. If the process ends, a file is in use or the disk is full, `finishErasures` removes later
 * what is left in files.
 */
export async function eraseSubmissions(
  context: ErasureContext,
  names: readonly SubmissionName[],
  actor: Actor,
  repeats: readonly Repeat[] = [],
): Promise<Erased> {
  if (names.length + repeats.length === 0) return { count: 0, left: undefined };
  const count = await context.store.erase(names, actor, repeats);
  // They are erased, so a failure from here on is something left, and not a failed erasure.
  const left = await finishErasures(context, new Date(actor.at)).catch(
    (error: unknown) => `the files of the database (${error instanceof Error ? error.message : String(error)})`,
  );
  return { count, left };
}

/**
 * Queues a mail to the other side of each match of these submissions that it has ended, and to the other person of each
 * question to a mentor; only once, even if the erasure is requested again.
 */
export async function tellPartners(
  source: Pick<ErasureContext, 'store'> & QuestionSource,
  names: readonly SubmissionName[],
  actor: Actor,
): Promise<void> {
  const { store } = source;
  const mails = names.map(async (name) =>
    (await store.matches(name)).map(({ mentee, mentor }) => {
      const [other, to] = name.form === 'mentee' ? [mentee, mentor] : [mentor, mentee];
      return { to, other, kind: 'match-ended' as const, key: `erased ${subjectOf(other)} ${subjectOf(to)}` };
    }),
  );
  await store.queueMail((await Promise.all(mails)).flat(), actor.at);
  await tellOfQuestions(source, names, actor);
}

/** Queues a mail to the other person of each question to a mentor, whose meeting an erasure of these submissions ends. */
export async function tellOfQuestions(
  { store, vault }: QuestionSource,
  names: readonly SubmissionName[],
  actor: Actor,
): Promise<void> {
  const mails = names.map(async (name) =>
    (await mailsAboutErased({ store, vault }, name, actor)).map((mail) => ({
      ...mail,
      key: `erased ${subjectOf(name)} ${subjectOf(mail.to)}`,
    })),
  );
  await store.queueMail((await Promise.all(mails)).flat(), actor.at);
}

/** Removes erased data from files. Returns in words what could not be removed. */
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
  if (!(await store.clearFiles())) left.push('the database’s log, which a backup or another process is reading');
  if (left.length > 0) return left.join(', ');
  await store.settleErasures(new Date(now.getTime() - mailLastsMs).toISOString());
  return undefined;
}

/** Returns a function that gives the file names of the mails about a submission. */
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
