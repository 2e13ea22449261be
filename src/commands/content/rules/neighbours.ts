import { areOpenTogether } from '#forms/dates/round-rules.ts';
import { placeholders } from '../../article-template.ts';
import type { ContentFile } from '../files.ts';
import { isHidden, tipTitles } from '../library.ts';
import type { ContentRule } from './rule.ts';

const fieldOf = ({ data }: ContentFile, name: string): unknown => (data as Record<string, unknown>)[name];
const isSaid = (value: unknown) => value !== undefined && !placeholders().some((text) => text === value);
const same = (a: unknown, b: unknown) =>
  typeof a === 'string' && typeof b === 'string' ? a.trim().toLowerCase() === b.trim().toLowerCase() : a === b;

/** Requires that articles differ in title and summary, and in their order within a stage. The finding names the later file. */
export const duplicates: ContentRule = (file, { files }) => {
  const before = files.guidance.filter((other) => other.path < file.path);
  const twin = (name: string, among = before) =>
    among.find((other) => isSaid(fieldOf(file, name)) && same(fieldOf(other, name), fieldOf(file, name)));
  const findings = ['title', 'shortTitle', 'summary'].flatMap((name) => {
    const other = twin(name);
    return other ? [{ text: `${name} is the same as in ${other.path}. Say what is different here.` }] : [];
  });
  const stageMates = before.filter((other) => fieldOf(other, 'stage') === fieldOf(file, 'stage'));
  const place = twin('order', stageMates);
  if (!place) return findings;
  const stage = `stage "${String(fieldOf(file, 'stage'))}"`;
  const free = freeOrders(
    files.guidance.filter((other) => fieldOf(other, 'stage') === fieldOf(file, 'stage')),
    Number(fieldOf(file, 'order')),
  );
  return [
    ...findings,
    { text: `order ${String(fieldOf(file, 'order'))} is taken in ${stage} by ${place.path}. Free beside it: ${free}.` },
  ];
};

/** Returns the nearest free places before and after a taken one. */
function freeOrders(files: readonly ContentFile[], taken: number): string {
  const used = new Set(files.map((file) => fieldOf(file, 'order')));
  const free = Array.from({ length: 99 }, (_, index) => index + 1).filter((order) => !used.has(order));
  return [free.findLast((order) => order < taken), free.find((order) => order > taken)].filter(Boolean).join(' or ');
}

/** Advises against two tips with one title, because /tips/ lists all tips. */
export const sameTips: ContentRule = ({ id, body }, { tips }) =>
  tipTitles(body).flatMap((title) => {
    const first = tips.get(title);
    if (first === undefined || first === id) return [];
    const text = `a tip has the same title as one in ${first}: "${title}". Say what is different here.`;
    return [{ text, advice: true as const }];
  });

export const orphans: ContentRule = (file, { linked, today }) => {
  if (isHidden(file, today) || linked.has(file.id)) return [];
  const text = `no other article leads here. Name "${file.id}" in related or next of one that does, or link to it in a text.`;
  return [{ text, advice: true }];
};

/** Requires that rounds differ in title and do not overlap. The finding names the later file. */
export const otherRounds: ContentRule = (file, { files }) => {
  const spanOf = (each: typeof file) => ({
    opens: String(fieldOf(each, 'opens')),
    closes: String(fieldOf(each, 'closes')),
  });
  return files.rounds
    .filter((other) => other.path < file.path)
    .flatMap((other) => {
      const overlaps = areOpenTogether(spanOf(file), spanOf(other));
      return [
        ...(same(fieldOf(other, 'title'), fieldOf(file, 'title'))
          ? [
              {
                text: `title is the same as in ${other.path}. Write what tells this round apart, like 2027/28 or Autumn 2027.`,
              },
            ]
          : []),
        ...(overlaps
          ? [
              {
                text: `it is open while ${other.path} is. Change opens and closes: one round takes applications at a time.`,
              },
            ]
          : []),
      ];
    });
};

/** Refuses an article that names itself, or another one twice. */
export const otherArticles: ContentRule = (file) => {
  const field = fieldOf(file, 'related');
  const related: unknown[] = Array.isArray(field) ? field : [];
  const twice = new Set(related.filter((id, index) => related.indexOf(id) !== index));
  const itself = [...related, fieldOf(file, 'next')].includes(file.id);
  return [
    ...(itself ? [{ text: 'related or next names this article itself. Take it out.' }] : []),
    ...[...twice].map((id) => ({ text: `related names "${String(id)}" twice. Keep one.` })),
  ];
};
