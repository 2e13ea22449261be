import { isEnded } from '../../statuses.ts';
import type { OpenedSubmission } from '../../submissions/open-each.ts';
import { openEach } from '../../submissions/open-each.ts';
import {
  isMeetingPast,
  questionOf,
  sinceOf,
  type Question,
  type QuestionSource,
  type QuestionStage,
} from './question.ts';

/** A question that waits for somebody. */
export interface WaitingQuestion extends OpenedSubmission {
  question: Question;
  stage: QuestionStage;
  since: string;
  /** True while it waits for staff, and not for the mentor or who asked. */
  isForStaff: boolean;
}

/** Returns the questions that are not settled, those that wait for staff first, then those that wait longest since they came. */
export async function waitingQuestions(source: QuestionSource, now: Date): Promise<WaitingQuestion[]> {
  const found: WaitingQuestion[] = [];
  for await (const opened of openEach(source, { form: 'ask' })) {
    const { status } = opened.submission;
    if (isEnded(status) || status === 'suspect') continue;
    const question = await questionOf(source, opened.submission);
    const { stage, offer } = question;
    // A meeting that is booked waits for nobody, until it is past and nobody said how it was.
    if (stage === 'booked' && !isMeetingPast(question, now)) continue;
    // Staff who offer a date by hand know what they wait for.
    if (status === 'offered' && !offer) continue;
    const isForStaff = stage === 'unasked' || stage === 'unsuited' || (stage === 'booked' && !offer);
    found.push({ ...opened, question, stage, since: sinceOf(question), isForStaff });
  }
  return found.sort((a, b) => Number(b.isForStaff) - Number(a.isForStaff) || a.submission.seq - b.submission.seq);
}
