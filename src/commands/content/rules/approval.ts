import type { ContentRule } from './rule.ts';

/** Advises that the team must approve a page, for people in danger may rely on its words. */
export const approval: ContentRule = ({ data }) =>
  (data as { approved?: unknown }).approved === false
    ? [
        {
          text: 'the team has yet to approve these words. Once it has, delete the line "approved: false".',
          advice: true,
        },
      ]
    : [];
