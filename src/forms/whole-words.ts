/** A day or a small number before the word that it counts: "12 March", "20 minutes". */
export const counted = /(?<![\d.,/])\d{1,2} (?=\p{L})/gu;

/** A name whose words are joined by hyphens, like "Talk-to-Me", with the mark after it: no line begins with that. */
export const names = /(\p{Lu}\p{L}+(?:-\p{L}+){2,}\S*)/u;

const either = new RegExp(`(${counted.source}\\S+)|${names.source}`, 'u');

/** Returns a text in parts, of which each second one stays on one line: a counted word or a name with hyphens. */
export function partsOf(text: string): string[] {
  // The group that does not match is undefined.
  const parts: (string | undefined)[] = text.split(either);
  return parts.filter((part) => part !== undefined);
}
