/** What mails with a question to one person need: the link to its page, and until when to answer. */
import { dayWords } from '#forms/dates/calendar.ts';
import { issueLink, linkAddress } from '../services/links.ts';
import { checkInLinkDays } from '../services/check-ins.ts';
import { linkDays, termsFrom, usualDays } from '../services/offers.ts';
import { day } from '../clock.ts';
import type { CheckIn, QueuedMail, Store, StoredSubmission } from '../stores/types/store.ts';
import type { Vault } from '../vault.ts';
import type { Values } from './templates.ts';

interface AskingSource {
  store: Store;
  vault: Vault;
  siteUrl: string;
  isPreview?: boolean;
}

/**
 * Returns the values of a mail with a question; none for any other mail; undefined if the question does not wait for an
 * answer any more, so that the mail must not be sent.
 */
export async function askedValues(
  source: AskingSource,
  mail: Pick<QueuedMail, 'kind' | 'other'>,
  submission: StoredSubmission,
  now: Date,
): Promise<Values | undefined> {
  if (mail.kind.startsWith('check-in-')) return checkInValues(source, mail, submission, now);
  if (mail.kind !== 'offer' && mail.kind !== 'offer-reminder') return {};
  if (source.isPreview === true)
    return {
      link: `${source.siteUrl}/my/`,
      answerUntil: dayWords(termsFrom(now, usualDays).answerBy, true),
    };
  const offer = (await source.store.offers(submission)).findLast(
    ({ mentee, answer }) => answer === 'waiting' && mentee.submissionId === mail.other?.submissionId,
  );
  if (!offer) return undefined;
  const link = await linkTo(source, submission, 'offer', offer.seq, later(`${offer.answerBy}T00:00Z`, linkDays), now);
  return link === undefined ? undefined : { link, answerUntil: dayWords(offer.answerBy, true) };
}

async function checkInValues(
  source: AskingSource,
  { kind, other }: Pick<QueuedMail, 'kind' | 'other'>,
  submission: StoredSubmission,
  now: Date,
): Promise<Values | undefined> {
  const asked = (await source.store.checkIns(submission)).findLast(
    (each) =>
      each.answeredAt === null &&
      each.partner?.submissionId === other?.submissionId &&
      (kind === 'check-in-reminder' || kind === `check-in-${each.kind}`),
  );
  if (!asked || !(await isStillAsked(source, asked, submission))) return undefined;
  const link = await linkTo(source, submission, 'check-in', asked.seq, later(asked.askedAt, checkInLinkDays), now);
  return link === undefined ? undefined : { link };
}

/** How it went is asked after the end too, unless the match broke off. */
async function isStillAsked(
  { store }: AskingSource,
  { match, kind }: CheckIn,
  submission: StoredSubmission,
): Promise<boolean> {
  const { ended } = (await store.matchHistory(submission)).find(({ seq }) => seq === match)!;
  return ended === null || (kind === 'end' && ended.outcome === 'completed');
}

const later = (instant: string, days: number) => new Date(Date.parse(instant) + days * day);

async function linkTo(
  { store, vault, siteUrl }: AskingSource,
  submission: StoredSubmission,
  purpose: 'offer' | 'check-in',
  seq: number,
  expiresAt: Date,
  now: Date,
): Promise<string | undefined> {
  const services = { store, vault, clock: () => now };
  const token = await issueLink(services, { purpose, submission, about: String(seq), expiresAt });
  return token && linkAddress(siteUrl, token);
}
