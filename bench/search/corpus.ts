import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { glob } from 'tinyglobby';
import { wordsOf } from '../../src/search/query/words.ts';
import { seeded } from '../../tests/support/seeded.ts';

/** Returns the file and content of every searched page of a built site. */
async function realPages(dist: string): Promise<[file: string, html: string][]> {
  const files = (await glob('**/*.html', { cwd: dist, ignore: 'pagefind/**' })).sort();
  const pages = await Promise.all(
    files.map(async (file) => [file, await readFile(join(dist, file), 'utf8')] as [string, string]),
  );
  return pages.filter(([, html]) => /<main\b[^>]*data-pagefind-body/.test(html));
}

/** Share of an article's invented words that are new, so that the vocabulary grows as in real texts (Heaps' law). */
const newWords = 0.3;

/**
 * Writes a site of this many articles into `folder`: the real ones, and others generated from a seed with their structure and words, each about
 * its own invented subjects. The same number gives the same site.
 */
export async function writeCorpus(dist: string, folder: string, articles: number, seed = 7): Promise<void> {
  const real = await realPages(dist);
  for (const [file] of real) await cp(join(dist, file), join(folder, file));
  const common = real.flatMap(([, html]) => wordsOf(/<main[\s\S]*<\/main>/.exec(html)![0].replace(/<[^>]+>/g, ' ')));
  const random = seeded(seed);
  const of = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  /** Every use of an invented word, so that frequent words are reused more often. */
  const said: string[] = [];
  const missing = articles - real.filter(([file]) => /^guidance\/[^/]+\/index\.html$/.test(file)).length;
  for (let number = 0; number < missing; number += 1) {
    const own = Array.from({ length: 30 }, () => {
      const word = random() < newWords || said.length === 0 ? inventedWord(random) : of(said);
      said.push(word);
      return word;
    });
    const sentence = (length: number) => {
      const words = Array.from({ length }, () => (random() < 0.2 ? of(own) : of(common)));
      return words.join(' ');
    };
    const file = join(folder, `guidance/made-${number}/index.html`);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, article(number, sentence));
  }
}

const beginnings = [
  'br',
  'c',
  'd',
  'fl',
  'g',
  'h',
  'j',
  'l',
  'm',
  'n',
  'p',
  'qu',
  'r',
  's',
  'st',
  't',
  'tr',
  'v',
  'w',
  'z',
];
const middles = ['a', 'e', 'i', 'o', 'u', 'ai', 'ea', 'ou'];

function inventedWord(random: () => number): string {
  const of = (list: readonly string[]) => list[Math.floor(random() * list.length)]!;
  return Array.from({ length: 3 }, () => of(beginnings) + of(middles)).join('') + of(['n', 'r', 'st', 'l']);
}

function article(number: number, sentence: (words: number) => string): string {
  const tip = (id: number) =>
    `<section data-tip id="t${id}"><h3 id="t${id}-title">${sentence(8)}</h3><p>${sentence(90)}.</p></section>`;
  const challenge = (id: number) =>
    `<section data-challenge id="c${id}"><h2 id="c${id}-title">${sentence(7)}</h2><p>${sentence(30)}.</p>${tip(2 * id)}${tip(2 * id + 1)}</section>`;
  const filters = '<div hidden data-pagefind-ignore><span data-pagefind-filter="audience">mentee</span></div>';
  return `<!doctype html><html lang="en-GB"><head><title>${number}</title></head><body><main data-pagefind-body>${filters}
<h1>${sentence(7)}</h1><p>${sentence(25)}.</p>${[0, 1, 2, 3].map(challenge).join('')}</main></body></html>`;
}
