import { isReference, referenceLength } from '../answers/reference.ts';

/** Cyrillic and Greek capitals, and the Latin ones that look the same. */
const lookAlikes = 'АВЕКМНРСТУХЅЈΑΒΕΗΚΜΝΡΤΥΧ';
const latin = 'ABEKMHPCTYXSJABEHKMNPTYX';

/**
 * Returns the references in a text that `foldCode` has normalised: in either case, in groups, with words around them, with letters of another
 * alphabet that look the same. Words that have the format by chance ("THURSDAY") count only where nothing has a digit.
 */
export function referencesIn(text: string): string[] {
  const words = text
    .toUpperCase()
    .replace(/[\p{sc=Cyrillic}\p{sc=Greek}]/gu, (letter) => latin[lookAlikes.indexOf(letter)] ?? letter)
    .split(/[^\p{L}\p{N}]+/u);
  const found = new Set<string>();
  for (let from = 0; from < words.length; from += 1) {
    let group = '';
    for (let to = from; group.length < referenceLength && to < words.length; to += 1) {
      group += words[to] ?? '';
      if (isReference(group)) found.add(group);
    }
  }
  const all = [...found];
  const numbered = all.filter((each) => /\d/.test(each));
  return numbered.length > 0 ? numbered : all;
}
