import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { referenceOf } from '#forms/answers/reference.ts';
import { minute } from '../clock.ts';
import { isEnded } from '../statuses.ts';
import { subjectOf } from '../stores/audit-entries.ts';
import { mailsAboutErased } from './questions/steps.ts';
import type { QuestionSource } from './questions/question.ts';
import type { Actor, Repeat, Store, StoredSubmission, SubmissionName } from '../stores/store.ts';

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
 * Erases submissions with all their data and mails; from other submissions, erases these repeats. Whoever is matched
 * with them, is asked about them, or has a question or a meeting with them, is told that it is over, in a mail without a
 * name. The rows, the audit entries and these mails are one commit. If the process ends, a file is in use or the disk is
 * full, `finishErasures` removes later what is left in files.
 */
export async function eraseSubmissions(
  context: ErasureContext & QuestionSource,
  names: readonly SubmissionName[],
  actor: Actor,
  repeats: readonly Repeat[] = [],
): Promise<Erased> {
  if (names.length + repeats.length === 0) return { count: 0, left: undefined };
  const mails = await Promise.all(names.map((name) => mailsAboutErased(context, name, actor)));
  const count = await context.store.erase(names, actor, repeats, mails.flat());
  // They are erased, so a failure from here on is something left, and not a failed erasure.
  const left = await finishErasures(context, new Date(actor.at)).catch(
    (error: unknown) => `the files of the database (${error instanceof Error ? error.message : String(error)})`,
  );
  return { count, left };
}

/**
 * Returns the references of those whom an erasure of these submissions tells: the other side of each match, mentors who
 * are asked about them or have said yes, and students who lose a mentor who had said yes to their question.
 */
export async function toldOfErasure(
  source: QuestionSource,
  submissions: readonly StoredSubmission[],
  actor: Actor,
): Promise<string[]> {
  const { store } = source;
  const told = await Promise.all(
    submissions.map(async (submission): Promise<SubmissionName[]> => {
      const { form, status } = submission;
      const isUnbooked = form === 'ask' && !isEnded(status) && status !== 'booked';
      const asked = form === 'mentee' || form === 'ask' ? await store.offers(submission) : [];
      return [
        ...(await store.matches(submission)).map(({ mentee, mentor }) => (form === 'mentor' ? mentee : mentor)),
        ...asked
          .filter(({ answer }) => answer === 'waiting' || (answer === 'accepted' && isUnbooked))
          .map(({ mentor }) => mentor),
        ...(await mailsAboutErased(source, submission, actor)).map(({ to }) => to),
      ];
    }),
  );
  const own = new Set(submissions.map(subjectOf));
  const others = new Map(told.flat().map((name) => [subjectOf(name), name]));
  return [...others].filter(([subject]) => !own.has(subject)).map(([, name]) => referenceOf(name.submissionId));
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
