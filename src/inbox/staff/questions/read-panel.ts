import type { Services } from '../../env.ts';
import { openReply, questionDeclineWords } from '../../services/offers.ts';
import { questionOf, sinceOf } from '../../services/questions/question.ts';
import { suggestMentors } from '../../services/questions/suggest.ts';
import { timesOfBoth } from '../../services/questions/times.ts';
import type { Offer, StoredSubmission } from '../../stores/store.ts';
import { storedName } from '../../submissions/name-of.ts';
import { askerName } from '../actor.ts';
import type { AskedMentor, QuestionPanel } from './question-panel.ts';
import { usualTerms, type TypedTerms } from './question-terms.ts';

/** Returns the mentors of a question's page; undefined for other forms. @param typed the terms in a form that was refused */
export async function questionPanelOf(
  services: Services,
  submission: StoredSubmission,
  typed: TypedTerms | undefined,
): Promise<QuestionPanel | undefined> {
  if (submission.form !== 'ask') return undefined;
  const question = await questionOf(services, submission);
  const { stage, offers, offer, proposals, met } = question;
  return {
    stage,
    since: sinceOf(question),
    asked: await Promise.all(offers.toReversed().map((each) => askedOf(services, each))),
    isHeld: offer !== undefined && stage !== 'over',
    times: stage === 'choosing' ? proposals.at(-1)!.times.map((time) => timesOfBoth(new Date(time))) : [],
    met,
    suggestions: stage === 'unasked' ? await suggestMentors(services, question, services.clock()) : undefined,
    terms: typed ?? (await usualTerms(services.store)),
  };
}

async function askedOf(services: Services, offer: Offer): Promise<AskedMentor> {
  const { store, vault } = services;
  const mentor = await store.find(offer.mentor);
  return {
    seq: offer.seq,
    mentor: mentor && { submission: mentor, name: storedName(vault, mentor) },
    askedAt: offer.asked.at,
    askedBy: askerName(offer.asked.actor),
    answerBy: offer.answerBy,
    movesOn: offer.movesOn,
    outcome: outcomeOf(offer),
    answeredAt: offer.answeredAt,
    note: openReply(services, offer),
  };
}

function outcomeOf({ answer, reason }: Offer): string {
  switch (answer) {
    case 'waiting':
      return 'asked, no answer yet';
    case 'accepted':
      return 'said yes';
    case 'declined':
      return `said no: “${questionDeclineWords[reason ?? 'other']}”`;
    case 'timed-out':
      return 'did not answer in time';
    case 'unavailable':
      return 'left, or takes a break';
    case 'withdrawn':
      return 'the question was taken back or given back';
  }
}
