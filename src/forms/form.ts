/**
 * A form is data: its steps and fields in order, each rule beside its problem sentence. `mentee.ts`, `mentor.ts`, `ask.ts` and `contact.ts`
 * define one form each; `fields.ts` makes fields; `validate.ts` validates answers; `journey.ts` orders the steps; `display.ts` puts answers into words.
 * Browser, build and inbox use the same objects, so this folder imports no Node module, DOM or framework. Only the server imports
 * `registry.ts`, which loads every form.
 */
import type { Answers } from './answers/answers.ts';
import type { Option } from './options.ts';
import type { Dates } from './dates/dates.ts';
import type { ZoneNames } from './dates/time-zones.ts';
import type { Causes } from './formats/causes.ts';
import type { Phones } from './formats/phone.ts';
import type { Refuse } from './answers/refuse.ts';
import { theTeam } from './team.ts';

/**
 * The control of a field. `confirm` is one checkbox; `ranked` has one list for each preference; `zone` is a text that names a time zone; `term` has radio
 * buttons for numbers of months, and its value is the day on which the months end.
 */
export type FieldKind =
  | 'text'
  | 'email'
  | 'tel'
  | 'url'
  | 'textarea'
  | 'radio'
  | 'checkboxes'
  | 'ranked'
  | 'select'
  | 'zone'
  | 'month'
  | 'date'
  | 'number'
  | 'confirm'
  | 'term';

/** The people who see an answer besides the team. `seenByWords` is said once for a step, and beside each field that differs. */
export type SeenBy = 'team' | 'mentor' | 'mentor-after-match' | 'mentor-if-shared' | 'mentees' | 'mentee';

/** Sentences on who sees "this" or "these answers". */
export const seenByWords: Readonly<Record<SeenBy, (what: string) => string>> = {
  team: (what) => `Only ${theTeam} sees ${what}.`,
  mentor: (what) => `Your mentor sees ${what}.`,
  'mentor-after-match': (what) => `Your mentor sees ${what} only after you are matched.`,
  'mentor-if-shared': (what) => `Only ${theTeam} sees ${what}, unless you choose to share it with your mentor.`,
  mentees: (what) => `Mentees see ${what}.`,
  mentee: (what) => `Your mentee sees ${what} only after you are matched.`,
};

export interface RuleContext {
  /** Time of validation. */
  now: Date;
  /** Phone number rules; undefined until they are loaded. Without them any number is accepted, and the server checks it. */
  phones: Phones | undefined;
  /** Reads dates; undefined until it is loaded. Without it any date is accepted, and the server reads it. */
  dates?: Dates | undefined;
  /** Reads the names of time zones; undefined until it is loaded. Without it any name is accepted, and the server reads it. */
  zones?: ZoneNames | undefined;
  /** Why a text was refused. Without them a refusal names the format. */
  causes?: Causes | undefined;
  /** The answers to earlier fields on the path. */
  answers: Answers;
}

/** Returns the canonical value of a clean, non-blank text or list, or refuses it with a problem sentence. */
export type Rule = (
  value: string | readonly string[],
  refuse: Refuse,
  context: RuleContext,
) => string | readonly string[];

/** The condition for a field to be on the path. `words` state it for pages without scripts: "if you are a student". */
export interface Condition {
  holds: (answers: Answers) => boolean;
  words: string;
  /** The answer on which alone it depends, where there is one: the page shows the question by it before the script runs. */
  answer?: { field: string; value: string };
}

export interface Field {
  name: string;
  kind: FieldKind;
  /** The question. A function gets the answers so far, which may be empty. */
  label: string | ((answers: Answers) => string);
  /** Noun for "Change …" links, table headings and CSV: "full name". */
  subject: string;
  hint?: string | ((answers: Answers) => string) | undefined;
  /** A page to read before agreeing. It opens in a new tab, so that no answer is lost. */
  read?: { href: string; title: string };
  /** A warning shown before typing. */
  warn?: string;
  seenBy: SeenBy;
  /** True when the answer may be blank: the label gets "(optional)". */
  optional?: boolean;
  /** True for a question that is no longer asked. Its answer is still taken from older pages, and shown where there is one. */
  retired?: boolean;
  /** Condition for being on the path. Without one, the field always is. */
  when?: Condition;
  /** An earlier answer that may contain this one. If it does, the question is hidden and the value that `read` returns is stored. */
  heldBy?: { field: string; read: (value: string) => string | undefined };
  /** Options in order of display. */
  options?: readonly Option[];
  /** Number of options to choose (checkboxes, ranked). */
  choices?: { min: number; max: number };
  /** Longest answer in characters, counted by `lengthOf`. Not used as the `maxlength` attribute, which cuts pasted text. */
  maxLength?: number;
  /** Smallest number of characters, when it is more than one; shown before typing. */
  minLength?: number;
  rows?: number;
  autocomplete?: string;
  inputMode?: 'text' | 'email' | 'tel' | 'url' | 'numeric';
  /** Value of a blank answer, and initial value of the control. */
  default?: string;
  /** Version of the text to agree to (`confirm`); raise it with every change of the label. */
  textVersion?: string;
  /** Returns what an answer means for the applicant, shown beside it as it is typed; undefined when there is nothing to say. */
  tells?: (text: string, context: Pick<RuleContext, 'now' | 'dates'>) => string | undefined;
  /** Problem sentence for a blank answer. */
  missing: string | ((answers: Answers) => string);
  rule: Rule;
}

/**
 * The end of the journey for someone who cannot apply. With scripts it is a page with other offers (`exitPages`), without them a problem of
 * `field` with `reason` as its sentence.
 */
export interface Exit {
  field: string;
  /** One sentence without a full stop, the same on the page, in the error summary and from the server. */
  reason: string;
  page: 'not-for-you' | 'window-over';
}

export interface Step {
  id: string;
  title: string;
  intro?: string;
  fields: readonly Field[];
  /** Gets the answers of the step that have no problem. */
  exit?: ((answers: Answers, now: Date) => Exit | undefined) | undefined;
}

export interface Form {
  id: FormId;
  title: string;
  /** Posted as `formVersion`; raise it when a field, a rule or an agreed text changes. */
  version: string;
  /** Steps in order. The last of several is `check`: all answers, its own fields, and Send. */
  steps: readonly Step[];
  /** True when a round of the Scheme must be open. */
  needsRound: boolean;
  /** Label of the Send button. */
  sendLabel: string;
  /** True when a draft can be stored on the device. */
  keepsDraft: boolean;
}

export const formIds = ['mentee', 'mentor', 'ask', 'contact'] as const;
export type FormId = (typeof formIds)[number];

/** Id of the last step of a form with more than one step. */
export const checkStep = 'check';

/** Returns the form without questions that have no options. */
// @__NO_SIDE_EFFECTS__
export const defineForm = (form: Form): Form => ({
  ...form,
  steps: form.steps.map((step) => ({ ...step, fields: step.fields.filter(({ options }) => options?.length !== 0) })),
});

/** Returns every field of the form in page order. */
export const fieldsOf = (form: Form): Field[] => form.steps.flatMap((step) => step.fields);

/** Returns the fields of a step that are asked. */
export const questionsOf = (step: Step): Field[] => step.fields.filter(({ retired }) => !retired);

/** Returns who sees most answers of a step; undefined for a step without answers of its own. */
export function readersOf(step: Step): SeenBy | undefined {
  const readers = questionsOf(step).flatMap(({ kind, seenBy }) => (kind === 'confirm' ? [] : [seenBy]));
  const count = (seenBy: SeenBy) => readers.filter((each) => each === seenBy).length;
  return readers.toSorted((one, other) => count(other) - count(one))[0];
}

/** Returns the options of a field in order of display; empty for a field without options. */
export const optionsOf = (field: Field): readonly Option[] => field.options ?? [];

/** Returns the text of the link to a page to read before agreeing. */
export const readWords = (title: string): string => `${title} (opens in a new tab)`;

/** Returns a label, hint or problem for these answers. */
export const wordsFor = (words: string | ((answers: Answers) => string), answers: Answers): string =>
  typeof words === 'function' ? words(answers) : words;
