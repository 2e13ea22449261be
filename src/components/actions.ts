import { ask } from '#forms/ask.ts';
import type { FormId } from '#forms/form.ts';
import { mentee } from '#forms/mentee.ts';
import { mentor } from '#forms/mentor.ts';

/** What a reader does with each form, in the same words on every button, card, link and heading. */
export const actions = { mentee: mentee.title, mentor: mentor.title, ask: ask.title } satisfies Partial<
  Record<FormId, string>
>;
