import { mapInTurns } from '../../map-in-turns.ts';
import { isEnded, unmatched } from '../../statuses.ts';
import type { Ending, MatchRecord, Pair, StoredSubmission } from '../../stores/store.ts';
import { addressOf } from '../../submissions/address-of.ts';
import type { Content } from '../../submissions/sealed-content.ts';
import { openEach, type OpenedSubmission, type SubmissionSource } from '../../submissions/open-each.ts';
import { keptUntil } from '../kept-until.ts';
import { countingBefore, givesWay, vetted } from '../sent-before.ts';
import { capacityOf, takenOf } from './capacity.ts';
import { matchProfile } from './match-score.ts';
import { pairKey, type Mentee, type Mentor } from './matching-round.ts';

/** A submission that takes no part in the matching, and why. */
export interface NotTakingPart {
  form: 'mentee' | 'mentor';
  id: string;
  why:
    'duplicate' | 'not vetted' | 'paused' | 'leaves before the start' | 'place behind a tick' | 'no time' | 'no answer';
}

export interface RoundCandidates {
  mentees: Mentee[];
  mentors: Mentor[];
  left: NotTakingPart[];
  /** All mentees of the round and all mentors, by submission id, whether they take part or not. */
  people: ReadonlyMap<string, OpenedSubmission>;
  /** How matches of these people in earlier rounds ended, by pair. */
  earlier: ReadonlyMap<string, Ending>;
  /** Pairs whose mentor said no, or did not answer, in this round. */
  declined: ReadonlySet<string>;
}

interface RoundSource extends SubmissionSource {
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
  // An offer that waits for the mentor's answer holds the place, as a match does.
  const held = (await store.offers('waiting')).map(({ about: mentee, mentor }): Pair => ({ mentee, mentor }));
  const taken = [...(await store.matches()), ...held];
  const offers = await store.offers({ round });
  const hasMentor = new Set(taken.map(({ mentee }) => mentee.submissionId));
  const left: NotTakingPart[] = [];
  const waitedSince = new Set<string>();
  const people = new Map<string, OpenedSubmission>();
  const addresses = new Map<string, string>();
  const own: OpenedSubmission[] = [];
  for await (const opened of openEach(source, { form: 'mentee' })) {
    const { submission, content } = opened;
    addresses.set(submission.submissionId, addressOf(content));
    if (submission.round === round) own.push(opened);
    else if (submission.status === 'waiting-list') waitedSince.add(addressOf(content));
  }
  const open = new Map(own.map((each) => [each.submission.submissionId, each.submission]));
  const history = await store.matchHistory();
  const hasLost = new Set(
    history.flatMap(({ mentee, ended }) =>
      mentee && ended && ended.outcome !== 'completed' ? mentee.submissionId : [],
    ),
  );
  const taking = await mapInTurns(own, ({ submission, content }): Mentee[] => {
    const { submissionId: id, status } = submission;
    if (!unmatched.includes(status) || hasMentor.has(id)) return [];
    if (countingBefore(submission, open)) {
      left.push({ form: 'mentee', id, why: 'duplicate' });
      return [];
    }
    const isCarriedOver = hasLost.has(id) || waitedSince.has(addressOf(content));
    return [{ id, profile: matchProfile(content.answers, at), isCarriedOver }];
  });
  const mentees = taking.flat();
  const mentors: Mentor[] = [];
  const known = new Map<string, StoredSubmission>();
  for (const opened of own) people.set(opened.submission.submissionId, opened);
  for await (const opened of openEach(source, { form: 'mentor' })) {
    const { submission, content } = opened;
    const { submissionId: id, status } = submission;
    if (!givesWay(submission, content, starts)) known.set(id, submission);
    people.set(id, opened);
    const places = capacityOf(content.answers) - takenOf(taken, id);
    if (places <= 0 || status === 'suspect' || (status !== 'matched' && isEnded(status))) continue;
    const why = reasonAgainst(submission, content);
    if (why) left.push({ form: 'mentor', id, why });
    else mentors.push({ id, profile: matchProfile(content.answers, at), places });
  }
  const declined = new Set(
    offers
      .filter(({ answer }) => answer === 'declined' || answer === 'timed-out')
      .map(({ about, mentor }) => pairKey(about.submissionId, mentor.submissionId)),
  );
  const earlier = earlierOf(history, mentees, addresses);
  return { mentees, mentors, left, people, earlier, declined };

  function reasonAgainst(submission: StoredSubmission, { answers }: Content): NotTakingPart['why'] | undefined {
    if (countingBefore(submission, known)) return 'duplicate';
    if (submission.status === 'matched') return 'place behind a tick';
    if (submission.status === 'paused') return 'paused';
    if (!vetted.includes(submission.status)) return 'not vetted';
    const last = offers.findLast(
      ({ mentor, answer }) =>
        mentor.submissionId === submission.submissionId && answer !== 'waiting' && answer !== 'withdrawn',
    );
    if (last?.reason === 'no-time') return 'no time';
    if (last?.answer === 'timed-out') return 'no answer';
    const until = keptUntil(answers);
    return until !== undefined && until < starts ? 'leaves before the start' : undefined;
  }
}

/** Returns how earlier matches between these mentees and any mentor ended. A person is known by the address of each application. */
function earlierOf(
  history: readonly MatchRecord[],
  mentees: readonly Mentee[],
  addresses: ReadonlyMap<string, string>,
): Map<string, Ending> {
  const applicationOf = new Map(mentees.map(({ id }) => [addresses.get(id) ?? '', id]));
  return new Map(
    history.flatMap(({ mentee, mentor, ended }) => {
      const now = mentee && applicationOf.get(addresses.get(mentee.submissionId) ?? '');
      return now && mentor && ended ? [[pairKey(now, mentor.submissionId), ended] as const] : [];
    }),
  );
}
