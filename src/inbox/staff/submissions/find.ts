import { setImmediate } from 'node:timers/promises';
import { foldCode, type Answers } from '#forms/answers.ts';
import { somethingIsWrong } from '#forms/contact.ts';
import { isEnded } from '../../statuses.ts';
import { storedOrders, type StoredOrder, type StoredSubmission } from '../../stores/types/store.ts';
import { nameOf } from '../../submissions/name-of.ts';
import { atOnce, openEach, type OpenedSubmission, type SubmissionSource } from '../../submissions/open-each.ts';
import { openContent, type Content } from '../../submissions/sealed-content.ts';
import type { ListView, Order } from './list-filter.ts';
import { pageLength, pagePosition, type PagePosition } from '../ui/pagination.ts';

/**
 * One page of the submissions that fit, each opened. Where answers decide what fits or in which order, every submission is read and
 * decrypted for it, since nothing of them stands in the database in plain text; else only those of the page are.
 */
export async function findPage(
  archive: SubmissionSource,
  view: ListView,
  asked: string | undefined,
): Promise<{ place: PagePosition; found: OpenedSubmission[] }> {
  const { store, vault } = archive;
  const { order } = view;
  if (isStored(order) && !needsAnswers(view)) {
    const place = pagePosition(asked, await store.count(view));
    const page = await store.list({ ...view, order, offset: (place.page - 1) * pageLength, limit: pageLength });
    return { place, found: page.map((one) => ({ submission: one, content: openContent(vault, one, one.answers) })) };
  }
  const fitting = await sorted(archive, view);
  const place = pagePosition(asked, fitting.length);
  const names = fitting.slice((place.page - 1) * pageLength, place.page * pageLength);
  const page = (await Promise.all(names.map((name) => store.find(name)))).filter((one) => one !== undefined);
  return { place, found: page.map((one) => ({ submission: one, content: openContent(vault, one, one.answers) })) };
}

/** How many submissions fit; none is decrypted for it unless its answers decide. */
export async function countFitting(archive: SubmissionSource, view: ListView): Promise<number> {
  if (needsAnswers(view)) return (await sorted(archive, { ...view, order: 'oldest' })).length;
  return archive.store.count(view);
}

const needsAnswers = ({ words, sector, mode, topic }: ListView) =>
  words.trim() !== '' || [sector, mode, topic].some((chosen) => chosen !== undefined);

const isStored = (order: Order): order is StoredOrder => storedOrders.some((each) => each === order);

type Sortable = Pick<StoredSubmission, 'form' | 'submissionId' | 'seq' | 'status'> & { key: string };

/** Names of what fits, in order; of what was read only what is needed for it is held. */
async function sorted(
  archive: SubmissionSource,
  { order, words, sector, mode, topic, ...filter }: ListView,
): Promise<Sortable[]> {
  const wanted = fold(words)
    .split(/\s+/)
    .filter((word) => word !== '');
  const chosen = { sector, mode, topic };
  const fitting: Sortable[] = [];
  if (isStored(order) && order !== 'newest' && order !== 'oldest') {
    // The store knows the order, the answers what fits.
    for (let offset = 0; ; offset += atOnce) {
      const read = await archive.store.list({ ...filter, order, offset, limit: atOnce });
      for (const submission of read) {
        const content = openContent(archive.vault, submission, submission.answers);
        if (fits({ submission, content }, wanted, chosen)) fitting.push({ ...submission, key: '' });
      }
      if (read.length < atOnce) return fitting;
      await setImmediate();
    }
  }
  for await (const found of openEach(archive, filter)) {
    if (!fits(found, wanted, chosen)) continue;
    const { form, submissionId, seq, status } = found.submission;
    fitting.push({ form, submissionId, seq, status, key: keyOf(order, found) });
  }
  if (order === 'newest') return fitting.reverse();
  return order === 'oldest' ? fitting : fitting.sort((a, b) => alphabet.compare(a.key, b.key) || b.seq - a.seq);
}

const alphabet = new Intl.Collator('en-GB');

function keyOf(order: Order, { submission, content }: OpenedSubmission): string {
  if (order === 'name') return nameOf(content);
  if (order !== 'urgency') return '';
  if (isEnded(submission.status)) return '2';
  return isReport(content) ? '0' : `1 ${deadlineOf(content) ?? 'none'}`;
}

/** True for a message that tells of something wrong: it comes first. */
export const isReport = ({ answers }: Content): boolean => textsOf(answers, 'topic')[0] === somethingIsWrong;

/** The day by which an answer is needed: `2027-03-27`. */
export const deadlineOf = ({ answers }: Content): string | undefined => textsOf(answers, 'deadline')[0];

function fits(
  { submission, content }: OpenedSubmission,
  words: readonly string[],
  { sector, mode, topic }: Pick<ListView, 'sector' | 'mode' | 'topic'>,
): boolean {
  const { answers } = content;
  if (sector !== undefined && !textsOf(answers, 'sectors').includes(sector)) return false;
  if (mode !== undefined && ![mode, 'either'].includes(textsOf(answers, 'mode')[0] ?? '')) return false;
  if (topic !== undefined && !(submission.form === 'contact' && textsOf(answers, 'topic').includes(topic)))
    return false;
  if (words.length === 0) return true;
  const text = fold([submission.reference, ...Object.values(answers).flat()].join('\n'));
  return words.every((word) => text.includes(word));
}

export const textsOf = (answers: Answers, name: string): string[] =>
  [answers[name] ?? []].flat().filter((text) => text !== '');

/** Without case, accents and what shows nothing, in plain digits: "Zoe" finds "Zoë", and a name without its joiners the one with them. */
const fold = (text: string) => foldCode(text).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
