/**
 * Moves the offers of a round on. When a mentor says no, does not answer in time, or leaves, the next best mentor is asked:
 * the round is solved with everything else as it is. Mentors are asked without staff only if nothing about the pair needs
 * a person's judgement; the other pairs wait for staff on the bench.
 */
import { addDays } from '#forms/dates/calendar.ts';
import type { Round } from '#forms/dates/deadline.ts';
import { localDay } from '#forms/dates/zoned-time.ts';
import { subjectOf } from '../stores/audit-entries.ts';
import type { Actor, DeclineReason, NewOffer, Offer, OfferReply, OfferTerms, Store } from '../stores/store.ts';
import type { SubmissionSource } from '../submissions/open-each.ts';
import { sealMailContent } from '../submissions/sealed-content.ts';
import { capacityOf } from './matching/capacity.ts';
import { defaultSettings, problemOf, settingsIn } from './matching/run.ts';
import { needsALook, pairFacts } from './matching/pair-facts.ts';
import { readRoundCandidates, type RoundCandidates } from './matching/read-round.ts';
import { solveRounds } from './matching/solver.ts';
import { askingDay } from '../mail-hours.ts';

export interface OfferSource extends SubmissionSource {
  rounds: readonly Round[];
}

/** Days that mentors have to answer unless staff choose others. */
export const usualOfferDays = 5;
export const mostOfferDays = 60;

/** Days after the last one for an answer in which the link still says what has become of the offer. */
export const linkDays = 60;

/** Name of the chore that moves the offers on. */
export const offersChore = 'offers';

export const declineWords: Readonly<Record<DeclineReason, string>> = {
  'no-time': 'I have no time for a mentee in this round',
  'not-suited': 'I am not the right mentor for this student',
  'know-each-other': 'We know each other, or I teach, assess or recruit this student',
  other: 'Another reason',
};

/** The same reasons, of a mentor who is asked to answer a question. */
export const questionDeclineWords: typeof declineWords = {
  ...declineWords,
  'no-time': 'I have no time at present',
  'not-suited': 'I am not the right mentor for this question',
};

/** The part of the server that asks the next mentor. */
export const nextBestActor = 'matching';

export const termsFrom = (now: Date, days: number, movesOn = false): OfferTerms => ({
  ...{ days, movesOn },
  answerBy: addDays(localDay(now), days),
});

/** Returns how many mentees each mentor of a round takes. */
export const placesOf = ({ mentors, people }: Pick<RoundCandidates, 'mentors' | 'people'>): Map<string, number> =>
  new Map(mentors.map(({ id }) => [id, capacityOf(people.get(id)!.content.answers)]));

/** Does what is due: times out, reminds, and asks the next mentors. */
export async function moveOffersOn(source: OfferSource, now: Date): Promise<void> {
  const { store, rounds } = source;
  const actor: Actor = { at: now.toISOString(), actor: nextBestActor };
  const today = localDay(now);
  const waiting = await store.offers('waiting');
  await store.endOffers(seqsOf(waiting.filter(({ answerBy }) => answerBy < today)), 'timed-out', actor);
  await remindOfOffers(store, waiting, now);
  for (const round of rounds.filter(({ cycleEnds }) => cycleEnds >= today)) await askNext(source, round, now);
}

const seqsOf = (offers: readonly Offer[]) => offers.map(({ seq }) => seq);

/** Reminds, on the day before the last, mentors who had longer than a day. @param tells if false, the mails are held */
export async function remindOfOffers(store: Store, waiting: readonly Offer[], now: Date, tells = true): Promise<void> {
  const today = askingDay(now);
  if (today === undefined) return;
  const silent = new Set((await store.withoutReminders()).map(({ submissionId }) => submissionId));
  const due = waiting.filter(
    ({ days, answerBy, mentor }) =>
      days > 1 && today >= addDays(answerBy, -1) && today <= answerBy && !silent.has(mentor.submissionId),
  );
  await store.remindOfOffers(seqsOf(due), now.toISOString(), tells);
}

/**
 * Asks the next best mentors of mentees whose mentor said no, did not answer, or is not available any more. The team is
 * told once of each mentee for whom that needs a person.
 */
async function askNext(source: OfferSource, round: Round, now: Date): Promise<void> {
  const next = await nextBest(source, round, now);
  if (!next) return;
  const { without, terms, candidates } = next;
  await tellTeam(source, round, without, 'A mentee, and no mentor to ask next', now);
  const toLookAt = next.offers.filter(({ isCautious }) => isCautious).map(({ offer }) => offer.about.submissionId);
  await tellTeam(source, round, toLookAt, 'A mentee, whose next mentor you look at first', now);
  const asked = next.offers.filter(({ isCautious }) => !isCautious).map(({ offer }) => offer);
  if (asked.length > 0)
    await source.store.offer(asked, placesOf(candidates), terms, { at: now.toISOString(), actor: nextBestActor });
}

/** Tells the team about these mentees, once for each mentor who was asked about them. */
async function tellTeam(
  { store, vault }: OfferSource,
  round: Round,
  mentees: readonly string[],
  form: string,
  now: Date,
): Promise<void> {
  const latest = new Map((await store.offers({ round: round.id })).map(({ about, seq }) => [about.submissionId, seq]));
  const mails = mentees.flatMap((submissionId) => {
    const to = { form: 'mentee', submissionId } as const;
    const seq = latest.get(submissionId);
    const content = sealMailContent(vault, to, { shown: { form } });
    return seq === undefined ? [] : [{ to, kind: 'notice', content, key: `after offer ${String(seq)}` } as const];
  });
  await store.queueMail(mails, now.toISOString());
}

export interface NextBest {
  offer: NewOffer;
  /** True if a person should look at it first. */
  isCautious: boolean;
}

/**
 * Returns the next best offers of a round, with everything else as it is, and the ids of the mentees who lost a mentor and
 * are `without` a next one; undefined if no mentee lost a mentor.
 */
export async function nextBest(
  source: OfferSource,
  round: Round,
  now: Date,
): Promise<
  { offers: NextBest[]; without: readonly string[]; terms: OfferTerms; candidates: RoundCandidates } | undefined
> {
  const { store, vault } = source;
  const offers = await store.offers({ round: round.id });
  const isLost = new Set((await store.withoutYes(round.id)).map(({ submissionId }) => submissionId));
  if (isLost.size === 0) return undefined;
  const candidates = await readRoundCandidates({ store, vault, round: round.id, starts: round.cycleStarts });
  if (!candidates.mentees.some(({ id }) => isLost.has(id))) return undefined;
  const runs = await store.runs(round.id);
  const published = runs.filter(({ state }) => state === 'published');
  // Only mentees whom staff have seen: those who lost a mentor, or whom a published proposal left over.
  const seen = new Set(isLost);
  for (const { seq } of published) for (const { mentee } of (await store.runContent(seq)).left) seen.add(mentee);
  const settings = published[0] ? settingsIn(published[0]) : defaultSettings;
  const mentees = candidates.mentees.filter(({ id }) => seen.has(id));
  const rules = await store.rules(round.id);
  const [proposal] = await solveRounds([problemOf({ ...candidates, mentees }, rules, settings, [])]);
  const found = new Set(proposal!.pairs.map(({ mentee }) => mentee));
  return {
    candidates,
    without: mentees.filter(({ id }) => isLost.has(id) && !found.has(id)).map(({ id }) => id),
    terms: termsFrom(now, offers.at(-1)?.days ?? usualOfferDays),
    offers: proposal!.pairs.map((pair) => ({
      offer: {
        about: { form: 'mentee', submissionId: pair.mentee },
        mentor: { form: 'mentor', submissionId: pair.mentor },
      },
      isCautious: !pair.isLocked && needsALook(pairFacts(candidates, settings.weights, round.cycleStarts, pair)),
    })),
  };
}

/** What a mentor wrote to staff with a no, bound to the offer. */
const named = (seq: number) => `offer|${seq}`;

/** Returns a no. If the mentor writes to staff, the team is told, by a mail with no word of it. */
export function noOf(
  { vault, config: { siteUrl } }: Pick<SubmissionSource, 'vault'> & { config: { siteUrl: string } },
  { seq, round, about, mentor }: Pick<Offer, 'seq' | 'round' | 'about' | 'mentor'>,
  reason: DeclineReason,
  text: string,
): OfferReply {
  const answer = { answer: 'declined', reason } as const;
  if (text === '') return { ...answer, note: null };
  const place = about.form === 'ask' ? `${subjectOf(about)}/#match` : `match/${round}/asked/`;
  const shown = { form: 'No, with a message', link: `${siteUrl}/inbox/${place}` };
  return { ...answer, note: vault.seal(text, named(seq)), notice: sealMailContent(vault, mentor, { shown }) };
}

export const openReply = (
  { vault }: Pick<SubmissionSource, 'vault'>,
  { seq, note }: Pick<Offer, 'seq' | 'note'>,
): string | undefined => (note ? vault.open(note, named(seq)) : undefined);
