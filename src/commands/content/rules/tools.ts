import { meetingTimes } from '../../../schemas/tool.ts';
import type { ContentRule } from './rule.ts';

/** Requires questions in every tool except the one with a component of its own. */
export const sheetHasQuestions: ContentRule = ({ id, data }) => {
  const { parts } = data as { parts?: unknown[] };
  if ((parts?.length ?? 0) > 0 || id === meetingTimes) return [];
  return [{ text: 'parts is missing. Write the questions of the sheet there, in groups; docs/writing.md shows how.' }];
};
