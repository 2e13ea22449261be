import type { Answers } from '#forms/answers/answers.ts';
import { hasMentors } from '#forms/scheme-paths.ts';
import type { Services } from '../../env.ts';
import type { Html } from '../../pages/layout.ts';
import { unmatched } from '../../statuses.ts';
import type { StoredSubmission, SubmissionName } from '../../stores/types/store.ts';
import { nameOf } from '../../submissions/name-of.ts';
import { openContent } from '../../submissions/sealed-content.ts';
import { matchProfile, matchScoreOf } from '../../services/matching/match-score.ts';
import { capacityOf, takenOf } from '../../services/matching/capacity.ts';
import { openEach } from '../../submissions/open-each.ts';
import { textsOf } from '../submissions/find.ts';
import { saidHtml } from './check-in-answers.ts';
import type { MentorCandidate, EarlierMatch, MatchPanel, Partner } from './match-panel.ts';

/** Highest number of mentors shown. */
const mostCandidates = 10;

/** Returns the matching section of a mentee's or mentor's page; undefined for questions, and where nobody is matched. */
export async function matchPanelOf(
  services: Services,
  submission: StoredSubmission,
  answers: Answers,
): Promise<MatchPanel | undefined> {
  const { store } = services;
  const isMentee = submission.form === 'mentee';
  if (!isMentee && submission.form !== 'mentor') return undefined;
  const matches = await store.matches(submission);
  if (!hasMentors && matches.length === 0) return undefined;
  const partners = await Promise.all(
    matches.map(async (match) => {
      const partner = await partnerOf(services, isMentee ? match.mentor : match.mentee);
      return partner && { ...partner, match: match.seq };
    }),
  );
  const base = {
    partners: partners.filter((one) => one !== undefined),
    earlier: await earlierOf(services, submission),
    said: await saidOf(services, submission),
  };
  if (!isMentee) return { kind: 'mentor', ...base, places: capacityOf(answers), sectors: textsOf(answers, 'sectors') };
  const isOpen = matches.length === 0 && unmatched.includes(submission.status);
  const candidates = isOpen ? await candidatesFor(services, answers) : [];
  const offer = (await store.offers(submission)).find(({ answer }) => answer === 'waiting');
  const askedMentor = offer && (await partnerOf(services, offer.mentor));
  return {
    kind: 'mentee',
    asked: offer && askedMentor && { mentor: askedMentor, answerBy: offer.answerBy },
    ...base,
    isOpen,
    candidates: candidates.slice(0, mostCandidates),
    candidateCount: candidates.length,
    sectors: textsOf(answers, 'sectors'),
    wish: textsOf(answers, 'matchNote')[0],
  };
}

async function earlierOf(services: Services, submission: StoredSubmission): Promise<EarlierMatch[]> {
  const history = await services.store.matchHistory(submission);
  const earlier = history.flatMap(({ ended, ...match }) => (ended ? [{ ...match, ended }] : []));
  return Promise.all(
    earlier.map(async ({ round, ended, mentee, mentor }) => {
      const partner = submission.form === 'mentee' ? mentor : mentee;
      return {
        partner: partner ? await partnerOf(services, partner) : undefined,
        round: services.rounds.find(({ id }) => id === round)?.title ?? round ?? undefined,
        ended,
      };
    }),
  );
}

/** Returns what the person answered in check-ins, about whom. */
async function saidOf(services: Services, submission: StoredSubmission): Promise<Html[]> {
  const answered = (await services.store.checkIns(submission)).filter(({ answeredAt }) => answeredAt !== null);
  return Promise.all(
    answered.map(async (checkIn) => {
      const partner = checkIn.partner && (await partnerOf(services, checkIn.partner));
      return saidHtml(services, checkIn, `about ${partner?.name ?? 'somebody whose data was erased'}`);
    }),
  );
}

async function partnerOf({ store, vault }: Services, name: SubmissionName): Promise<Partner | undefined> {
  const submission = await store.find(name);
  if (!submission) return undefined;
  const content = openContent(vault, submission, submission.answers);
  return { submission, name: nameOf(content), email: textsOf(content.answers, 'email')[0] };
}

/** Returns mentors with a free place in a sector that the mentee wants: the highest score first, those marked as matched last. */
async function candidatesFor(services: Services, answers: Answers): Promise<MentorCandidate[]> {
  const now = services.clock();
  const mentee = matchProfile(answers, now);
  const taken = [...(await services.store.matches()), ...(await services.store.offers('waiting'))];
  const found: MentorCandidate[] = [];
  for await (const { submission, content } of openEach(services, { form: 'mentor' })) {
    const places = capacityOf(content.answers);
    const free = places - takenOf(taken, submission.submissionId);
    // After a mentee withdrew or was erased the place is free again, but the mentor's status is still "matched".
    const isMarked = submission.status === 'matched';
    const isOpen = free > 0 && (isMarked || unmatched.includes(submission.status));
    const match = isOpen ? matchScoreOf(mentee, matchProfile(content.answers, now)) : undefined;
    if (!match) continue;
    const work = [textsOf(content.answers, 'jobTitle')[0], textsOf(content.answers, 'organisation')[0]];
    found.push({
      ...match,
      cautions: [
        ...(isMarked ? ['Marked as matched, though a place is free: make sure of it'] : []),
        ...match.cautions,
      ],
      submission,
      name: nameOf(content),
      work: work.filter((text) => text !== undefined).join(', '),
      places,
      free,
    });
  }
  // Otherwise they could push mentors who are certainly free off the list.
  const marked = ({ submission }: MentorCandidate) => Number(submission.status === 'matched');
  return found.sort((a, b) => marked(a) - marked(b) || b.score - a.score || a.submission.seq - b.submission.seq);
}
