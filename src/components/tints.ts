import type { Stage } from '../schemas/taxonomy.ts';

/** The tint of each stage, the same wherever it stands: in its tile, over its articles. */
export const tints: Readonly<Record<Stage, 'ask' | 'answer' | 'sun'>> = {
  'before-you-apply': 'ask',
  'getting-started': 'sun',
  during: 'answer',
  'when-it-is-hard': 'ask',
  ending: 'sun',
  'one-off-meeting': 'answer',
};
