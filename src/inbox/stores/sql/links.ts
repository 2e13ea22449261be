import type { Transaction } from 'kysely';
import type { FormId } from '#forms/form.ts';
import { linkEntry } from '../audit-entries.ts';
import type { Actor, Link, LinkPurpose, LinkSubject, NewLink } from '../types/records.ts';
import { insertMail } from './mail.ts';
import type { Transact } from './recorder.ts';
import { seqOf } from './submissions.ts';
import type { Db, Tables } from './tables.ts';

/**
 * Returns the link of this subject that still works. If there is none, stores this one and returns it; undefined if
 * the submission does not exist.
 */
export const keepLink = (transact: Transact, link: NewLink): Promise<Link | undefined> =>
  transact(async (transaction) => {
    const current = await ofSubject(transaction, link);
    if (current && (current.expiresAt === null || current.expiresAt > link.createdAt)) return current;
    return replace(transaction, link);
  });

/** Returns the link with this hash, whether or not it has expired. */
export async function findLink(db: Db, tokenHash: Uint8Array): Promise<Link | undefined> {
  const row = await select(db).where('token_hash', '=', tokenHash).executeTakeFirst();
  return row && fromRow(row);
}

/** Replaces the links of these subjects and writes an audit entry for each. With `tell`, queues the mail `link` too. */
export const renewLinks = (transact: Transact, links: readonly NewLink[], tell: boolean, actor: Actor): Promise<void> =>
  transact(async (transaction, record) => {
    for (const link of links) {
      if (!(await replace(transaction, link))) continue;
      await record(linkEntry(link, actor));
      if (tell) await insertMail(transaction, { to: link.submission, kind: 'link' }, actor.at);
    }
  });

/** Stores a link in the place of the one of its subject. */
async function replace(transaction: Transaction<Tables>, link: NewLink): Promise<Link | undefined> {
  const submission = await seqOf(transaction, link.submission);
  if (submission === undefined) return undefined;
  await transaction
    .deleteFrom('link')
    .where('submission', '=', submission)
    .where('purpose', '=', link.purpose)
    .where('about', '=', link.about)
    .execute();
  const { seq } = await transaction
    .insertInto('link')
    .values({
      token_hash: link.tokenHash,
      nonce: link.nonce,
      purpose: link.purpose,
      submission,
      about: link.about,
      created_at: link.createdAt,
      expires_at: link.expiresAt,
    })
    .returning('seq')
    .executeTakeFirstOrThrow();
  return { ...link, seq };
}

async function ofSubject(db: Db, { purpose, submission, about }: LinkSubject): Promise<Link | undefined> {
  const row = await select(db)
    .where('submission.form', '=', submission.form)
    .where('submission.submission_id', '=', submission.submissionId)
    .where('link.purpose', '=', purpose)
    .where('link.about', '=', about)
    .executeTakeFirst();
  return row && fromRow(row);
}

const select = (db: Db) =>
  db
    .selectFrom('link')
    .innerJoin('submission', 'submission.seq', 'link.submission')
    .select([
      'link.seq',
      'link.token_hash',
      'link.nonce',
      'link.purpose',
      'link.about',
      'link.created_at',
      'link.expires_at',
      'submission.form',
      'submission.submission_id',
    ]);

const fromRow = (row: Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number]): Link => ({
  seq: row.seq,
  tokenHash: row.token_hash,
  nonce: row.nonce,
  purpose: row.purpose as LinkPurpose,
  submission: { form: row.form as FormId, submissionId: row.submission_id },
  about: row.about,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
});
