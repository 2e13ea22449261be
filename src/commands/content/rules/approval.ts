import type { ContentRule } from './rule.ts';

/** Advises that the careers team must approve a page, for people in danger may rely on its words. */
export const approval: ContentRule = ({ data }) =>
  (data as { approved?: unknown }).approved === false
    ? [
        {
          text: 'the careers team has yet to approve these words. Once it has, delete the line "approved: false".',
          advice: true,
        },
      ]
    : [];
