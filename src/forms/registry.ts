/** Every form by its id, for the server. The browser imports the one form it shows. */
import { ask } from './ask.ts';
import { contact } from './contact.ts';
import type { Form } from './form.ts';
import { mentee } from './mentee.ts';
import { mentor } from './mentor.ts';

export const forms: readonly Form[] = [mentee, mentor, ask, contact];

/** The form with this id; undefined where there is none. */
export const formById = (id: string): Form | undefined => forms.find((form) => form.id === id);
