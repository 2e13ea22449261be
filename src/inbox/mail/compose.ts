import { site } from '#site';
import { addDays, dayWords } from '#forms/dates/calendar.ts';
import type { Round } from '#forms/dates/deadline.ts';
import { graduateYears } from '#forms/eligibility/eligibility.ts';
import type { Form, FormId } from '#forms/form.ts';
import { localDay, toInstant } from '#forms/dates/zoned-time.ts';
import type { Answers } from '#forms/answers/answers.ts';
import { referenceOf } from '#forms/answers/reference.ts';
import type { QueuedMail, Store, StoredSubmission, SubmissionName } from '../stores/store.ts';
import { subjectOf } from '../stores/audit-entries.ts';
import { nameOf, storedName } from '../submissions/name-of.ts';
import { meetingOf, openContent, openMailContent, type Meeting } from '../submissions/sealed-content.ts';
import type { Vault } from '../vault.ts';
import { invitation, meetingTimeWords } from '../services/meetings.ts';
import { teamAnswerDays } from '../services/team-answer-days.ts';
import { keptUntil } from '../services/kept-until.ts';
import { sentBefore } from '../services/sent-before.ts';
import { issueLink, linkAddress } from '../services/links.ts';
import { timesOfBoth } from '../services/questions/times.ts';
import { undecided } from '../services/undecided.ts';
import { introductionTemplate, templateName } from '../template-names.ts';
import type { Message, Sender } from './mailer.ts';
import { askedValues } from './asking-fields.ts';
import { greetingName } from './greeting-name.ts';
import { introduction, type IntroducedPair } from './introduction.ts';
import { render, uses, type Template } from './templates.ts';

/** What writing a mail needs. */
export interface MailSource {
  store: Store;
  vault: Vault;
  rounds: readonly Round[];
  forms: readonly Form[];
  templates: ReadonlyMap<string, Template>;
  siteUrl: string;
  /** True for a mail that staff look at: it must not have the applicant's secret link. */
  isPreview?: boolean;
  /** The sender of the mail and organiser of the meeting. */
  sender: Pick<Sender, 'name' | 'from'>;
}

/** A mail before the outbox adds its Message-ID and file name. */
export type ComposedMail = Omit<Message, 'kind' | 'messageId' | 'file'>;

/** The receipt has the link too, so it stands in where a site has no text for a new link. */
const templateOf = ({ templates }: MailSource, kind: string, form: string): Template | undefined =>
  templates.get(templateName(kind, form)) ?? (kind === 'link' ? templates.get(`receipt-${form}`) : undefined);

/** The most Message-IDs in References: the first, which begins the thread, and the latest (RFC 5322, 3.6.4). */
const mostReferences = 10;

/** Returns the mail to the applicant about this submission; undefined if there is no template for it. */
export async function toApplicant(
  source: MailSource,
  mail: Pick<QueuedMail, 'kind' | 'messageId' | 'other' | 'content'>,
  submission: StoredSubmission,
  now: Date,
): Promise<ComposedMail | undefined> {
  const { store, vault } = source;
  const { kind } = mail;
  if (kind === 'matched' && source.isPreview !== true) {
    // The match may have ended while the mail waited, or the other was erased.
    const pair = mail.other ? await pairOf(store, submission, mail.other) : undefined;
    if (!pair) return undefined;
    if (source.templates.has(introductionTemplate)) return introduce(source, pair, submission, mail, now);
  }
  const mailContent = mail.content ? openMailContent(vault, submission, mail.content) : undefined;
  const template = mailContent?.written ?? templateOf(source, kind, submission.form);
  const content = openContent(vault, submission, submission.answers);
  const to = mailContent?.testTo ?? content.answers['email'];
  if (!template || typeof to !== 'string') return undefined;
  const asked = await askedValues(source, { ...mail, content: mailContent }, submission, now);
  if (!asked) return undefined;
  const { contacts } = site;
  const days = teamAnswerDays(submission.form);
  const name = greetingName(nameOf(content), 'applicant');
  // What a mentor is told about a question has its reference, so that two questions are two mails, and the team finds it.
  const question = mailContent?.about ?? (mail.other?.form === 'ask' ? mail.other : undefined);
  const about = question ? { ...question, reference: referenceOf(question.submissionId) } : submission;
  const zone = zoneOf(content.answers);
  const until = keptUntil(content.answers);
  const meeting = mailContent?.meeting ?? meetingOf(vault, submission, await store.enclosures(submission));
  const was = mailContent?.was ?? (kind === 'cancelled' ? meeting : undefined);
  const words = render(template, {
    name,
    reference: about.reference,
    team: `${contacts.team}, ${site.name}`,
    site: source.siteUrl,
    my: !uses(template, 'my')
      ? ''
      : source.isPreview || mailContent?.testTo !== undefined
        ? `${source.siteUrl}/my/`
        : await applicationAddress(source, submission, now),
    graduateYears: graduateYears(),
    answerBy: dayWords(addDays(localDay(new Date(submission.receivedAt)), days), true),
    keptUntil: until === undefined ? '' : dayWords(until, true),
    ...roundValues(source, submission),
    meeting: meetingWords(meeting, zone),
    was: was ? timeWordsFor(was, zone) : 'the day that we agreed with you',
    off: mailContent?.was ? `The meeting on ${timeWordsFor(mailContent.was, zone)} is off.` : '',
    partner: await partnerWords(source, submission.form, mail.other, mailContent?.about !== undefined),
    sentBefore: uses(template, 'sentBefore') ? beforeWords(await sentBefore(source, submission, now)) : '',
    ...asked,
    ...mailContent?.shown,
  });
  const calendar = calendarOf(kind, meeting, was);
  return {
    ...words,
    to,
    references: mailContent?.testTo === undefined ? await referencesOf(source, to, mail.messageId) : [],
    calendar: calendar && {
      method: calendar.method,
      content: invitation({
        ...calendar,
        submission: about,
        isForMentor: submission.form === 'mentor',
        organiser: source.sender,
        attendee: { name, email: to },
        siteUrl: source.siteUrl,
        now,
      }),
    },
  };
}

const beforeWords = (before: StoredSubmission | undefined): string =>
  before
    ? `You sent us this form before, with the reference ${before.reference}, and we look at that one only, unless you withdraw it. To change something, please change that one.`
    : '';

/** A mentor's own zone; anybody else is told the site's time. */
const zoneOf = (answers: Answers): string => {
  const zone = answers['timeZone'];
  return typeof zone === 'string' && zone !== '' ? zone : site.timeZone;
};

/** Returns the Message-IDs of earlier mails to this address. */
async function referencesOf({ store, vault }: MailSource, to: string, messageId: string): Promise<string[]> {
  const thread = (await store.mailThread(vault.emailCode(to))).filter((each) => each !== messageId);
  return thread.length > mostReferences ? [thread[0]!, ...thread.slice(1 - mostReferences)] : thread;
}

const roundValues = ({ rounds }: MailSource, { round: id }: Pick<StoredSubmission, 'round'>) => {
  const round = rounds.find((each) => each.id === id);
  return {
    round: round?.title ?? '',
    decisionBy: round ? dayWords(round.decisionBy, true) : '',
    cycleStarts: round ? dayWords(round.cycleStarts, true) : '',
    cycleEnds: round ? dayWords(round.cycleEnds, true) : '',
  };
};

/** Returns the current match of two people; undefined if it is over. */
async function pairOf(
  store: Store,
  submission: StoredSubmission,
  otherName: SubmissionName,
): Promise<IntroducedPair | undefined> {
  const other = await store.find(otherName);
  if (!other) return undefined;
  const [mentee, mentor] = submission.form === 'mentee' ? [submission, other] : [other, submission];
  const match = (await store.matches(mentee)).find((each) => each.mentor.submissionId === mentor.submissionId);
  return match && { mentee, mentor, began: new Date(match.began.at) };
}

/**
 * Returns the introduction as one of the two gets it. Both get the same text, addressed to both, so that either can
 * answer to all; each copy is a mail of its own, so that a refused address does not stop or repeat the other.
 */
export async function introduce(
  source: MailSource,
  pair: IntroducedPair,
  recipient: StoredSubmission,
  { messageId }: Pick<QueuedMail, 'messageId'>,
  now: Date,
): Promise<ComposedMail | undefined> {
  const written = await introduction(source, pair, now);
  if (!written) return undefined;
  const { values, addresses, calendar } = written;
  const [mentee = '', mentor = ''] = addresses;
  const to = recipient.form === 'mentee' ? mentee : mentor;
  const words = render(source.templates.get(introductionTemplate)!, {
    ...values,
    ...roundValues(source, pair.mentee),
    team: `${site.contacts.team}, ${site.name}`,
    site: source.siteUrl,
  });
  return {
    ...words,
    to,
    toAll: addresses,
    references: await referencesOf(source, to, messageId),
    calendar: { method: 'PUBLISH', content: calendar },
  };
}

/** Returns the address of the applicant's own page. */
async function applicationAddress(
  { store, vault, siteUrl }: MailSource,
  submission: StoredSubmission,
  now: Date,
): Promise<string> {
  const token = await issueLink({ store, vault, clock: () => now }, { purpose: 'application', submission });
  return token === undefined ? '' : linkAddress(siteUrl, token);
}

/** Returns what a mail does to the recipient's calendar. */
function calendarOf(
  kind: string,
  meeting: Meeting | undefined,
  was: Meeting | undefined,
): { method: 'REQUEST' | 'CANCEL'; meeting: Meeting } | undefined {
  if (kind === 'booked' || kind === 'moved') return meeting && { method: 'REQUEST', meeting };
  return was && { method: 'CANCEL', meeting: was };
}

const timeWordsFor = (meeting: Meeting, zone: string): string =>
  zone === site.timeZone ? meetingTimeWords(meeting) : timesOfBoth(toInstant(meeting.at), zone);

function meetingWords(meeting: Meeting | undefined, zone: string): string {
  if (!meeting) return 'for the time that we agreed with you.';
  const where = meeting.place === '' ? '.' : `. Where: ${meeting.place}`;
  return `for ${timesOfBoth(toInstant(meeting.at), zone)}${where}`;
}

/**
 * Returns the partner's name, or "your mentor", "a mentor" or the like if their submission was erased or the name is
 * unsafe in a mail.
 */
async function partnerWords(
  { store, vault }: MailSource,
  form: FormId,
  other: SubmissionName | null,
  isQuestion: boolean,
): Promise<string> {
  const unnamed =
    form === 'ask' ? 'a mentor' : form === 'mentee' ? 'your mentor' : isQuestion ? 'the student' : 'your mentee';
  const partner = other && (await store.find(other));
  return partner ? greetingName(storedName(vault, partner), unnamed) : unnamed;
}

/**
 * Returns the mail that tells the team about a submission, or about what its applicant says of a match or when they
 * decline (`content`). It holds no answers.
 */
export function toTeam(
  { vault, templates, forms, siteUrl }: MailSource,
  { content }: Pick<QueuedMail, 'content'>,
  submission: StoredSubmission,
): ComposedMail {
  const notice = templates.get('notice')!;
  const { reference } = submission;
  const form = forms.find(({ id }) => id === submission.form)?.title ?? submission.form;
  const shown = content && openMailContent(vault, submission, content).shown;
  // A site of an earlier version has no text for what is said of a match.
  const template = (shown?.['said'] === undefined ? undefined : templates.get('notice-pair')) ?? notice;
  const link = `${siteUrl}/inbox/${subjectOf(submission)}/`;
  return { ...render(template, { form, reference, link, ...shown }), to: '', references: [] };
}

/** Returns the morning mail for the team; undefined if there is nothing to do. */
export async function digest(
  { store, rounds, templates, siteUrl }: MailSource,
  now: Date,
): Promise<ComposedMail | undefined> {
  const { unread, suspect } = await store.counts({});
  const overdue = (await undecided(store, rounds, now)).reduce((sum, { count }) => sum + count, 0);
  if (unread + overdue === 0) return undefined;
  const words = render(templates.get('digest')!, {
    unread: String(unread),
    overdue: String(overdue),
    suspect: String(suspect),
    link: `${siteUrl}/inbox/overview/`,
  });
  return { ...words, to: '', references: [] };
}
