import type { Actor, ContentChange } from '../../stores/store.ts';

/** True if the person who sends a form has themselves made the last change since they opened it, perhaps by a click before this one. */
export const isAfterForm = (last: ContentChange | undefined, after: number, { actor }: Actor): last is ContentChange =>
  last !== undefined && last.seq !== after && last.undone === null && last.made.actor === actor;
