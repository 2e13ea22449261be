/** Says in words where a submission stands, what happened to it and what happens next, with dates. */
import type { FormId } from '#forms/form.ts';
import { andWords } from '#forms/in-words.ts';
import { addDays, dayWords } from '#forms/dates/calendar.ts';
import { formatDeadline, formatInstant, roundState, type Round } from '#forms/dates/deadline.ts';
import { localDay } from '#forms/dates/zoned-time.ts';
import { theTeam, theTeamFirst } from '#forms/team.ts';
import { teamAnswerDays } from '../services/team-answer-days.ts';
import { meetingTimeWords } from '../services/meetings.ts';
import { isMeetingPast, timesAhead, type Question } from '../services/questions/question.ts';
import { unmatched, type Status } from '../statuses.ts';
import type { StoredSubmission } from '../stores/store.ts';
import type { Meeting } from '../submissions/sealed-content.ts';
import { countWords } from '../count-words.ts';

export interface Standing {
  submission: Pick<StoredSubmission, 'form' | 'status' | 'arrived' | 'receivedAt'>;
  round: Round | undefined;
  /** Names of the current partners. */
  partners: readonly string[];
  /** How many mentees a mentor takes. */
  places: number;
  /** Whether emails told of the matches, and why it was declined. Staff may tell nobody. */
  isIntroduced: boolean;
  isToldWhy: boolean;
  /** What the same person sent before, which counts in place of this. */
  sentBefore: Pick<StoredSubmission, 'reference' | 'receivedAt'> | undefined;
  /** True for a mentor whose break staff decided. */
  isPausedByStaff: boolean;
  /** What waits for a mentor's yes or no about mentees, each of whom holds a place. */
  menteesWaiting: readonly unknown[];
  /** The question that a mentor is asked, or said yes to. */
  asked: unknown;
  /** What went to other mentors with a break. */
  passedOn: readonly { about: { form: FormId } }[];
  meeting: Meeting | undefined;
  /** Where a question stands, and the mentor who said yes. */
  question: Pick<Question, 'stage' | 'meeting' | 'offer' | 'proposals'> | undefined;
  mentor: { name: string } | undefined;
  now: Date;
}

/** Returns "2 students and a question"; '' for neither. */
export const waitingWords = (students: number, hasQuestion: boolean): string =>
  andWords([...(students > 0 ? [countWords(students, 'student')] : []), ...(hasQuestion ? ['a question'] : [])]);

export interface Progress {
  /** In two or three words. */
  label: string;
  /** True while the applicant waits for the team. */
  isWaiting: boolean;
  heading: string;
  sentence: string;
  /** Where the meeting is, after the sentence: an address of a call, or words. */
  place?: string;
  steps: readonly ProgressStep[];
}

export interface ProgressStep {
  state: 'done' | 'now' | 'next';
  what: string;
  when?: string;
}

const reachWords = ({ isIntroduced }: Standing): string =>
  isIntroduced
    ? 'Our email says how to reach each other.'
    : `If you do not know how to reach each other, write to ${theTeam}.`;

const declinedWords = ({ isToldWhy }: Standing): string =>
  `${isToldWhy ? 'Our email says why. ' : ''}Write to ${theTeam} if you have questions.`;

const day = (date: string) => dayWords(date, true);

export function progressOf(standing: Standing): Progress {
  const { submission, sentBefore } = standing;
  if (sentBefore && unmatched.includes(submission.status)) return againProgress(submission, sentBefore);
  switch (submission.form) {
    case 'mentee':
      return menteeProgress(standing);
    case 'mentor':
      return mentorProgress(standing);
    case 'ask':
      return questionProgress(standing);
    case 'contact':
      return messageProgress(standing);
  }
}

function againProgress({ form }: Standing['submission'], before: NonNullable<Standing['sentBefore']>): Progress {
  const called = form === 'mentee' ? 'application' : 'offer';
  return {
    label: 'Sent twice',
    isWaiting: false,
    heading: `Your earlier ${called} counts`,
    sentence: `You sent us one at ${formatInstant(before.receivedAt)}, with the reference ${before.reference}, and we look at that one only. To change something, open its page from our email about it. If you would rather have this one count, withdraw the other.`,
    steps: [],
  };
}

/** Marks the steps before the present one as done, with those that are done early, and the others as next. */
const road = (at: number, steps: readonly (Omit<ProgressStep, 'state'> & { isDone?: boolean })[]): ProgressStep[] =>
  steps.map(({ isDone = false, ...step }, index) => ({
    ...step,
    state: index < at || isDone ? 'done' : index === at ? 'now' : 'next',
  }));

/** Returns a function that makes a `Progress` with these steps, unless it is given others. */
const teller =
  (steps: readonly ProgressStep[]) =>
  (label: string, heading: string, sentence: string, isWaiting = false, shown = steps): Progress => ({
    label,
    isWaiting,
    heading,
    sentence,
    steps: shown,
  });

const answerDay = ({ submission: { form, receivedAt } }: Standing) =>
  addDays(localDay(new Date(receivedAt)), teamAnswerDays(form));

function menteeProgress(standing: Standing): Progress {
  const { submission, round, partners, now } = standing;
  const { status, receivedAt } = submission;
  const decision = round?.decisionBy ?? answerDay(standing);
  const isOpen = round !== undefined && roundState(round, now) === 'open';
  const isOverdue = localDay(now) > decision;
  const isChecked = checked.includes(status);
  const isAnswered = status === 'matched' || status === 'finished';
  // Whoever has an answer while others may still apply has nothing to wait for.
  const isEarly = isOpen && isAnswered;
  const at = (status === 'finished' ? 5 : isAnswered ? 4 : isOpen ? 1 : isChecked ? 3 : 2) - (isEarly ? 1 : 0);
  const steps = road(at, [
    { what: 'You applied', when: formatInstant(receivedAt) },
    ...(isEarly
      ? []
      : round
        ? [
            {
              what: isOpen ? 'Applications are open' : 'Applications closed',
              when: isOpen ? `until ${formatDeadline(round.closesAt)}` : formatDeadline(round.closesAt),
            },
          ]
        : [{ what: 'We look for a mentor' }]),
    { what: isChecked ? 'We checked that you can take part' : 'We check that you can take part', isDone: isChecked },
    {
      what: isAnswered ? 'You heard from us' : 'You hear from us',
      ...(isAnswered ? {} : { when: `by ${day(decision)}, whether or not we have found a match` }),
    },
    round
      ? { what: 'You and your mentor meet', when: `from ${day(round.cycleStarts)} to ${day(round.cycleEnds)}` }
      : { what: 'You and your mentor meet' },
  ]);
  const from = teller(steps);
  switch (status) {
    case 'matched':
      return from(
        'Matched',
        partners.length > 0 ? `Your mentor is ${andWords(partners)}` : 'You have a mentor',
        `${reachWords(standing)} You write first, within a week.`,
      );
    case 'finished':
      return from(
        'Finished',
        'Your mentoring is over',
        'Thank you for taking part. You can apply again in a later round.',
      );
    case 'waiting-list':
      return from(
        'Waiting list',
        'You are on the waiting list',
        'We could not find you a mentor yet. When a place becomes free, we write to you.',
        true,
        steps.map((step, index) =>
          index === 4
            ? { state: 'next', what: 'You hear from us if a place becomes free' }
            : { ...step, ...(index === 3 ? { what: 'You heard from us' } : {}), state: 'done' },
        ),
      );
    case 'declined':
      return from('Not this time', 'We could not offer you a mentor', declinedWords(standing), false, []);
    case 'withdrawn':
      return from(
        'Withdrawn',
        'This application is withdrawn',
        'You do not need to do anything. You can apply again while a round is open.',
        false,
        [],
      );
    default:
      if (isOverdue)
        return from(
          'Late answer',
          'We owe you an answer',
          `We said that you would hear from us by ${day(decision)}. Write to ${theTeam}, and give your reference.`,
          true,
        );
      if (isOpen)
        return from(
          'Received',
          'We have your application',
          `You do not need to do anything. You can change it until ${formatDeadline(round.closesAt)}.`,
          true,
        );
      return from(
        'Matching',
        'We are looking for a mentor for you',
        `You hear from us by ${day(decision)}, whether or not we have found a match.${
          submission.arrived === 'late'
            ? ' Your application reached us after the round closed, and we look at it all the same.'
            : ''
        }`,
        true,
      );
  }
}

/** Statuses of applicants who were found to be able to take part. */
const checked: readonly Status[] = ['eligible', 'matching', 'matched', 'waiting-list', 'finished', 'paused'];

function mentorProgress(standing: Standing): Progress {
  const { submission, partners, places, menteesWaiting, asked, passedOn } = standing;
  const { status, receivedAt } = submission;
  const isChecked = checked.includes(status);
  const free = Math.max(0, places - partners.length - menteesWaiting.length);
  const ofQuestions = passedOn.filter(({ about }) => about.form === 'ask').length;
  const gone = waitingWords(passedOn.length - ofQuestions, ofQuestions > 0);
  const isNew = !isChecked && localDay(standing.now) <= answerDay(standing);
  const steps = road(partners.length > 0 ? 3 : isChecked ? 2 : 1, [
    { what: 'You offered to mentor', when: formatInstant(receivedAt) },
    isChecked
      ? { what: 'We read your offer' }
      : { what: 'We read your offer', when: `You hear from us by ${day(answerDay(standing))}` },
    places === 0
      ? { what: 'We look for questions that you can answer', when: 'We write to you when there is one' }
      : { what: 'We look for mentees who fit', when: 'We write to you when we have found one' },
    { what: 'You meet' },
  ]);
  const from = teller(steps);
  const freeWords = `You have ${countWords(free, menteesWaiting.length > 0 ? 'other free place' : 'free place')}.`;
  switch (status) {
    case 'withdrawn':
      return from(
        'Withdrawn',
        'Your offer is withdrawn',
        'Thank you for offering. You can offer again at any time.',
        false,
        [],
      );
    case 'declined':
      return from('Not this time', 'We could not take your offer', declinedWords(standing), false, []);
    case 'paused':
      return from(
        'Paused',
        standing.isPausedByStaff
          ? `You get no ${places === 0 ? 'question' : 'new mentee'} at present`
          : 'You are taking a break',
        [
          standing.isPausedByStaff
            ? `${theTeamFirst} decided on this break, and ends it. Write to us if you have questions.`
            : `You get no ${places === 0 ? 'question' : 'new mentee'} until you say that you are back.`,
          ...(gone === '' ? [] : [`We look for somebody else for ${gone}: your answer was still due.`]),
          ...(partners.length > 0 ? [`You still mentor ${andWords(partners)}.`] : []),
        ].join(' '),
        false,
        [],
      );
    default:
      if (partners.length > 0)
        return from('Mentoring', `You mentor ${andWords(partners)}`, `${reachWords(standing)} ${freeWords}`);
      if (isChecked)
        return from(
          'Ready',
          'You are among our mentors',
          places === 0
            ? asked === undefined
              ? 'We write to you when there is a question that you can answer.'
              : 'There is a question for you.'
            : free === 0
              ? freeWords
              : `${freeWords} We write to you when we have found a mentee who fits.`,
          menteesWaiting.length === 0 && asked === undefined,
        );
      return isNew
        ? from('Received', 'We have your offer', `We read it and write to you by ${day(answerDay(standing))}.`, true)
        : from(
            'Late answer',
            'We owe you an answer',
            `We said that you would hear from us by ${day(answerDay(standing))}. Write to ${theTeam}.`,
            true,
          );
  }
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function questionProgress(standing: Standing): Progress {
  const { submission, meeting, question, mentor, now } = standing;
  const { status, receivedAt } = submission;
  const at = { offered: 2, booked: 3, met: 4, closed: 4 }[status as string] ?? 1;
  const name = mentor?.name ?? 'your mentor';
  const steps = road(at, [
    { what: 'You asked', when: formatInstant(receivedAt) },
    at > 1
      ? { what: 'We found a mentor who knows this' }
      : { what: 'We look for a mentor who knows this', when: `You hear from us by ${day(answerDay(standing))}` },
    { what: 'You choose a time that the mentor proposes' },
    meeting ? { what: 'You meet', when: meetingTimeWords(meeting) } : { what: 'You meet, for about half an hour' },
  ]);
  const from = teller(steps);
  switch (question?.stage) {
    case 'asked':
      return from(
        'Asking',
        'We have asked a mentor',
        'You hear from us when there are times to choose from. If this mentor cannot help, we ask another one.',
        true,
      );
    case 'choosing':
      return timesAhead(question, now).length > 0
        ? from('Your turn', `Choose a time to meet ${name}`, 'Your mentor keeps these times free until you choose.')
        : from('Your turn', `Ask ${name} for other times`, 'The times that your mentor proposed are past.');
    case 'wanted':
      return from(
        'Other times',
        `${capital(name)} proposes other times`,
        'You get an email when there are some.',
        true,
      );
    case 'unsuited':
      return from('We help', 'We help to find a time', `${theTeamFirst} writes to you and to ${name}.`, true);
    default:
      if (question?.offer && isMeetingPast(question, now) && status === 'booked')
        return from('Your turn', `Did you meet ${name}?`, 'Your answer says what happens next.');
  }
  switch (status) {
    case 'booked':
      return meeting
        ? {
            ...from(
              'Booked',
              mentor ? `You meet ${name} on ${meetingTimeWords(meeting)}` : `You meet on ${meetingTimeWords(meeting)}`,
              meeting.place === '' ? `If you do not know where, write to ${theTeam}.` : 'Where:',
            ),
            place: meeting.place,
          }
        : from('Booked', 'Your meeting is booked', `If you do not know when and where, write to ${theTeam}.`);
    case 'offered':
      return from(
        'Offered',
        'We have found a mentor',
        'A second email suggests a date for your meeting. Please answer it within a few days.',
      );
    case 'met':
      return from('Met', 'You have met', 'We hope that it helped. You can ask again at any time.');
    case 'closed':
      return from('Closed', 'This question is closed', 'You can ask again at any time.', false, []);
    default:
      return localDay(now) > answerDay(standing)
        ? from(
            'Late answer',
            'We owe you an answer',
            `We said that you would hear from us by ${day(answerDay(standing))}. Write to ${theTeam}.`,
            true,
          )
        : from('Received', 'We have your question', `You hear from us by ${day(answerDay(standing))}.`, true);
  }
}

function messageProgress(standing: Standing): Progress {
  const { status } = standing.submission;
  return status === 'closed'
    ? {
        label: 'Answered',
        isWaiting: false,
        heading: 'Your message is answered',
        sentence: 'Answer our email to go on, or write again.',
        steps: [],
      }
    : {
        label: 'Received',
        isWaiting: true,
        heading: 'We have your message',
        sentence: `We answer by ${day(answerDay(standing))}.`,
        steps: [],
      };
}
