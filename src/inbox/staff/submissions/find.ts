import { site } from '#site';
import { setImmediate } from 'node:timers/promises';
import { foldCode, type Answers } from '#forms/answers/answers.ts';
import { somethingIsWrong } from '#forms/report.ts';
import { mapInTurns } from '../../map-in-turns.ts';
import { concernOf } from '../../services/rounds/round-consequences.ts';
import { isEnded } from '../../statuses.ts';
import { storedOrders, type StoredOrder, type StoredSubmission } from '../../stores/store.ts';
import { nameOf } from '../../submissions/name-of.ts';
import { atOnce, openPortions, type OpenedSubmission, type SubmissionSource } from '../../submissions/open-each.ts';
import { openContent, openNote, type Content } from '../../submissions/sealed-content.ts';
import type { ListView, Order } from './list-filter.ts';
import { pageLength, pagePosition, type PagePosition } from '../ui/pagination.ts';

/**
 * Returns one page of the submissions in a view, decrypted. If filter or order need answers or notes, every submission is read and decrypted,
 * because the database has neither in plain text; otherwise only those of the page.
 */
export async function findPage(
  source: SubmissionSource,
  view: ListView,
  requested: string | undefined,
): Promise<{ position: PagePosition; found: OpenedSubmission[] }> {
  const { store } = source;
  const { order } = view;
  if (isStoredOrder(order) && !needsAnswers(view)) {
    const position = pagePosition(requested, await store.count(view));
    const page = await store.list({ ...view, order, offset: (position.page - 1) * pageLength, limit: pageLength });
    return { position, found: await opened(source, page) };
  }
  const filtered = await sortedNames(source, view);
  const position = pagePosition(requested, filtered.length);
  const names = filtered.slice((position.page - 1) * pageLength, position.page * pageLength);
  const page = await Promise.all(names.map((name) => store.find(name)));
  return {
    position,
    found: await opened(
      source,
      page.filter((submission) => submission !== undefined),
    ),
  };
}

/** Returns the number of submissions in a view. They are decrypted only if the filter needs their answers. */
export async function countInView(source: SubmissionSource, view: ListView): Promise<number> {
  if (needsAnswers(view)) return (await sortedNames(source, { ...view, order: 'oldest' })).length;
  return source.store.count(view);
}

/** True if the database alone cannot tell what is in the view. */
const needsAnswers = ({ words, sector, mode, topic, concerned }: ListView) =>
  words.trim() !== '' || [sector, mode, topic, concerned].some((chosen) => chosen !== undefined);

const isStoredOrder = (order: Order): order is StoredOrder => storedOrders.some((each) => each === order);

type Sortable = Pick<StoredSubmission, 'form' | 'submissionId' | 'seq' | 'status'> & { key: string };

/** Returns the names of the submissions in a view, in order. Holds only what sorting needs, not the answers. */
async function sortedNames(source: SubmissionSource, view: ListView): Promise<Sortable[]> {
  const { order, ...filter } = view;
  const filtered: Sortable[] = [];
  if (isStoredOrder(order) && order !== 'newest' && order !== 'oldest') {
    // The store sorts; the answers are needed only for the filter.
    for (let offset = 0; ; offset += atOnce) {
      const read = await source.store.list({ ...filter, order, offset, limit: atOnce });
      for (const submission of await chosenIn(source, read, view)) filtered.push({ ...submission, key: '' });
      if (read.length < atOnce) return filtered;
      await setImmediate();
    }
  }
  for await (const portion of openPortions(source, filter))
    for (const found of await passing(source, portion, view)) {
      const { form, submissionId, seq, status } = found.submission;
      filtered.push({ form, submissionId, seq, status, key: keyOf(order, found) });
    }
  if (order === 'newest') return filtered.reverse();
  return order === 'oldest' ? filtered : filtered.sort((a, b) => collator.compare(a.key, b.key) || b.seq - a.seq);
}

const opened = ({ vault }: SubmissionSource, portion: readonly StoredSubmission[]): Promise<OpenedSubmission[]> =>
  mapInTurns(portion, (submission) => ({ submission, content: openContent(vault, submission, submission.answers) }));

/** Returns those of a portion, which the store has filtered, that are in the view by their answers and notes too. */
export const chosenIn = async (
  source: SubmissionSource,
  portion: readonly StoredSubmission[],
  view: ListView,
): Promise<readonly StoredSubmission[]> =>
  needsAnswers(view)
    ? (await passing(source, await opened(source, portion), view)).map(({ submission }) => submission)
    : portion;

const wordsOf = (words: string) =>
  fold(words)
    .split(/\s+/)
    .filter((word) => word !== '');

/** Returns all submissions in a view, newest first. */
export async function findAll(source: SubmissionSource, view: ListView): Promise<OpenedSubmission[]> {
  const all: OpenedSubmission[] = [];
  for await (const portion of openPortions(source, view)) all.push(...(await passing(source, portion, view)));
  return all.reverse();
}

const collator = new Intl.Collator(site.language);

function keyOf(order: Order, { submission, content }: OpenedSubmission): string {
  if (order === 'name') return nameOf(content);
  if (order !== 'urgency') return '';
  if (isEnded(submission.status)) return '2';
  return isReport(content) ? '0' : `1 ${deadlineOf(content) ?? 'none'}`;
}

export const isReport = ({ answers }: Content): boolean => textsOf(answers, 'topic')[0] === somethingIsWrong;

/** Returns the day by which the applicant needs an answer, like `2027-03-27`. */
export const deadlineOf = ({ answers }: Content): string | undefined => textsOf(answers, 'deadline')[0];

/** Returns those whom new dates concern, if that is asked, with the chosen answers, and each of the words in their answers or in the notes of staff. */
async function passing(
  { store, vault }: SubmissionSource,
  opened: readonly OpenedSubmission[],
  view: ListView,
): Promise<OpenedSubmission[]> {
  const isConcerned = view.concerned ? await concernOf(store, view.concerned) : () => true;
  const chosen = opened.filter((each) => isConcerned(each.submission) && hasChosen(each, view));
  const words = wordsOf(view.words);
  if (words.length === 0) return chosen;
  const beside = await store.enclosuresOf(chosen.map(({ submission }) => submission));
  return chosen.filter(({ submission, content }) => {
    const notes = (beside.get(submission.seq) ?? [])
      .filter(({ kind }) => kind === 'note')
      .map((note) => openNote(vault, submission, note.content).text);
    const text = fold([submission.reference, ...Object.values(content.answers).flat(), ...notes].join('\n'));
    return words.every((word) => text.includes(word));
  });
}

function hasChosen(
  { submission, content: { answers } }: OpenedSubmission,
  { sector, mode, topic }: Pick<ListView, 'sector' | 'mode' | 'topic'>,
): boolean {
  if (sector !== undefined && !textsOf(answers, 'sectors').includes(sector)) return false;
  if (mode !== undefined && ![mode, 'either'].includes(textsOf(answers, 'mode')[0] ?? '')) return false;
  return topic === undefined || (submission.form === 'contact' && textsOf(answers, 'topic').includes(topic));
}

export const textsOf = (answers: Answers, name: string): string[] =>
  [answers[name] ?? []].flat().filter((text) => text !== '');

/**
 * Removes case, accents and invisible characters, and turns all digits into ASCII: "Zoe" finds "Zoë", and a name typed without joiners
 * finds the one written with them.
 */
const fold = (text: string) => foldCode(text).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
