import type { Rule } from './rule.ts';

/** Words that may be the last someone reads before they call for help go out with the team's approval. */
export const approval: Rule = ({ data }) =>
  (data as { approved?: unknown }).approved === false
    ? [
        {
          text: 'the careers team has yet to approve these words. Once it has, delete the line "approved: false".',
          advice: true,
        },
      ]
    : [];
