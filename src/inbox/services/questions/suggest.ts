/**
 * Suggests mentors for a question by the points of the matching: what the question is about, the role or sector that it
 * names, a way of meeting and times in common. Nobody is ruled out by a sector, because people name it in their own words.
 */
import { setImmediate } from 'node:timers/promises';
import { andWords } from '#forms/in-words.ts';
import type { Answers } from '#forms/answers/answers.ts';
import { topics } from '#forms/ask.ts';
import { dayWords, addDays, months } from '#forms/dates/calendar.ts';
import { parseDay } from '#forms/dates/read-dates.ts';
import { localDay } from '#forms/dates/zoned-time.ts';
import { focusAreas, sectors, windows, modes } from '#forms/options.ts';
import { site } from '#site';
import { countingBefore, givesWay, vetted } from '../sent-before.ts';
import { isEnded } from '../../statuses.ts';
import type { Offer, OfferTerms, StoredSubmission } from '../../stores/store.ts';
import { addressOf } from '../../submissions/address-of.ts';
import { nameOf } from '../../submissions/name-of.ts';
import { openContent } from '../../submissions/sealed-content.ts';
import { openEach, type OpenedSubmission } from '../../submissions/open-each.ts';
import { commonTimes } from '../matching/common-times.ts';
import { defaultWeights, labelOf, listed, matchProfile, sharedMode } from '../matching/match-score.ts';
import { keptUntil } from '../kept-until.ts';
import { questionDeclineWords } from '../offers.ts';
import { isHeld, type Question, type QuestionSource } from './question.ts';

/** A mentor who may answer the question. */
export interface Suggestion {
  submission: StoredSubmission;
  name: string;
  /** Job and organisation. */
  work: string;
  score: number;
  reasons: readonly string[];
  /** What staff should look at first. */
  cautions: readonly string[];
  /** How many questions they were asked before. */
  asked: number;
  /** True if they know what the question is about, and staff need not look at anything first. */
  isSure: boolean;
}

/** A mentor who cannot be asked, and why. */
export interface Excluded {
  submission: StoredSubmission;
  name: string;
  why: string;
}

export interface Suggestions {
  /** The best first. */
  suggested: Suggestion[];
  excluded: Excluded[];
  /** The day by which who asked needs an answer; undefined if they named none. */
  neededBy: string | undefined;
}

/** Days within which a mentor must not leave. */
const leavesWithin = 14;

export const suggestMentors = async (source: QuestionSource, question: Question, now: Date): Promise<Suggestions> =>
  (await suggester(source, now))(question);

/** Returns a function that suggests mentors for one question after another, as they are now. Between two, other requests get a turn. */
export async function suggester(
  source: QuestionSource,
  now: Date,
): Promise<(question: Question) => Promise<Suggestions>> {
  const { store, vault } = source;
  const others = await store.offers('questions');
  const mentors: OpenedSubmission[] = [];
  for await (const each of openEach(source, { form: 'mentor' })) mentors.push(each);
  const soon = addDays(localDay(now), leavesWithin);
  const known = new Map(
    mentors
      .filter(({ submission, content }) => !givesWay(submission, content, soon))
      .map(({ submission }) => [submission.submissionId, submission]),
  );
  const busy = await busyMentors(source, others);
  return async (question) => {
    await setImmediate();
    const { answers } = openContentOf(question, vault);
    const address = addressOf({ answers });
    const mentorsOfAsker = await ownMentors(source, address);
    const neededBy = parseDay(String(answers['deadline'] ?? ''));
    const found: Suggestions = { suggested: [], excluded: [], neededBy };
    for (const { submission, content } of mentors) {
      const id = submission.submissionId;
      if (submission.status === 'declined' || submission.status === 'withdrawn') continue;
      const why =
        standing(submission, known) ??
        availability(content.answers, now) ??
        (addressOf(content) === address ? 'Sent this question themselves' : undefined) ??
        (mentorsOfAsker.has(id) ? 'Is their mentor: they can ask directly' : undefined) ??
        before(question.offers.findLast(({ mentor }) => mentor.submissionId === id)) ??
        (busy.has(id) ? 'Is asked about another question, or meets somebody about one' : undefined);
      if (why !== undefined) found.excluded.push({ submission, name: nameOf(content), why });
      else
        found.suggested.push({
          submission,
          name: nameOf(content),
          work: [content.answers['jobTitle'], content.answers['organisation']].flat().filter(Boolean).join(', '),
          ...scoreOf(answers, content.answers, now),
          asked: others.filter(({ mentor }) => mentor.submissionId === id).length,
        });
    }
    // Of two who suit equally, the one who was asked less often.
    found.suggested.sort((a, b) => b.score - a.score || a.asked - b.asked || a.submission.seq - b.submission.seq);
    return found;
  };
}

/** True where an answer by the end of these terms could come too late. */
export const isTooLate = ({ neededBy }: Suggestions, { answerBy }: Pick<OfferTerms, 'answerBy'>): boolean =>
  neededBy !== undefined && neededBy < answerBy;

/** Returns the mentors who may be asked without a person's judgement, the best first: none where the answer could come too late. */
export const sureMentors = (suggestions: Suggestions, terms: Pick<OfferTerms, 'answerBy'>): Suggestion[] =>
  isTooLate(suggestions, terms) ? [] : suggestions.suggested.filter(({ isSure }) => isSure);

const openContentOf = ({ submission }: Question, vault: QuestionSource['vault']) =>
  openContent(vault, submission, submission.answers);

function standing(submission: StoredSubmission, known: ReadonlyMap<string, StoredSubmission>): string | undefined {
  const { status } = submission;
  if (countingBefore(submission, known)) return 'Offered twice: the earlier offer counts';
  if (status === 'paused') return 'Takes a break';
  return vetted.includes(status) ? undefined : 'Not eligible yet: give the offer that status first';
}

function availability(answers: Answers, now: Date): string | undefined {
  const { question, mentoring } = site.schemes;
  const programmes = answers['programmes'];
  const answersQuestions =
    question !== undefined && (programmes === undefined ? true : [programmes].flat().includes(question.page));
  if (!answersQuestions) return mentoring ? 'Takes mentees, and no single questions' : 'Takes no questions';
  const today = localDay(now);
  const leaves = keptUntil(answers);
  if (leaves !== undefined && leaves < addDays(today, leavesWithin)) return `Leaves on ${dayWords(leaves)}`;
  const chosen = [answers['months'] ?? []].flat();
  const thisMonth = Number(today.slice(5, 7)) - 1;
  const near = [thisMonth, (thisMonth + 1) % 12].map((month) => months[month]!.slice(0, 3).toLowerCase());
  if (chosen.length === 0 || near.some((month) => chosen.includes(month))) return undefined;
  const named = months.filter((month) => chosen.includes(month.slice(0, 3).toLowerCase()));
  return `Answers questions in ${andWords(named)} only`;
}

/** Why a mentor who was asked about this question before is not asked again. */
function before(offer: Offer | undefined): string | undefined {
  if (offer?.answer === 'timed-out') return 'Was asked, and did not answer';
  return offer?.answer === 'declined' ? `Said no: “${questionDeclineWords[offer.reason ?? 'other']}”` : undefined;
}

/** Returns the mentors whom the person with this address has as a mentee. */
async function ownMentors({ store, vault }: QuestionSource, address: string): Promise<Set<string>> {
  if (address === '') return new Set();
  const own = (await store.ofApplicant(vault.emailCode(address))).filter(({ form }) => form === 'mentee');
  const matches = await Promise.all(own.map((mentee) => store.matches(mentee)));
  return new Set(matches.flat().map(({ mentor }) => mentor.submissionId));
}

/** Returns the mentors who are asked about a question, or meet somebody about one. */
async function busyMentors({ store }: QuestionSource, offers: readonly Offer[]): Promise<Set<string>> {
  const live = offers.filter(isHeld).map(async ({ about, mentor }) => {
    const question = await store.find(about);
    return question && !isEnded(question.status) ? mentor.submissionId : '';
  });
  return new Set(await Promise.all(live));
}

/** Returns the points and reasons of a mentor for a question, by what both answered. */
function scoreOf(
  question: Answers,
  mentor: Answers,
  now: Date,
): Pick<Suggestion, 'score' | 'reasons' | 'cautions' | 'isSure'> {
  const weights = defaultWeights;
  const [asker, other] = [matchProfile(question, now), matchProfile(mentor, now)];
  const named = wordsOf(question['role']);
  const known = sectors.filter(({ value, label }) => other.sectors.includes(value) && isNamed(named, wordsOf(label)));
  const works = [mentor['jobTitle'], mentor['organisation']].flat().filter((text) => isNamed(named, wordsOf(text)));
  const topic = topics.find(({ value }) => value === question['topic']);
  const focus = other.focus.filter((each) => topic?.focus?.includes(each));
  const mode = sharedMode(asker.mode, other.mode);
  const times = commonTimes(asker, other);
  const cautions = [
    ...(mode === undefined ? ['They want to meet in different ways'] : []),
    ...(times.length === 0 ? ['No time of the week suits both'] : []),
    ...(other.hasConflict ? ['Recruits, teaches or assesses students: make sure it is not this one'] : []),
  ];
  return {
    cautions,
    isSure: cautions.length === 0 && known.length + works.length + focus.length > 0,
    score:
      (known.length > 0 ? weights.sectorByRank[0] : 0) +
      (works.length > 0 ? weights.sectorByRank[1] : 0) +
      (focus.length > 0 ? weights.focus : 0) +
      (mode === undefined ? 0 : weights.mode) +
      times.length * weights.window,
    reasons: [
      ...(known.length > 0 ? [`Knows the sector: ${known.map(({ label }) => label).join('; ')}`] : []),
      ...(works.length > 0 ? [`Works as or at what they ask about: ${works.join(', ')}`] : []),
      ...(focus.length > 0 ? [`Helps with: ${listed(focusAreas, focus)}`] : []),
      ...(mode === undefined
        ? []
        : [`Both can meet: ${mode === 'either' ? 'Online or in person' : labelOf(modes, mode)}`]),
      ...(times.length > 0 ? [`Both free: ${listed(windows, times)}`] : []),
    ],
  };
}

/** Words that name no field of work. */
const empty = new Set(
  'the and for with from role sector work working job career industry public junior senior'.split(' '),
);

const wordsOf = (text: Answers[string] | undefined): string[] =>
  [text ?? '']
    .flat()
    .join(' ')
    .normalize('NFD')
    .toLowerCase()
    .match(/\p{L}{3,}/gu)
    ?.filter((word) => !empty.has(word)) ?? [];

const isNamed = (named: readonly string[], words: readonly string[]) =>
  named.some((one) => words.some((other) => isOneStem(one, other)));

/** True for words like "publishing" and "publisher", or "law" and "lawyer". */
function isOneStem(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  let common = 0;
  while (common < short.length && short[common] === long[common]) common += 1;
  return common === short.length ? long.length - common <= 3 : common >= 5 && common / long.length >= 0.6;
}
