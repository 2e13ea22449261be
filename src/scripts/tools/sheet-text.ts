/** A group of questions with their answers. */
export interface SheetPart {
  title: string;
  rows: { label: string; answer: string }[];
}

/** Returns a sheet as plain text: every answered question under the title of its group. */
export function sheetText(title: string, parts: readonly SheetPart[]): string {
  const groups = parts
    .map((part) => ({ ...part, rows: part.rows.filter(({ answer }) => answer.trim() !== '') }))
    .filter(({ rows }) => rows.length > 0)
    .map((part) => [part.title.toUpperCase(), ...part.rows.map(({ label, answer }) => `${label}\n${answer.trim()}`)]);
  return `${[title, ...groups.flat()].join('\n\n')}\n`;
}
