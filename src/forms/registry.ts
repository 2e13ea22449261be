/** All forms, for the server, which reads what it stored even when a form is no longer offered. The browser imports only the form it shows. */
import { ask } from './ask.ts';
import { contact } from './contact.ts';
import type { Form } from './form.ts';
import { mentee } from './mentee.ts';
import { mentor } from './mentor.ts';

export const forms: readonly Form[] = [mentee, mentor, ask, contact];

export const formById = (id: string): Form | undefined => forms.find((form) => form.id === id);
