import type { Context } from 'hono';
import { firstOf, type Answers } from '#forms/answers/answers.ts';
import { roundState, type Round } from '#forms/dates/deadline.ts';
import { hasRounds } from '#forms/scheme-paths.ts';
import type { Form } from '#forms/form.ts';
import { actorNow } from '../actor.ts';
import type { AppEnv, Services } from '../env.ts';
import { LinkGone } from './link-pages.ts';
import { dayWords } from '#forms/dates/calendar.ts';
import { site } from '#site';
import { meetingTimeWords } from '../services/meetings.ts';
import { isMeetingPast, mentorOf, questionOf, readQuestion, type Question } from '../services/questions/question.ts';
import { sharedAnswers, type SharedAnswer } from '../submissions/shared-answers.ts';
import { keptUntil } from '../services/kept-until.ts';
import { sentBefore } from '../services/sent-before.ts';
import { isAskedToStay } from '../services/staying.ts';
import { capacityOf } from '../services/matching/capacity.ts';
import { unmatched, type Status } from '../statuses.ts';
import { subjectOf } from '../stores/audit-entries.ts';
import type { Actor, AuditRecord, Enclosure, Link, Match, Offer, StoredSubmission } from '../stores/store.ts';
import { storedName } from '../submissions/name-of.ts';
import { allAnswers, meetingOf, openContent, type Content, type Meeting } from '../submissions/sealed-content.ts';

/** A submission as its applicant sees it. */
export interface Application {
  token: string;
  form: Form;
  submission: StoredSubmission;
  enclosures: readonly Enclosure[];
  /** All answers, with those that are sealed apart. */
  answers: Answers;
  content: Content;
  round: Round | undefined;
  meeting: Meeting | undefined;
  matches: readonly Match[];
  partners: readonly string[];
  /** How many mentees a mentor takes. */
  places: number;
  /** True if an email brought each current match, with how to reach each other. */
  isIntroduced: boolean;
  /** True if an email said why it was declined. */
  isToldWhy: boolean;
  /** What the same person sent before, which counts in place of this. */
  sentBefore: StoredSubmission | undefined;
  /** How often the answers were changed. */
  versions: number;
  /** True for a mentor whose break staff decided, so that only staff end it. */
  isPausedByStaff: boolean;
  /** Where a question to a mentor stands; undefined for other forms. */
  question: Question | undefined;
  /** The mentor who said yes to the question. */
  mentor: { name: string; zone: string; shows: readonly SharedAnswer[] } | undefined;
  /** What a mentor is asked about mentees and has not answered, each with what a mentor sees first of the mentee. */
  menteesWaiting: readonly (Offer & { aims: readonly SharedAnswer[] })[];
  /** What went to other mentors with the break that a mentor takes. */
  passedOn: readonly Offer[];
  /** The question that a mentor is asked, or said yes to. */
  asked: { sentence: string; isWaiting: boolean; isPromised: boolean } | undefined;
}

/** @throws {LinkGone} */
export async function readApplication(services: Services, link: Link, token: string): Promise<Application> {
  const { store, vault, forms, rounds } = services;
  const submission = await store.find(link.submission);
  const form = forms.find(({ id }) => id === link.submission.form);
  if (!submission || !form) throw new LinkGone('The submission of a link is not there.');
  const enclosures = await store.enclosures(submission);
  const answers = allAnswers(vault, submission, enclosures);
  const question = form.id === 'ask' ? await questionOf(services, submission) : undefined;
  const matches = form.id === 'mentee' || form.id === 'mentor' ? await store.matches(submission) : [];
  const others = await Promise.all(
    matches.map(({ mentee, mentor }) => store.find(form.id === 'mentee' ? mentor : mentee)),
  );
  const mails = await store.mailOf(submission);
  const offers = form.id === 'mentor' ? await store.offers(submission) : [];
  const pause = submission.status === 'paused' ? await pauseOf(store, submission) : undefined;
  return {
    token,
    form,
    submission,
    enclosures,
    answers,
    content: openContent(vault, submission, submission.answers),
    matches,
    round: rounds.find(({ id }) => id === submission.round),
    meeting: meetingOf(vault, submission, enclosures),
    partners: others.flatMap((other) => (other ? [firstOf(storedName(vault, other), 80)] : [])),
    isIntroduced: matches.every(({ began }) =>
      mails.some(({ kind, queuedAt }) => kind === 'matched' && queuedAt === began.at),
    ),
    isToldWhy: mails.some(({ kind }) => kind === 'declined'),
    places: form.id === 'mentor' ? capacityOf(answers) : 0,
    sentBefore: await sentBefore(services, submission, services.clock()),
    versions: enclosures.filter(({ kind }) => kind === 'version').length,
    isPausedByStaff: submission.status === 'paused' && pause?.actor !== 'applicant',
    passedOn: offers.filter(({ answer, answeredAt }) => answer === 'unavailable' && answeredAt === pause?.at),
    question,
    mentor: question && (await shownMentor(services, question)),
    menteesWaiting: await menteesWaiting(services, offers),
    asked: await askedOf(services, offers),
  };
}

async function shownMentor(services: Services, question: Question): Promise<Application['mentor']> {
  const mentor = question.offer?.answer === 'accepted' ? await mentorOf(services, question) : undefined;
  if (!mentor) return undefined;
  const { submission, answers } = mentor;
  const rows = await sharedAnswers(services, submission, 'asked');
  return {
    name: firstOf(storedName(services.vault, submission), 80),
    zone: String(answers['timeZone'] ?? site.timeZone),
    shows: rows.filter(({ name }) => name !== 'fullName'),
  };
}

async function menteesWaiting(services: Services, offers: readonly Offer[]): Promise<Application['menteesWaiting']> {
  const waiting = offers.filter(({ about, answer }) => about.form === 'mentee' && answer === 'waiting');
  return Promise.all(
    waiting.map(async (offer) => {
      const rows = await sharedAnswers(services, (await services.store.find(offer.about))!, 'asked');
      return { ...offer, aims: rows.filter(({ name }) => name === 'course' || name === 'sectors') };
    }),
  );
}

async function askedOf(services: Services, offers: readonly Offer[]): Promise<Application['asked']> {
  const offer = offers.findLast(({ about }) => about.form === 'ask');
  const question = offer && (await readQuestion(services, offer.about));
  if (!question || question.offer?.seq !== offer.seq) return undefined;
  const words = askedWords(question, offer, services.clock());
  return words && { ...words, isPromised: question.stage !== 'asked' };
}

function askedWords(question: Question, offer: Offer, now: Date): { sentence: string; isWaiting: boolean } | undefined {
  switch (question.stage) {
    case 'asked':
      return {
        sentence: `A student’s question waits for your yes or no by ${dayWords(offer.answerBy, true)}.`,
        isWaiting: true,
      };
    case 'choosing':
      return { sentence: 'A student chooses one of your times.', isWaiting: true };
    case 'wanted':
    case 'unsuited':
      return { sentence: 'A student needs other times to meet you.', isWaiting: true };
    case 'booked':
      return isMeetingPast(question, now)
        ? { sentence: 'Did you and the student meet? Please tell us.', isWaiting: true }
        : {
            sentence: question.meeting
              ? `You meet a student on ${meetingTimeWords(question.meeting)}.`
              : 'You meet a student.',
            isWaiting: false,
          };
    default:
      return undefined;
  }
}

/** Returns the audit entry of the latest break; undefined if there was none. */
export const pauseOf = async (
  store: Pick<Services['store'], 'auditOf'>,
  submission: StoredSubmission,
): Promise<AuditRecord | undefined> =>
  (await store.auditOf(subjectOf(submission))).findLast(
    ({ action, detail }) => action === 'status changed' && detail.endsWith(' to paused'),
  );

export const applicantAt = (services: Pick<Services, 'clock'>): Actor => actorNow(services, 'applicant');

/** What an applicant may do; the reason, in a sentence, why not. */
export interface Allowed {
  change: true | string;
  withdraw: boolean;
  pause: boolean;
  resume: boolean;
  /** One place more, for a mentor whose places are fewer than the most. */
  more: boolean;
  /** Stay a mentor, when the time that the mentor gave is nearly over. */
  stay: boolean;
}

/** The most mentees of one mentor at a time. */
const mostPlaces = 3;

const waiting: readonly Status[] = [...unmatched, 'suspect'];

export function allowedFor(
  { form, submission, answers, round, places, question, isPausedByStaff }: Application,
  now: Date,
): Allowed {
  const { status } = submission;
  const isMentor = form.id === 'mentor';
  const until = isMentor ? keptUntil(answers) : undefined;
  const isActive = isMentor && (waiting.includes(status) || status === 'matched');
  return {
    change:
      question && question.stage !== 'unasked' && question.stage !== 'over'
        ? hasMentor
        : mayChange(form, status, round, now),
    withdraw: withdrawnStatus(form, status) !== undefined,
    pause: isActive,
    resume: status === 'paused' && !isPausedByStaff,
    more: isActive && places > 0 && places < mostPlaces,
    stay: until !== undefined && isAskedToStay(status, until, now),
  };
}

const hasMentor = 'Your answers can no longer be changed here, because a mentor has them already.';

function mayChange({ id }: Form, status: Status, round: Round | undefined, now: Date): true | string {
  switch (id) {
    case 'mentee':
      if (status === 'withdrawn') return 'Your answers can no longer be changed here, because it is withdrawn.';
      if (!waiting.includes(status)) return 'Your answers can no longer be changed here, because they were dealt with.';
      return !hasRounds || (round !== undefined && roundState(round, now) === 'open')
        ? true
        : 'The round has closed, so your answers can no longer be changed here.';
    case 'mentor':
      return waiting.includes(status) || status === 'matched' || status === 'paused'
        ? true
        : 'Your answers can no longer be changed here.';
    case 'ask':
      return waiting.includes(status) ? true : hasMentor;
    case 'contact':
      return 'A message cannot be changed. Write another one.';
  }
}

/** Returns the status that a withdrawal gives; undefined where there is nothing to withdraw. */
export function withdrawnStatus({ id }: Form, status: Status): Status | undefined {
  if (id === 'contact') return undefined;
  if (id === 'ask') return status === 'closed' || status === 'met' ? undefined : 'closed';
  return status === 'withdrawn' || status === 'declined' || status === 'finished' ? undefined : 'withdrawn';
}

/** What the applicant calls it: "application", "offer", "question", "message". */
export const calledOf = ({ id }: Form): string =>
  ({ mentee: 'application', mentor: 'offer', ask: 'question', contact: 'message' })[id];

/** Redirects to the page, which says for a minute what was done. */
export const backTo = (
  c: Context<AppEnv>,
  { clock }: Pick<Services, 'clock'>,
  token: string,
  done?: string,
): Response => c.redirect(`/my/${token}/${done === undefined ? '' : `?at=${clock().getTime()}&done=${done}`}`, 303);
