import type { Rule } from './rule.ts';

/** A tool is a sheet of questions, or has a page that a developer made. */
export const sheetOrPage: Rule = ({ id, data }, { exists }) => {
  const { parts } = data as { parts?: unknown[] };
  if ((parts?.length ?? 0) > 0 || exists(`src/pages/tools/${id}.astro`)) return [];
  return [{ text: 'parts is missing. Write the questions of the sheet there, in groups; docs/writing.md shows how.' }];
};
