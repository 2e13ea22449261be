import { safeParse } from 'zod/mini';
import { cleanAll, isBroken, listOf, repeatedIn } from './answers.ts';
import type { Answers, RawAnswers } from './answers.ts';
import { fieldsOf, optionsOf, wordsFor } from './form.ts';
import type { Exit, Field, Form, RuleContext, Step } from './form.ts';
import type { Rule } from './rules.ts';

/** What answers are judged against besides themselves. On the server `now` is the server's clock, which decides. */
export type Context = Omit<RuleContext, 'answers'>;

/** Codes of Formspree's contract. */
export type ProblemCode =
  'REQUIRED_FIELD_MISSING' | 'REQUIRED_FIELD_EMPTY' | 'TYPE_EMAIL' | 'TYPE_NUMERIC' | 'TYPE_TEXT';

/** One thing to put right: the sentence stands the same beside the field and in the summary. */
export interface Problem {
  field: string;
  code: ProblemCode;
  message: string;
  /** Id of the step the field is on. */
  step: string;
}

export type Judgement =
  | { ok: true; answers: Answers }
  | { ok: false; answers: Answers; problems: readonly [Problem, ...Problem[]]; exit?: Exit };

interface Walked {
  onPath: Field[];
  answers: Record<string, string | readonly string[]>;
  problems: Problem[];
  exit?: Exit | undefined;
}

/**
 * Judges the whole form. `answers` are the canonical values of the fields on the path; answers off the path are dropped. On failure they
 * are what is usable so far. Problems come in the order of the page. An exit ("you cannot apply") is also a problem of its field.
 */
export function validateForm(form: Form, raw: RawAnswers, context: Context): Judgement {
  return judged(walk(form, raw, context));
}

/** The same for one step: only its fields' answers and problems, seen in the light of the steps before it. */
export function validateStep(form: Form, stepId: string, raw: RawAnswers, context: Context): Judgement {
  const walked = walk(form, raw, context);
  const names = new Set(stepOf(form, stepId).fields.map((field) => field.name));
  return judged({
    ...walked,
    answers: Object.fromEntries(Object.entries(walked.answers).filter(([name]) => names.has(name))),
    problems: walked.problems.filter((problem) => problem.step === stepId),
    exit: walked.exit && names.has(walked.exit.field) ? walked.exit : undefined,
  });
}

/** The fields that these answers lead past, in order of the page. */
export function fieldsOnPath(form: Form, raw: RawAnswers, context: Context): Field[] {
  return walk(form, raw, context).onPath;
}

/** Of these names, those that are no field of the form. Special fields are the caller's (`submission.ts`). */
export function unknownFields(form: Form, names: Iterable<string>): string[] {
  const fields = fieldsOf(form);
  return [...names].filter((name) => !fields.some((field) => field.name === name));
}

/** The problem of a name that is no field of the form. */
export const unknownFieldProblem = (form: Form, name: string): Problem => ({
  field: name,
  code: 'TYPE_TEXT',
  message: `This form has no field called “${name}”`,
  step: form.steps[0]?.id ?? '',
});

/** The step with this id; throws when the form has none. */
export function stepOf(form: Form, stepId: string): Step {
  const step = form.steps.find(({ id }) => id === stepId);
  if (!step) throw new Error(`The form ${form.id} has no step ${stepId}.`);
  return step;
}

function judged({ answers, problems, exit }: Omit<Walked, 'onPath'>): Judgement {
  const [first, ...rest] = problems;
  if (!first) return { ok: true, answers };
  return { ok: false, answers, problems: [first, ...rest], ...(exit ? { exit } : {}) };
}

/** Goes through the form once, as an applicant does: each field sees the answers before it and no others. */
function walk(form: Form, raw: RawAnswers, context: Context): Walked {
  const walked: Walked = { onPath: [], answers: {}, problems: [] };
  const { answers, problems, onPath } = walked;
  for (const step of form.steps) {
    const sound: Record<string, string | readonly string[]> = {};
    const inStep: Problem[] = [];
    for (const field of step.fields) {
      if (field.when && !field.when.holds(answers)) continue;
      onPath.push(field);
      const { value, problem } = judge(field, raw, { ...context, answers });
      if (value !== undefined) answers[field.name] = value;
      if (problem) inStep.push({ ...problem, field: field.name, step: step.id });
      else if (value !== undefined) sound[field.name] = value;
    }
    const exit = step.exit?.(sound, context.now);
    if (exit) {
      walked.exit = exit;
      inStep.push({ field: exit.field, code: 'TYPE_TEXT', message: exit.reason, step: step.id });
      const place = ({ field }: Problem) => step.fields.findIndex(({ name }) => name === field);
      inStep.sort((one, other) => place(one) - place(other));
    }
    problems.push(...inStep);
  }
  return walked;
}

/** The value of a field that an answer before it holds too. */
export function heldElsewhere({ heldBy }: Field, answers: Answers): string | undefined {
  const holder = heldBy && answers[heldBy.field];
  return typeof holder === 'string' ? heldBy?.read(holder) : undefined;
}

interface Verdict {
  /** Canonical; where there is a problem, as cleaned, for the rules after it. */
  value?: string | readonly string[];
  problem?: Pick<Problem, 'code' | 'message'>;
}

function judge(field: Field, raw: RawAnswers, context: RuleContext): Verdict {
  const { answers } = context;
  const typed = raw[field.name];
  const several = field.kind === 'checkboxes' || field.kind === 'ranked';
  const list = several
    ? listOf(typed)
    : cleanAll(typeof typed === 'string' ? [typed] : (typed ?? []), field.kind === 'textarea');
  const missing = (code: ProblemCode): Verdict => ({ problem: { code, message: wordsFor(field.missing, answers) } });

  if (list.length === 0) {
    const held = heldElsewhere(field, answers);
    if (held !== undefined) return { value: held };
    if (field.default !== undefined) return { value: field.default };
    if (field.optional) return {};
    return missing(typed === undefined ? 'REQUIRED_FIELD_MISSING' : 'REQUIRED_FIELD_EMPTY');
  }
  if (!several && list.length > 1) return missing('TYPE_TEXT');
  if (list.some(isBroken))
    return { problem: { code: 'TYPE_TEXT', message: `Type your ${field.subject} again: part of it cannot be read` } };

  const repeated = field.kind === 'ranked' ? repeatedIn(typed) : undefined;
  if (repeated !== undefined) {
    const label = optionsOf(field).find(({ value }) => value === repeated)?.label ?? repeated;
    const message = `You have chosen ${label} more than once: change or clear one`;
    return { value: list, problem: { code: 'TYPE_TEXT', message } };
  }

  const value = several ? list : list.join('');
  const rule: Rule = typeof field.rule === 'function' ? field.rule(context) : field.rule;
  const result = safeParse(rule, value);
  if (result.success) return { value: result.data };
  const code = field.kind === 'email' ? 'TYPE_EMAIL' : field.kind === 'number' ? 'TYPE_NUMERIC' : 'TYPE_TEXT';
  return { value, problem: { code, message: result.error.issues[0]?.message ?? wordsFor(field.missing, answers) } };
}
