import { isEnded, unmatched, type Status } from '../../statuses.ts';
import type { StoredSubmission } from '../../stores/types/store.ts';
import type { Content } from '../../submissions/sealed-content.ts';
import { openEach, type OpenedSubmission, type SubmissionSource } from '../../submissions/open-each.ts';
import { capacityOf, takenOf } from './capacity.ts';
import { matchProfile } from './match-score.ts';
import type { Mentee, Mentor } from './matching-round.ts';

/** Statuses by which staff have confirmed that a mentor may mentor. */
const vetted: readonly Status[] = ['eligible', 'matching'];

/** A submission that takes no part in the matching, and why. */
export interface NotTakingPart {
  form: 'mentee' | 'mentor';
  id: string;
  why: 'duplicate' | 'not vetted' | 'leaves before the start' | 'place behind a tick';
}

export interface RoundCandidates {
  mentees: Mentee[];
  mentors: Mentor[];
  left: NotTakingPart[];
}

interface RoundSource extends SubmissionSource {
  /** Id of the round. */
  round: string;
  /**
   * The day on which the mentoring begins, `YYYY-MM-DD`. A mentor whose retention ends before it takes no part. People
   * in different zones are compared by the clocks of this day.
   */
  starts: string;
}

/** Reads the candidates of a round: its mentees without a mentor, and vetted mentors with free places. */
export async function readRoundCandidates(source: RoundSource): Promise<RoundCandidates> {
  const { store, round, starts } = source;
  const at = new Date(`${starts}T12:00:00Z`);
  const matches = await store.matches();
  const hasMentor = new Set(matches.map(({ mentee }) => mentee.submissionId));
  const left: NotTakingPart[] = [];
  const waitedSince = new Set<string>();
  const own: OpenedSubmission[] = [];
  for await (const opened of openEach(source, { form: 'mentee' })) {
    const { submission, content } = opened;
    if (submission.round === round) own.push(opened);
    else if (submission.status === 'waiting-list') waitedSince.add(addressIn(content));
  }
  const open = new Map(own.map((each) => [each.submission.submissionId, each.submission]));
  const mentees = own.flatMap(({ submission, content }): Mentee[] => {
    const { submissionId: id, status } = submission;
    if (!unmatched.includes(status) || hasMentor.has(id)) return [];
    if (isSecond(submission, open)) {
      left.push({ form: 'mentee', id, why: 'duplicate' });
      return [];
    }
    return [{ id, profile: matchProfile(content.answers, at), isCarriedOver: waitedSince.has(addressIn(content)) }];
  });
  const mentors: Mentor[] = [];
  const known = new Map<string, StoredSubmission>();
  for await (const { submission, content } of openEach(source, { form: 'mentor' })) {
    const { submissionId: id, status } = submission;
    known.set(id, submission);
    const places = capacityOf(content.answers) - takenOf(matches, id);
    if (places <= 0 || (status !== 'matched' && isEnded(status))) continue;
    const why = reasonAgainst(submission, content);
    if (why) left.push({ form: 'mentor', id, why });
    else mentors.push({ id, profile: matchProfile(content.answers, at), places });
  }
  return { mentees, mentors, left };

  function reasonAgainst(submission: StoredSubmission, { answers }: Content): NotTakingPart['why'] | undefined {
    if (isSecond(submission, known)) return 'duplicate';
    if (submission.status === 'matched') return 'place behind a tick';
    if (!vetted.includes(submission.status)) return 'not vetted';
    return String(answers['keepUntil'] ?? '9999-12-31') < starts ? 'leaves before the start' : undefined;
  }
}

/** True if an earlier submission of the same person takes part too. */
function isSecond({ duplicateOf }: StoredSubmission, others: ReadonlyMap<string, StoredSubmission>): boolean {
  const first = duplicateOf === null ? undefined : others.get(duplicateOf);
  return first !== undefined && (first.status === 'matched' || !isEnded(first.status));
}

const addressIn = ({ answers }: Content): string => String(answers['email'] ?? '').toLowerCase();
