import type { Context } from 'hono';
import type { AppEnv, Services } from '../../env.ts';
import { readQuestion } from '../../services/questions/question.ts';
import { releaseQuestion } from '../../services/questions/steps.ts';
import { suggestMentors } from '../../services/questions/suggest.ts';
import type { OfferRefusal } from '../../stores/store.ts';
import { subjectOf } from '../../stores/audit-entries.ts';
import { actorOf } from '../actor.ts';
import { formValue } from '../../pages/form-value.ts';
import { drawDetail } from './detail.ts';
import { readTerms, typedTerms } from '../questions/question-terms.ts';
import { answerDaysProblem } from '../ui/answer-days.ts';
import { readReturnTo } from '../submissions/return-to.ts';
import { missingPage } from '../ui/missing-page.ts';

const refusals: Readonly<Record<OfferRefusal, string>> = {
  missing: 'one of them is not there any more',
  'has mentor': 'the question has a mentor',
  'not open': 'the status of one of them has changed',
  full: 'meanwhile that mentor is asked about another question',
  'asked already': 'meanwhile another mentor is asked about this question',
};

/** Asks one mentor about a question, or takes the question back. */
export async function changeQuestionMentor(c: Context<AppEnv>, services: Services): Promise<Response> {
  const { store, clock } = services;
  const question = await readQuestion(services, { form: 'ask', submissionId: formValue(c.req.param('id')) });
  if (!question) return c.html(missingPage, 404);
  const { submission } = question;
  const body = await c.req.parseBody();
  const actor = actorOf(c, services);
  const done = (what: string) =>
    c.redirect(readReturnTo(c, services).withList(`/inbox/${subjectOf(submission)}/?saved=${what}`), 303);
  const refuse = async (news: string, status: 409 | 422 = 409) =>
    drawDetail(c, services, (await store.find(submission)) ?? submission, {
      ...{ news, status },
      terms: body['days'] === undefined ? undefined : typedTerms(body),
    });
  const takenBack = formValue(body['take-back']);
  if (takenBack !== '') {
    const offer = question.offers.find(({ seq }) => String(seq) === takenBack);
    const isTaken =
      offer?.answer === 'waiting'
        ? (await store.endOffers([offer.seq], 'withdrawn', actor)) === 1
        : offer?.seq === question.offer?.seq && (await releaseQuestion(services, question, 'staff', actor));
    // Sending the same form twice is no conflict.
    return isTaken || (offer?.answer === 'withdrawn' && question.stage !== 'over')
      ? done('taken-back')
      : refuse('Nothing was changed: meanwhile the mentor answered, or the question was taken back.');
  }
  const terms = readTerms(body, clock());
  if (!terms) return refuse(answerDaysProblem, 422);
  const mentor = await store.find({ form: 'mentor', submissionId: formValue(body['mentor']) });
  if (!mentor) return refuse('Nobody was asked: that mentor is not there any more.');
  if (question.offer?.answer === 'waiting' && question.offer.mentor.submissionId === mentor.submissionId)
    return done('mentor-asked');
  // Others may have become impossible since the page was drawn.
  const { excluded } = await suggestMentors(services, question, clock());
  const why = excluded.find((each) => each.submission.submissionId === mentor.submissionId)?.why;
  if (why !== undefined) return refuse(`Nobody was asked. About this mentor: ${why}.`);
  const { refused } = await store.offer([{ about: submission, mentor }], new Map(), terms, actor);
  return refused[0] ? refuse(`Nobody was asked: ${refusals[refused[0].why]}.`) : done('mentor-asked');
}
