import { parseBody } from './document.ts';
import type { ContentFile } from './files.ts';
import { limits, readability } from './readability.ts';

/** Returns a table of how each article reads, then every long sentence. Articles that do not compile are left out. */
export function wordsTable(articles: readonly ContentFile[]): string[] {
  const rows = articles.flatMap((file) => {
    const read = parseBody(file);
    const measured = 'tree' in read ? readability(read.tree) : undefined;
    return measured ? [{ id: file.id, ...measured }] : [];
  });
  const width = Math.max(...rows.map(({ id }) => id.length));
  const head = `${'article'.padEnd(width)}  words  age  words a sentence  passive  long`;
  const asked = `${'asked for, at most'.padEnd(width)}  ${'1400'.padStart(5)}  ${String(limits.age).padStart(3)}  ${String(limits.sentenceLength).padStart(16)}  ${percent(limits.passive)}`;
  return [
    head,
    ...rows.map(
      ({ id, words, age, sentenceLength, passive, long }) =>
        `${id.padEnd(width)}  ${String(words).padStart(5)}  ${age.toFixed(0).padStart(3)}  ${sentenceLength.toFixed(1).padStart(16)}  ${percent(passive)}  ${String(long.length).padStart(4)}`,
    ),
    asked,
    `long: sentences of more than ${limits.longest} words:`,
    ...rows.flatMap(({ id, long }) => long.map(({ text, words }) => `${id}: ${words} words: ${text}`)),
  ];
}

const percent = (share: number) => `${Math.round(share * 100)}%`.padStart(7);
