/** Most names that are worth listing in a message. */
const LISTED = 12;

/** What to write in place of a name that nothing has, as a sentence with a space before it; empty when there are too many to list. */
export function instead(word: string, known: readonly string[]): string {
  const guess = nearest(word, known);
  if (guess !== undefined) return ` Did you mean "${guess}"?`;
  return known.length === 0 || known.length > LISTED
    ? ''
    : ` There ${known.length === 1 ? 'is' : 'are'}: ${known.join(', ')}.`;
}

/** The candidate that is fewest edits away from `word`, if that is at most a third of its letters. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const ranked = candidates.map((candidate) => ({ candidate, edits: distance(word, candidate) }));
  const best = ranked.sort((a, b) => a.edits - b.edits)[0];
  const holds = best !== undefined && (best.edits <= Math.ceil(word.length / 3) || word.includes(best.candidate));
  return holds ? best.candidate : undefined;
}

/** Levenshtein's distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of a.split('').entries()) {
    const next = [i + 1];
    for (let j = 1; j <= b.length; j += 1) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (letter === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}
