import type { ListOptions, Store, StoredSubmission } from '../store.ts';
import { openContent, type Content } from '../submissions/sealed-content.ts';
import type { Vault } from '../vault.ts';

export interface Found {
  submission: StoredSubmission;
  content: Content;
}

/** How many are decrypted before others get a turn. */
const atOnce = 500;

/**
 * The submissions that fit, each opened. The words are looked for in reference and answers, in any case; all of them must occur. What is
 * stored is encrypted, so looking for words reads one after the other until enough are found.
 */
export async function findSubmissions(
  { store, vault }: { store: Store; vault: Vault },
  { words, limit, ...options }: ListOptions & { words: string },
): Promise<Found[]> {
  const wanted = fold(words)
    .split(/\s+/)
    .filter((word) => word !== '');
  const portion = wanted.length === 0 ? Math.min(limit, atOnce) : atOnce;
  const found: Found[] = [];
  let { after } = options;
  for (;;) {
    const read = await store.list({ ...options, after, limit: portion });
    for (const submission of read) {
      const content = openContent(vault, submission, submission.answers);
      if (holds(submission, content, wanted)) found.push({ submission, content });
      if (found.length === limit) return found;
    }
    after = read.at(-1)?.seq;
    if (read.length < portion) return found;
  }
}

function holds({ reference }: StoredSubmission, { answers }: Content, wanted: readonly string[]): boolean {
  if (wanted.length === 0) return true;
  const text = fold([reference, ...Object.values(answers).flat()].join('\n'));
  return wanted.every((word) => text.includes(word));
}

/** Without case and accents, so that "Zoe" finds "Zoë". */
const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
