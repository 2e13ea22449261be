/**
 * A form is data: steps in order, fields in order, the sentence beside the rule. `mentee.ts`, `mentor.ts`, `ask.ts` and `contact.ts` define one each;
 * `fields.ts` makes fields; `validate.ts` judges answers; `journey.ts` walks the steps; `display.ts` puts answers into words. Browser,
 * build and inbox all use these objects, so nothing here knows Node, the DOM or a framework. `registry.ts`, which loads every form, is
 * for the server only.
 */
import type { ZodMiniType } from 'zod/mini';
import { site } from '#site';
import type { Answers } from './answers.ts';
import type { Option } from './options.ts';
import type { Phones } from './phone.ts';

/** The control a field is shown as. `confirm` is one box to tick; `ranked` a list in order of preference, `zone` a list of time zones. */
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
  | 'confirm';

/** Who sees an answer; `seenByWords` says it beside the field. The team sees all of them. */
export type SeenBy = 'team' | 'mentor' | 'mentor-after-match' | 'mentor-if-shared' | 'mentees' | 'mentee';

export const seenByWords: Readonly<Record<SeenBy, string>> = {
  team: `Only the ${site.contacts.team} sees this.`,
  mentor: 'Your mentor sees this.',
  'mentor-after-match': 'Your mentor sees this only after you are matched.',
  'mentor-if-shared': `Only the ${site.contacts.team} sees this, unless you choose to share it with your mentor.`,
  mentees: 'Mentees see this.',
  mentee: 'Your mentee sees this only after you are matched.',
};

/** What a rule may depend on besides its own value. */
export interface RuleContext {
  /** The instant of judging. */
  now: Date;
  /** Reads phone numbers; undefined where it is not loaded. Then they are taken as typed, and the server judges them. */
  phones: Phones | undefined;
  /** The answers given before it on the path. */
  answers: Answers;
}

/** Takes a cleaned, non-blank text (or list) and gives the canonical one, or the sentence for the applicant. */
export type Rule = ZodMiniType<string | readonly string[], string | string[]>;

/** When a field is on the path, and the words for it where nothing can be hidden: "if you are a student". */
export interface Condition {
  holds: (answers: Answers) => boolean;
  words: string;
}

export interface Field {
  name: string;
  kind: FieldKind;
  /** The question. It gets the answers so far, which may be none. */
  label: string | ((answers: Answers) => string);
  /** Its noun for "Change …" links, table heads and CSV: "full name". */
  subject: string;
  hint?: string | ((answers: Answers) => string);
  /** What to read before agreeing. It opens beside the form, so that nothing typed is lost. */
  read?: { href: string; title: string };
  /** Something to be careful about, shown before it is typed. */
  warn?: string;
  seenBy: SeenBy;
  /** May be left blank. Renderers add "(optional)" to the label. */
  optional?: boolean;
  /** On the path only while this holds; always, when absent. */
  when?: Condition;
  /** The answer before it that may hold this one too: where it does, the question is not asked, and what it holds is stored. */
  heldBy?: { field: string; read: (value: string) => string | undefined };
  /** What to choose from, in order of display. */
  options?: readonly Option[];
  /** How many may be chosen (checkboxes, ranked). */
  choices?: { min: number; max: number };
  /** Longest answer in characters, as `lengthOf` counts; for a counter, never for the `maxlength` attribute, which cuts what is pasted. */
  maxLength?: number;
  /** Fewest characters of an answer, where that is more than one: said before it is typed. */
  minLength?: number;
  rows?: number;
  autocomplete?: string;
  inputMode?: 'text' | 'email' | 'tel' | 'url' | 'numeric';
  /** The value meant by a blank, and the one a control starts with. */
  default?: string;
  /** Version of the text agreed to (`confirm`); raised with every change of the label. */
  textVersion?: string;
  /** The sentence when it is blank and not optional. */
  missing: string | ((answers: Answers) => string);
  rule: Rule | ((context: RuleContext) => Rule);
}

/**
 * "You cannot apply": in the browser a page with the next best thing (`exitPages`), where there is no script a problem of `field` that
 * says `reason`.
 */
export interface Exit {
  field: string;
  /** One sentence, the same on page, in the error summary and from the server; without a full stop. */
  reason: string;
  page: 'not-for-you' | 'window-over';
}

export interface Step {
  id: string;
  title: string;
  intro?: string;
  fields: readonly Field[];
  /** Judged by the step's answers that have no problem. */
  exit?: ((answers: Answers, now: Date) => Exit | undefined) | undefined;
}

export interface Form {
  id: FormId;
  title: string;
  /** Posted as `formVersion`; raised when a field, a rule or an agreed text changes. */
  version: string;
  /** In order. With more than one, the last is `check`: all answers, its own fields, and Send. */
  steps: readonly Step[];
  /** True where a round of the Scheme must be open. */
  needsRound: boolean;
  /** The button that sends. */
  sendLabel: string;
  /** False where a draft is never kept on the device. */
  keepsDraft: boolean;
}

export const formIds = ['mentee', 'mentor', 'ask', 'contact'] as const;
export type FormId = (typeof formIds)[number];

/** Id of the last step of a form with more than one step. */
export const checkStep = 'check';

/** Gives the form as it is; the place where its type is checked. */
// @__NO_SIDE_EFFECTS__
export const defineForm = (form: Form): Form => form;

/** Every field of the form, in order of the page. */
export const fieldsOf = (form: Form): Field[] => form.steps.flatMap((step) => step.fields);

/** The choices of a field, in order of display; none where it has no list. */
export const optionsOf = (field: Field): readonly Option[] => field.options ?? [];

/** The link to what is read before agreeing. */
export const readWords = (title: string): string => `${title} (opens in a new tab)`;

/** A field's words, for these answers. */
export const wordsFor = (words: string | ((answers: Answers) => string), answers: Answers): string =>
  typeof words === 'function' ? words(answers) : words;
