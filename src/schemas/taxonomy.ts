/** Who an article is for. */
export const audiences = ['mentee', 'mentor'] as const;

/** Stages of mentoring, in the order in which a reader meets them. */
export const stages = [
  'before-you-apply',
  'getting-started',
  'during',
  'when-it-is-hard',
  'ending',
  'one-off-meeting',
] as const;

export type Audience = (typeof audiences)[number];
export type Stage = (typeof stages)[number];

/** The words a reader sees for each stage. */
export const stageLabels: Record<Stage, string> = {
  'before-you-apply': 'Before you apply',
  'getting-started': 'Getting started',
  during: 'During',
  'when-it-is-hard': 'When it is hard',
  ending: 'Ending',
  'one-off-meeting': 'One-off meeting',
};

/** What a reader finds in each stage, in one line. */
export const stageSummaries: Record<Stage, string> = {
  'before-you-apply': 'What mentoring is, whether it suits you, and how to be matched well.',
  'getting-started': 'The first message, the first meeting, an agreement you both keep.',
  during: 'Good questions, listening, feedback, meeting on a screen.',
  'when-it-is-hard': 'You are busy, it is not working, or you feel you do not belong.',
  ending: 'The last meeting, a thank you, and what you keep.',
  'one-off-meeting': 'Half an hour with a mentor, and how to use it.',
};

/** The words a reader sees for each audience. */
export const audienceLabels: Record<Audience, string> = { mentee: 'For mentees', mentor: 'For mentors' };
