/** The starter's tools, by the scheme that they are for. */
export const tools = {
  mentoring: ['first-meeting', 'mentoring-agreement', 'smart-goal', 'meeting-log'],
  question: ['one-off-meeting'],
  any: ['meeting-times'],
} as const;
