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

/** The words a reader sees for each audience. */
export const audienceLabels: Record<Audience, string> = { mentee: 'For mentees', mentor: 'For mentors' };
