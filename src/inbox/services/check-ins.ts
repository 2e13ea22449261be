/** Asks both people of each pair how it goes, three times at most, and finds the pairs to worry about. */
import { addDays } from '#forms/dates/calendar.ts';
import type { Round } from '#forms/dates/deadline.ts';
import { localDay } from '#forms/dates/zoned-time.ts';
import {
  sides,
  type CheckIn,
  type CheckInKind,
  type CheckInToAsk,
  type FoundWorry,
  type Match,
  type Side,
  type Store,
} from '../stores/store.ts';
import type { Vault } from '../vault.ts';
import { checkInDays, checkInDue } from './check-in-days.ts';
import { askingDay } from '../mail-hours.ts';

export const checkInsChore = 'check-ins';

/** Days after which somebody who has not answered is reminded. */
const remindAfter = 5;

/** Days after which a pair that has not answered counts as silent. */
const silentAfter = 7;

/** Days for which the link of a check-in works. */
export const checkInLinkDays = 90;

/** A question with its answers, from the best to the worst. */
export interface CheckInQuestion {
  name: string;
  /** What it is about, where its answers are counted. */
  topic: string;
  words: Readonly<Record<Side, string>>;
  answers: readonly (readonly [value: string, words: string])[];
}

const well: CheckInQuestion = {
  name: 'well',
  topic: 'All well',
  words: { mentee: 'Is all well between you and your mentor?', mentor: 'Is all well between you and your mentee?' },
  answers: [
    ['yes', 'Yes, all is well'],
    ['mixed', 'It could be better'],
    ['no', 'No, something is wrong'],
  ],
};

/** The questions of each check-in, three at most. */
export const questions: Readonly<Record<CheckInKind, readonly CheckInQuestion[]>> = {
  start: [
    {
      name: 'met',
      topic: 'Met yet',
      words: { mentee: 'Have you met your mentor yet?', mentor: 'Have you met your mentee yet?' },
      answers: [
        ['yes', 'Yes, we have met'],
        ['arranged', 'Not yet, but the date is set'],
        ['no', 'No, and no date is set'],
      ],
    },
    well,
  ],
  middle: [
    {
      name: 'met',
      topic: 'Met since last asked',
      words: { mentee: 'Have you met since we last asked?', mentor: 'Have you met since we last asked?' },
      answers: [
        ['yes', 'Yes'],
        ['arranged', 'No, but a date is set'],
        ['no', 'No'],
      ],
    },
    {
      name: 'often',
      topic: 'In touch',
      words: { mentee: 'How often are you in touch?', mentor: 'How often are you in touch?' },
      answers: [
        ['weekly', 'Every week'],
        ['fortnightly', 'Every two weeks'],
        ['monthly', 'Once a month'],
        ['less', 'Less often'],
      ],
    },
    well,
  ],
  end: [
    {
      name: 'goal',
      topic: 'Goal reached',
      words: { mentee: 'Did you reach your goal?', mentor: 'Did your mentee reach their goal?' },
      answers: [
        ['yes', 'Yes'],
        ['partly', 'Partly'],
        ['no', 'No'],
      ],
    },
    {
      name: 'recommend',
      topic: 'Would recommend',
      words: { mentee: 'Would you recommend mentoring to a friend?', mentor: 'Would you recommend being a mentor?' },
      answers: [
        ['yes', 'Yes'],
        ['not-sure', 'I am not sure'],
        ['no', 'No'],
      ],
    },
    {
      name: 'carry-on',
      topic: 'Will stay in touch',
      words: { mentee: 'Will you two stay in touch?', mentor: 'Will you two stay in touch?' },
      answers: [
        ['yes', 'Yes'],
        ['not-sure', 'We have not decided'],
        ['no', 'No'],
      ],
    },
  ],
};

/** Returns those of these values that answer a question of the check-in. */
export function readAnswers(kind: CheckInKind, value: (name: string) => unknown): Record<string, string> {
  return Object.fromEntries(
    questions[kind].flatMap(({ name, answers }) => {
      const chosen = answers.find(([each]) => each === value(name));
      return chosen ? [[name, chosen[0]]] : [];
    }),
  );
}

/** Asks and reminds everybody who is due. @param tells if false, they count as asked and reminded, and get no mail */
export async function askCheckIns({ store, rounds, templates }: CheckInSource, now: Date, tells = true): Promise<void> {
  const today = askingDay(now);
  if (today === undefined) return;
  const due = (await store.matches()).flatMap((match): CheckInToAsk[] => {
    const kind = checkInDue(daysOf(rounds, match), today);
    // A site that has no text for it asks nobody.
    return kind === undefined || !templates.has(`check-in-${kind}`)
      ? []
      : sides.map((side) => ({ match: match.seq, kind, side }));
  });
  await store.askCheckIns(due, { at: now.toISOString(), actor: checkInsChore }, tells);
  await remind(store, due, today, now, tells);
}

export interface CheckInSource {
  store: Store;
  rounds: readonly Round[];
  /** Mails by name. */
  templates: ReadonlyMap<string, unknown>;
}

const daysOf = (rounds: readonly Round[], { round: id, began }: Match) =>
  checkInDays(
    rounds.find((round) => round.id === id),
    localDay(new Date(began.at)),
  );

/** Sends one reminder of each unanswered check-in that is still the newest, except to people who want no reminders. */
async function remind(
  store: Store,
  due: readonly CheckInToAsk[],
  today: string,
  now: Date,
  tells: boolean,
): Promise<void> {
  const isDue = new Set(due.map(({ match, kind }) => `${match} ${kind}`));
  const silent = new Set((await store.withoutReminders()).map(({ submissionId }) => submissionId));
  const forgotten = (await store.checkIns('unanswered')).filter(
    ({ match, kind, askedAt, person }) =>
      person !== null &&
      !silent.has(person.submissionId) &&
      isDue.has(`${match} ${kind}`) &&
      addDays(localDay(new Date(askedAt)), remindAfter) <= today,
  );
  await store.remindOfCheckIns(
    forgotten.map(({ seq }) => seq),
    now.toISOString(),
    tells,
  );
}

/** Why staff should look at a pair, the most urgent first. */
export type Worry = (typeof worries)[number];
export const worries = ['wrong', 'not-met', 'silent', 'could-be-better'] as const;

/** Returns what there is to worry about in the check-ins of one pair, the most urgent first. */
export function worriesOf(checkIns: readonly CheckIn[], today: string): (FoundWorry & { worry: Worry })[] {
  const newest = (name: string) =>
    sides.flatMap((side) => checkIns.findLast((each) => each.side === side && each.answers[name] !== undefined) ?? []);
  const saying = (name: string, answer: string) => newest(name).filter(({ answers }) => answers[name] === answer);
  const last = checkIns.at(-1);
  const isSilent =
    last !== undefined &&
    checkIns.every(({ kind, answeredAt }) => kind !== last.kind || answeredAt === null) &&
    addDays(localDay(new Date(last.askedAt)), silentAfter) <= today;
  const found: Readonly<Record<Worry, readonly CheckIn[]>> = {
    wrong: saying('well', 'no'),
    'not-met': saying('met', 'yes').length > 0 ? [] : saying('met', 'no'),
    silent: isSilent ? [last] : [],
    'could-be-better': saying('well', 'mixed'),
  };
  return worries.flatMap((worry) => found[worry].map(({ seq }) => ({ checkIn: seq, worry })));
}

/** True if one person of a pair says that they have not met, and neither has ever said that they did. */
export const sayNeverMet = (checkIns: readonly CheckIn[]): boolean =>
  checkIns.some(({ answers }) => answers['met'] === 'no') && !checkIns.some(({ answers }) => answers['met'] === 'yes');

/** What somebody wrote to staff, bound to the check-in. */
const named = (seq: number) => `check-in|${seq}`;

export const sealCheckInNote = (vault: Vault, seq: number, text: string) => vault.seal(text, named(seq));

export const openCheckInNote = (vault: Vault, { seq, note }: Pick<CheckIn, 'seq' | 'note'>): string | undefined =>
  note ? vault.open(note, named(seq)) : undefined;
