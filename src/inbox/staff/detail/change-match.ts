import type { Context } from 'hono';
import type { AppEnv, Services } from '../../env.ts';
import type { MatchResult, StoredSubmission } from '../../stores/store.ts';
import { subjectOf } from '../../stores/audit-entries.ts';
import { openContent } from '../../submissions/sealed-content.ts';
import { capacityOf } from '../../services/matching/capacity.ts';
import { vetted } from '../../services/sent-before.ts';
import { actorOf } from '../actor.ts';
import { drawDetail } from './detail.ts';
import { missingPage } from '../ui/missing-page.ts';
import { missingMail } from '../../services/mails-of-changes.ts';
import { wasJustMailed } from '../submissions/tell.ts';
import { formValue } from '../../pages/form-value.ts';
import { readEnding } from '../match/ending.ts';
import { readReturnTo } from '../submissions/return-to.ts';

const refusals: Readonly<Record<Exclude<MatchResult, 'matched'>, string>> = {
  missing: 'Not matched: that mentor is not there any more.',
  'has mentor': 'Not matched: meanwhile this mentee has a mentor.',
  'not open': 'Not matched: meanwhile the status of one of them has changed.',
  full: 'Not matched: that mentor has no place for another mentee now.',
};

/** Returns what staff or another mentor has decided since the bench was shown, for which the two are not matched; undefined if nothing. */
async function decidedSince({ store }: Services, mentee: StoredSubmission, mentor: StoredSubmission) {
  if (!vetted.includes(mentor.status)) return refusals['not open'];
  const rules = mentee.round === null ? [] : await store.rules(mentee.round);
  const isForbidden = rules.some(
    (rule) => rule.kind === 'forbid' && rule.mentee === mentee.submissionId && rule.mentor === mentor.submissionId,
  );
  if (isForbidden) return 'Not matched: meanwhile it was said never to match these two.';
  const waiting = (await store.offers(mentee)).find(({ answer }) => answer === 'waiting');
  return waiting && waiting.mentor.submissionId !== mentor.submissionId
    ? 'Not matched: meanwhile another mentor is asked about this mentee. Take that question back first.'
    : undefined;
}

/** Matches a mentee with the mentor chosen on the bench, or ends the match that the page showed. */
export async function matchMentee(c: Context<AppEnv>, services: Services): Promise<Response> {
  const { store, vault } = services;
  const mentee = await store.find({ form: 'mentee', submissionId: formValue(c.req.param('id')) });
  if (!mentee) return c.html(missingPage, 404);
  const { withList } = readReturnTo(c, services);
  const body = await c.req.parseBody();
  const tell = body['tell'] === 'yes';
  const refuse = async (news: string, status: 409 | 422 = 409) =>
    drawDetail(c, services, (await store.find(mentee)) ?? mentee, { news, status });
  const endedMentorId = formValue(body['end']);
  if (endedMentorId !== '') {
    const problem = tell ? missingMail(services.templates, 'match-ended') : undefined;
    if (problem !== undefined) return refuse(`Not ended: ${problem}`, 422);
    const ending = readEnding(body['ending'] ?? 'other');
    if (!ending) return refuse('Not ended: choose how the match ended.', 422);
    const mentor = { form: 'mentor' as const, submissionId: endedMentorId };
    const next = body['next'] === 'finished' ? 'finished' : 'matching';
    const ended = await store.endMatches([{ mentee, mentor, ...ending, next }], tell, actorOf(c, services));
    const isEnded = ended.length > 0;
    // Sending the same form twice is no conflict.
    const isAlreadyEnded = !isEnded && (await store.matches(mentee)).length === 0;
    if (
      isEnded ||
      (isAlreadyEnded && (!tell || (await wasJustMailed(services, mentee, (kind) => kind === 'match-ended'))))
    )
      return c.redirect(withList(`/inbox/${subjectOf(mentee)}/?saved=unmatched${tell ? '-told' : ''}`), 303);
    return refuse(
      isAlreadyEnded
        ? 'Nobody is told: meanwhile this match was ended. Look at the history, and write to both if they should be told.'
        : 'Not ended: meanwhile this mentee has another mentor.',
    );
  }
  const problem = tell ? missingMail(services.templates, 'matched') : undefined;
  if (problem !== undefined) return refuse(`Not matched: ${problem}`, 422);
  const mentorId = formValue(body['mentor']);
  if (mentorId === '') return refuse('Not matched: choose a mentor first.', 422);
  const mentor = await store.find({ form: 'mentor', submissionId: mentorId });
  const places = mentor ? capacityOf(openContent(vault, mentor, mentor.answers).answers) : 0;
  const isMatched = (await store.matches(mentee)).length > 0;
  const decided = mentor && !isMatched ? await decidedSince(services, mentee, mentor) : undefined;
  if (decided !== undefined) return refuse(decided);
  const result = mentor ? await store.match({ mentee, mentor }, places, tell, actorOf(c, services)) : 'missing';
  // Sending the same form twice is no conflict.
  const isAlreadyMatched =
    result === 'has mentor' && (await store.matches(mentee))[0]?.mentor.submissionId === mentor?.submissionId;
  if (isAlreadyMatched && tell && !(await wasJustMailed(services, mentee, (kind) => kind === 'matched')))
    return refuse(
      'Nobody is told: meanwhile these two were matched. Look at the history, and write to both if they should be told.',
    );
  if (result === 'matched' || isAlreadyMatched) {
    return c.redirect(withList(`/inbox/${subjectOf(mentee)}/?saved=${tell ? 'matched-told' : 'matched'}`), 303);
  }
  return refuse(refusals[result]);
}
