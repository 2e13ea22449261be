/** The fields of mails that ask one person for something: the link to the page for the answer, and the last day to answer. */
import { dayWords } from '#forms/dates/calendar.ts';
import { issueLink, linkAddress } from '../services/links.ts';
import { checkInLinkDays } from '../services/check-ins.ts';
import { keptUntil } from '../services/kept-until.ts';
import { linkDays, termsFrom, usualOfferDays } from '../services/offers.ts';
import { isAskedToStay } from '../services/staying.ts';
import { day } from '../clock.ts';
import type { Form } from '#forms/form.ts';
import { mentorOf, readQuestion, type Question } from '../services/questions/question.ts';
import { timesOfBoth } from '../services/questions/times.ts';
import { isSameMeeting } from '../services/meetings.ts';
import { openContent, type MailContent } from '../submissions/sealed-content.ts';
import { answerLine, sharedAnswers, type PairReader } from '../submissions/shared-answers.ts';
import type { CheckIn, QueuedMail, Side, Store, StoredSubmission } from '../stores/store.ts';
import type { Vault } from '../vault.ts';
import type { Values } from './templates.ts';

interface AskingSource {
  store: Store;
  vault: Vault;
  forms: readonly Form[];
  siteUrl: string;
  isPreview?: boolean;
}

interface AskingMail extends Pick<QueuedMail, 'kind' | 'other'> {
  /** What the mail was queued with. */
  content?: MailContent | undefined;
}

/**
 * Returns the values of a mail that asks for something; none for any other mail; undefined if no answer is awaited any
 * more, so that the mail must not be sent.
 */
export async function askedValues(
  source: AskingSource,
  mail: AskingMail,
  submission: StoredSubmission,
  now: Date,
): Promise<Values | undefined> {
  if (mail.kind === 'stay') {
    const until = keptUntil(openContent(source.vault, submission, submission.answers).answers);
    return until !== undefined && isAskedToStay(submission.status, until, now) ? {} : undefined;
  }
  if (mail.kind.startsWith('check-in-')) return checkInValues(source, mail, submission, now);
  if (submission.form === 'ask' || mail.other?.form === 'ask') return questionValues(source, mail, submission, now);
  if (mail.kind !== 'offer' && mail.kind !== 'offer-reminder') return {};
  if (source.isPreview === true)
    return {
      link: `${source.siteUrl}/my/`,
      answerUntil: dayWords(termsFrom(now, usualOfferDays).answerBy, true),
    };
  const offer = (await source.store.offers(submission)).findLast(
    ({ about, answer }) => answer === 'waiting' && about.submissionId === mail.other?.submissionId,
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

/** True if a mail about a question still says what is true. */
function isStillSo({ stage, meeting, met }: Question, { kind, content }: AskingMail, side: Side): boolean {
  switch (kind) {
    case 'question':
      return stage === 'asked';
    case 'question-reminder':
      return stage === 'asked' || stage === 'wanted';
    case 'times':
    case 'times-reminder':
      return stage === 'choosing';
    case 'times-wanted':
      return stage === 'wanted';
    case 'meeting-reminder':
      return stage === 'booked' && isSameMeeting(meeting, content?.meeting);
    case 'met-yet':
      return stage === 'booked' && isSameMeeting(meeting, content?.meeting) && met.every((each) => each.side !== side);
    default:
      return true;
  }
}

async function questionValues(
  source: AskingSource,
  mail: AskingMail,
  submission: StoredSubmission,
  now: Date,
): Promise<Values | undefined> {
  const isAsker = submission.form === 'ask';
  const question = await readQuestion(source, isAsker ? submission : mail.other!);
  if (!question || !isStillSo(question, mail, isAsker ? 'mentee' : 'mentor')) return undefined;
  const { offer, proposals } = question;
  if (isAsker) {
    const mentor = await mentorOf(source, question);
    return {
      times: (proposals.at(-1)?.times ?? []).map((time) => timesOfBoth(new Date(time))),
      shows: mentor ? await shownOf(source, mentor.submission, 'asked') : [],
    };
  }
  // A mentor whose offer has ended has no page to act on.
  const own = offer?.mentor.submissionId === submission.submissionId ? offer : undefined;
  const link = own && (await linkTo(source, submission, 'offer', own.seq, undefined, now));
  return {
    link: link ?? '',
    answerUntil: own ? dayWords(own.answerBy, true) : '',
    shows: own?.answer === 'accepted' ? await shownOf(source, question.submission, 'matched') : [],
  };
}

/** Returns what somebody lets the other person see, apart from the name. */
async function shownOf(source: AskingSource, submission: StoredSubmission, reader: PairReader): Promise<string[]> {
  const rows = await sharedAnswers(source, submission, reader);
  return rows.filter(({ name }) => name !== 'fullName').map(answerLine);
}

const later = (instant: string, days: number) => new Date(Date.parse(instant) + days * day);

async function linkTo(
  { store, vault, siteUrl }: AskingSource,
  submission: StoredSubmission,
  purpose: 'offer' | 'check-in',
  seq: number,
  expiresAt: Date | undefined,
  now: Date,
): Promise<string | undefined> {
  const services = { store, vault, clock: () => now };
  const token = await issueLink(services, {
    purpose,
    submission,
    about: String(seq),
    ...(expiresAt ? { expiresAt } : {}),
  });
  return token && linkAddress(siteUrl, token);
}
