import { frontCoded, frontDecoded } from './front-coding.ts';
import type { Said } from './said.ts';

/** Questions that a word must be in to be told: one may have it by chance. */
const LEAST_QUESTIONS = 2;
/** The character before that of the first page after another. */
const BEFORE_FIRST = 0x60;

/**
 * Writes how often people say each word when they ask for each page: a line with the numbers of questions, then one for each stem, as a vocabulary has
 * them. After a space stand its pages, each as the distance from the one before, and the power of two of its questions unless that is 0.
 */
export function encodeSaid(pages: readonly Said[]): string {
  const places = new Map<string, [page: number, count: number][]>();
  pages.forEach(({ counts }, page) => {
    for (const [part, count] of counts)
      if (!part.includes(' ')) places.set(part, [...(places.get(part) ?? []), [page, count]]);
  });
  const told = [...places].filter(([, list]) => list.reduce((sum, [, count]) => sum + count, 0) >= LEAST_QUESTIONS);
  const sorted = told.sort(([a], [b]) => (a < b ? -1 : 1));
  const words = frontCoded(sorted.map(([word]) => word));
  const lines = sorted.map(([, list], at) => {
    const marks = list.map(([page, count], index) => {
      const distance = page - (list[index - 1]?.[0] ?? -1);
      const power = Math.floor(Math.log2(count));
      return `${String.fromCodePoint(BEFORE_FIRST + distance)}${power === 0 ? '' : power}`;
    });
    return `${words[at]!} ${marks.join('')}`;
  });
  return [pages.map(({ size }) => size).join(' '), ...lines].join('\n');
}

export function decodeSaid(text: string): Said[] {
  const [sizes = '', ...lines] = text.split('\n');
  const pages = sizes
    .split(' ')
    .filter(Boolean)
    .map((size) => ({ counts: new Map<string, number>(), size: Number(size) }));
  const split = lines.map((line) => line.split(' ') as [string, string]);
  const words = frontDecoded(split.map(([word]) => word));
  split.forEach(([, marks], at) => {
    let page = -1;
    for (const [, mark, power] of marks.matchAll(/(\D)(\d*)/gu)) {
      page += mark!.codePointAt(0)! - BEFORE_FIRST;
      pages[page]!.counts.set(words[at]!, 2 ** Number(power));
    }
  });
  return pages;
}
