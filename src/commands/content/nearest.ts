/** Names listed in a message, at most. */
const LISTED = 12;

/** Returns what to write instead of an unknown name, as a sentence after a space; '' when there are too many names to list. */
export function instead(word: string, known: readonly string[]): string {
  const guess = nearest(word, known);
  if (guess !== undefined) return ` Did you mean "${guess}"?`;
  return known.length === 0 || known.length > LISTED
    ? ''
    : ` There ${known.length === 1 ? 'is' : 'are'}: ${known.join(', ')}.`;
}

/** Returns the candidate with the fewest edits from `word`, when these are at most a third of its letters or it contains the candidate. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const ranked = candidates.map((candidate) => ({ candidate, edits: distance(word, candidate) }));
  const best = ranked.sort((a, b) => a.edits - b.edits)[0];
  const holds = best !== undefined && (best.edits <= Math.ceil(word.length / 3) || word.includes(best.candidate));
  return holds ? best.candidate : undefined;
}

/** Returns the Levenshtein distance. */
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
