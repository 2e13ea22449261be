/** The dates of rounds, changed in the browser: a form, what the change would do, then the change with its mails. */
import type { Context } from 'hono';
import { readRound } from '../../rounds.ts';
import { formatInstant, type Round } from '#forms/dates/deadline.ts';
import { typedInstant } from '#forms/dates/zoned-time.ts';
import { undoMinutes, undoneUntil } from '../../undo.ts';
import type { AppEnv, Services } from '../../env.ts';
import { nameIn, roundFile } from '../../site-content.ts';
import {
  changedFields,
  dateWords,
  fieldWords,
  roundProblems,
  typedValues,
  valuesOf,
  writeRound,
  type RoundField,
  type RoundProblem,
} from '../../services/rounds/round-edit.ts';
import { consequencesOf } from '../../services/rounds/round-consequences.ts';
import { sealMailContent } from '../../submissions/sealed-content.ts';
import { actorOf, recordAction, staffName } from '../actor.ts';
import { formValue } from '../../pages/form-value.ts';
import { composed, problemOfText, writtenIn } from '../group-mail/group-mail.ts';
import { groupOf, peopleCode, recipientsOf, type Recipient, type WrittenMail } from '../group-mail/recipients.ts';
import { viewQuery, type ListView } from '../submissions/list-filter.ts';
import { staffBar } from '../ui/bar.ts';
import { missingPage } from '../ui/missing-page.ts';
import { isAfterForm } from './same-form.ts';
import { roundPage, roundsPage, type RoundForm } from './rounds-page.ts';
import { roundPreviewPage } from './round-preview-page.ts';

/** In place of a round's id, in the address of the form for a new one. */
const newRound = 'new';

const idPattern = /^[a-z\d][a-z\d-]{0,39}$/;

export async function showRoundDates(c: Context<AppEnv>, services: Services): Promise<Response> {
  const { content } = services;
  await content.refresh();
  await recordAction(c, services, 'round dates viewed');
  return c.html(
    roundsPage({
      bar: staffBar(c),
      rounds: content.rounds.toReversed().map((round) => stateOf(services, round)),
      // A round that waits to be added is in no list of rounds yet.
      coming: content.waitingRounds().filter((file) => content.text(file) === undefined),
    }),
  );
}

function stateOf({ content }: Services, round: Round) {
  const file = roundFile(round.id);
  return {
    round,
    waiting: content.waiting(file),
    differs: content.isChanged(file),
  };
}

export async function showRoundForm(c: Context<AppEnv>, services: Services): Promise<Response> {
  const { content } = services;
  await content.refresh();
  const form = formOf(c, services);
  if (!form) return c.html(missingPage, 404);
  await recordAction(c, services, 'round dates viewed', form.isNew ? 'inbox' : `round/${form.id}`);
  return draw(c, services, form, { done: c.req.query('done') });
}

/** Returns the form for the round in the address, with the dates that count; undefined if there is none. */
function formOf(c: Context<AppEnv>, { content }: Services): RoundForm | undefined {
  const id = c.req.param('round') ?? '';
  const isNew = id === newRound;
  const file = roundFile(id);
  const text = isNew ? undefined : content.text(file);
  const changes = isNew ? [] : content.changesOf(file);
  if (!isNew && text === undefined && changes.length === 0) return undefined;
  return {
    id: isNew ? '' : id,
    isNew,
    values: valuesOf(text),
    isExample: text !== undefined && readRound(id, text).example,
    when: 'now',
    at: '',
    after: changes.at(-1)?.seq ?? 0,
  };
}

function draw(
  c: Context<AppEnv>,
  { content }: Services,
  form: RoundForm,
  said: { problems?: readonly RoundProblem[]; timeProblem?: string; news?: string; done?: string | undefined },
  status: 200 | 409 | 422 = 200,
): Response | Promise<Response> {
  const file = roundFile(form.id);
  return c.html(
    roundPage({
      bar: staffBar(c),
      form,
      changes: form.isNew ? [] : content.changesOf(file),
      waiting: form.isNew ? undefined : content.waiting(file),
      text: form.isNew ? undefined : content.text(file),
      ownText: form.isNew ? undefined : content.ownText(file),
      problems: said.problems ?? [],
      timeProblem: said.timeProblem,
      news: said.news ?? doneWords.get(said.done ?? ''),
    }),
    status,
  );
}

const doneWords: ReadonlyMap<string, string> = new Map([
  ['now', 'Saved. The new dates count. Nobody is told by email.'],
  [
    'now-told',
    `Saved. The new dates count. The mail about it goes out in ${undoMinutes} minutes; until then you can take it back under “Mail”.`,
  ],
  [
    'later',
    'Saved. The new dates count from the time that you chose. Until then you can undo it. Nobody is told by email.',
  ],
  [
    'later-told',
    'Saved. The new dates count from the time that you chose, and the mail about it goes out then. Until then you can undo both.',
  ],
  ['undone', 'Undone. Nothing has changed, and mails about it that had not gone out are taken back.'],
  ['late', 'Not undone: the dates count already. Change them back instead.'],
  ['file', 'Saved. The dates of the site’s own file count again. Nobody is told by email.'],
]);

/** Shows what a change would do, stores it, or undoes one that waits. */
export async function changeRound(c: Context<AppEnv>, services: Services): Promise<Response> {
  const { content, clock } = services;
  await content.refresh();
  const known = formOf(c, services);
  if (!known) return c.html(missingPage, 404);
  const body = await c.req.parseBody();
  const value = (name: string) => formValue(body[name]);
  if (value('act') === 'undo') return undoChange(c, services, known, value('after'));
  const id = known.isNew ? value('id').normalize('NFKC').trim().toLowerCase() : known.id;
  const file = roundFile(id);
  const ownText = content.ownText(file);
  const isReset = ownText !== undefined && [value('act'), value('from')].includes('file');
  const last = content.changesOf(file).at(-1)?.seq ?? 0;
  const form: RoundForm = {
    ...known,
    id,
    values: isReset ? valuesOf(ownText) : typedValues(value),
    isExample: value('example') === 'yes',
    when: value('when') === 'later' ? 'later' : 'now',
    at: value('at').trim(),
    after: value('after') === '' ? last : Number.parseInt(value('after'), 10) || 0,
  };
  if (value('act') === 'write') return draw(c, services, form, {});
  if (form.after !== last) return sentTwice(c, services, form, isReset, value) ?? overtaken(c, services, form);
  if (content.waiting(file)) return draw(c, services, form, { news: waitsWords }, 409);
  const problems = [
    ...(known.isNew ? idProblems(services, id) : []),
    ...roundProblems(form.values, othersOf(services, id)),
  ];
  const at = timeOf(form, clock());
  if (problems.length > 0 || typeof at === 'string')
    return draw(c, services, form, { problems, ...(typeof at === 'string' ? { timeProblem: at } : {}) }, 422);
  const before = known.isNew ? undefined : content.text(file);
  const text = isReset ? ownText : writeRound(before, form.values, form.isExample ? undefined : false);
  if (text === before) return draw(c, services, form, { news: 'Nothing is changed yet.' }, 422);

  const change = await changeOf(services, form, isReset, text, at, value);
  if (value('act') !== 'save') return showChange(c, services, change);
  const { people, written, tells } = change;
  const problem = tells ? problemOfText(written, people) : undefined;
  if (problem !== undefined) return showChange(c, services, change, { problem }, 422);
  if (tells && value('code') !== peopleCode(people)) return showChange(c, services, change, { news: othersWords }, 409);
  // Even if the box is not ticked: somebody who changed the text of the mail meant to send it.
  if ((tells || value('body') !== '') && value('shown') !== groupOf(written, [], new Date(0)))
    return showChange(c, services, change, { news: tells ? mailChangedWords : untickedWords });
  return storeChange(c, services, change);
}

/** Undoes the change that its author saw: meanwhile a colleague may have undone it, and chosen something else. */
async function undoChange(
  c: Context<AppEnv>,
  services: Services,
  { id, isNew }: RoundForm,
  seen: string,
): Promise<Response> {
  const { content, store } = services;
  const file = roundFile(id);
  const change = isNew ? undefined : content.changesOf(file).find(({ seq }) => String(seq) === seen);
  const isUndone =
    change !== undefined &&
    (change.undone !== null || (await store.undoContentChange(change.seq, actorOf(c, services))));
  await content.refresh();
  return isUndone && content.text(file) === undefined
    ? c.redirect('/inbox/rounds/', 303)
    : backTo(c, id, isUndone ? 'undone' : 'late');
}

const backTo = (c: Context<AppEnv>, id: string, done: string) => c.redirect(`/inbox/rounds/${id}/?done=${done}`, 303);

/** A change of a round that may be stored, and the mail about it. */
interface RoundChange {
  form: RoundForm;
  /** True if the site's own file shall count again. */
  isReset: boolean;
  /** The new file. */
  text: string;
  /** From when it counts. */
  at: Date;
  before: Round | undefined;
  round: Round;
  fields: readonly RoundField[];
  /** Whom it concerns. */
  people: readonly Recipient[];
  written: WrittenMail;
  tells: boolean;
}

async function changeOf(
  services: Services,
  form: RoundForm,
  isReset: boolean,
  text: string,
  at: Date,
  value: (name: string) => string,
): Promise<RoundChange> {
  const textBefore = form.isNew ? undefined : services.content.text(roundFile(form.id));
  const before = textBefore === undefined ? undefined : readRound(form.id, textBefore);
  const round = readRound(form.id, text);
  const fields = changedFields(valuesOf(textBefore), form.values);
  const list: ListView = { words: '', order: 'newest', concerned: { round: form.id, fields } };
  const { people } = before ? await recipientsOf(services, list) : { people: [] };
  const written =
    value('subject') === '' && value('body') === '' ? suggestedMail(fields, before, round) : writtenIn(value);
  const tells = value('tell') === 'yes' && people.length > 0;
  return { form, isReset, text, at, before, round, fields, people, written, tells };
}

async function showChange(
  c: Context<AppEnv>,
  services: Services,
  change: RoundChange,
  { news, problem }: { news?: string; problem?: string } = {},
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const { store, content, config } = services;
  const { form, before, round, at, people, written } = change;
  return c.html(
    roundPreviewPage({
      ...change,
      bar: staffBar(c),
      isNow: form.when === 'now',
      consequences: await consequencesOf(
        { store, rounds: content.rounds, keepsFor: config.retentionDays.mentee },
        { before, after: round, at },
      ),
      isHosted: config.hostedForms !== undefined,
      mail: problem === undefined && people[0] ? await composed(services, people[0], written) : undefined,
      code: peopleCode(people),
      shown: groupOf(written, [], new Date(0)),
      undoMinutes,
      news,
      problem,
    }),
    status,
  );
}

async function storeChange(c: Context<AppEnv>, services: Services, change: RoundChange): Promise<Response> {
  const { content, store } = services;
  const { form, isReset, text, at, tells } = change;
  const actor = actorOf(c, services);
  const result = await store.changeContent(
    {
      file: roundFile(form.id),
      text: isReset ? null : text,
      appliesAt: form.when === 'now' ? actor.at : at.toISOString(),
      after: form.after,
      tells: tells ? tellingOf(services, change) : undefined,
    },
    actor,
  );
  await content.refresh();
  if (result === 'overtaken') return overtaken(c, services, form);
  return backTo(c, form.id, doneOf(form, isReset, tells));
}

const doneOf = ({ when }: RoundForm, isReset: boolean, tells: boolean) =>
  isReset && when === 'now' && !tells ? 'file' : `${when}${tells ? '-told' : ''}`;

/** Redirects as after the first click if a second one sent the same again; undefined otherwise. */
function sentTwice(
  c: Context<AppEnv>,
  services: Services,
  form: RoundForm,
  isReset: boolean,
  value: (name: string) => string,
): Response | undefined {
  const { content } = services;
  const file = roundFile(form.id);
  const last = content.changesOf(file).at(-1);
  if (!isAfterForm(last, form.after, actorOf(c, services))) return undefined;
  const text = last.text ?? content.ownText(file)!;
  const asked = timeOf(form, new Date(last.made.at));
  const tells = value('tell') === 'yes';
  const isSame =
    writeRound(text, form.values, form.isExample ? undefined : false) === text &&
    asked instanceof Date &&
    asked.toISOString() === last.appliesAt &&
    tells === (last.group !== null) &&
    // The first click sent the mail that both saw.
    (!tells || value('shown') === groupOf(writtenIn(value), [], new Date(0)));
  return isSame ? backTo(c, form.id, doneOf(form, isReset, tells)) : undefined;
}

/** Shows the form with what a colleague stored meanwhile. */
function overtaken(c: Context<AppEnv>, services: Services, form: RoundForm): Response | Promise<Response> {
  const { content } = services;
  const file = roundFile(form.id);
  const last = content.changesOf(file).at(-1);
  const by = last ? ` ${staffName(last.made.actor)} changed it at ${formatInstant(last.made.at)}.` : '';
  const now = valuesOf(content.text(file));
  const different = changedFields(now, form.values)
    .map((field) => `“${fieldWords(field)}” is ${now[field] || 'empty'}`)
    .join(', ');
  const counts = different === '' ? 'It is what counts now.' : `What counts now: ${different}.`;
  const news = `Not saved: meanwhile this round has changed.${by} Below is what you typed. ${counts}`;
  return draw(c, services, { ...form, after: last?.seq ?? 0 }, { news }, 409);
}

const waitsWords = 'Not saved: a change of this round waits for its time. Undo it first, or wait until it counts.';
const othersWords = 'Not saved: meanwhile other people are concerned. Look at who, then save.';
const mailChangedWords = 'Not saved yet: this is the mail as you changed it. Look at it, then save.';
const untickedWords =
  'Not saved yet: you changed the mail, but it would go to nobody. Tick that these people are told, or save without telling them.';

function idProblems({ content }: Services, id: string): RoundProblem[] {
  if (!idPattern.test(id) || id === newRound)
    return [{ field: 'id', message: 'The short name has small letters, digits and dashes, like 2027-28' }];
  const isTaken = content.text(roundFile(id)) !== undefined || content.waiting(roundFile(id)) !== undefined;
  return isTaken ? [{ field: 'id', message: `There is a round ${id} already` }] : [];
}

/** Returns the files of the other rounds: as they count, and as they will. What will count may be undone until then. */
function othersOf({ content }: Services, id: string): (readonly [string, string])[] {
  const files = new Set([...content.rounds.map((round) => roundFile(round.id)), ...content.waitingRounds()]);
  files.delete(roundFile(id));
  return [...files].flatMap((file) => {
    const waiting = content.waiting(file);
    const texts = [content.text(file), waiting && (waiting.text ?? content.ownText(file))];
    return texts.filter((text) => text !== undefined).map((text) => [nameIn(file), text] as const);
  });
}

/** Returns from when the change shall count, or what is wrong with the time. */
function timeOf({ when, at }: RoundForm, now: Date): Date | string {
  if (when === 'now') return now;
  try {
    const instant = typedInstant(at.replace(' ', 'T').slice(0, 16));
    return instant > now ? instant : 'The time from which it counts is over already. Choose a later one, or “at once”';
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return at === '' ? 'Enter the time from which it counts' : `The time from which it counts: ${error.message}`;
  }
}

/** Returns the mails about a change, which name the list of people, to be written to again after they were taken back. */
function tellingOf({ vault, clock }: Services, { form, fields, people, written, at }: RoundChange) {
  const soonest = undoneUntil(clock());
  const list = viewQuery({ concerned: { round: form.id, fields } });
  return {
    group: groupOf(written, people, clock()),
    mails: people.map(({ submission }) => ({
      to: submission,
      kind: 'group' as const,
      content: sealMailContent(vault, submission, { written, list }),
    })),
    dueAt: (at > soonest ? at : soonest).toISOString(),
  };
}

/** Names the round itself: a mentor may have offered in an earlier one. */
function suggestedMail(fields: readonly RoundField[], before: Round | undefined, after: Round): WrittenMail {
  const lines = fields
    .filter((field) => field !== 'title')
    .map(
      (field) =>
        `- ${fieldWords(field)}: ${dateWords(field, after)}${before ? ` (before: ${dateWords(field, before)})` : ''}`,
    );
  return {
    subject: `New dates for ${after.title}`,
    body: `Dear {{name}},\n\nSome dates of ${after.title} have changed:\n\n${lines.join('\n')}\n\nYour own page says what happens next: <{{my}}>\n\n{{team}}`,
  };
}
