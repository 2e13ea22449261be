import { cleanAll, isBroken, listOf, repeatedIn } from './answers/answers.ts';
import type { Answers, RawAnswers } from './answers/answers.ts';
import { fieldsOf, optionsOf, wordsFor } from './form.ts';
import type { Exit, Field, Form, RuleContext, Step } from './form.ts';
import type { Refuse } from './answers/refuse.ts';

/** The context of a validation. The server's own clock decides. */
export type ValidationContext = Omit<RuleContext, 'answers'>;

/** Codes of Formspree's contract. */
export type ProblemCode =
  'REQUIRED_FIELD_MISSING' | 'REQUIRED_FIELD_EMPTY' | 'TYPE_EMAIL' | 'TYPE_NUMERIC' | 'TYPE_TEXT';

/** One problem of an answer, shown beside the field and in the summary. */
export interface Problem {
  field: string;
  code: ProblemCode;
  message: string;
  /** Id of the step the field is on. */
  step: string;
}

export type Judgement =
  | { ok: true; answers: Answers; problems?: never; exit?: never }
  | { ok: false; answers: Answers; problems: readonly [Problem, ...Problem[]]; exit?: Exit };

interface Walk {
  onPath: Field[];
  answers: Record<string, string | readonly string[]>;
  problems: Problem[];
  exit?: Exit | undefined;
}

/**
 * Validates the whole form. `answers` are the canonical values of the fields on the path, on failure the usable ones; answers off the path
 * are dropped. Problems are in page order. An exit ("you cannot apply") is also a problem of its field.
 */
export function validateForm(form: Form, raw: RawAnswers, context: ValidationContext): Judgement {
  return judgementOf(walk(form, raw, context));
}

/** Validates one step: returns only its answers and problems, by the answers of the steps before it. */
export function validateStep(form: Form, stepId: string, raw: RawAnswers, context: ValidationContext): Judgement {
  const result = walk(form, raw, context);
  const names = new Set(stepOf(form, stepId).fields.map((field) => field.name));
  return judgementOf({
    ...result,
    answers: Object.fromEntries(Object.entries(result.answers).filter(([name]) => names.has(name))),
    problems: result.problems.filter((problem) => problem.step === stepId),
    exit: result.exit && names.has(result.exit.field) ? result.exit : undefined,
  });
}

/** Returns the fields on the path of these answers, in page order. */
export function fieldsOnPath(form: Form, raw: RawAnswers, context: ValidationContext): Field[] {
  return walk(form, raw, context).onPath;
}

/** Returns the names that are not fields of the form. The caller removes special fields first (`submission.ts`). */
export function unknownFields(form: Form, names: Iterable<string>): string[] {
  const fields = fieldsOf(form);
  return [...names].filter((name) => !fields.some((field) => field.name === name));
}

/** Returns the problem for a name that is not a field of the form. */
export const unknownFieldProblem = (form: Form, name: string): Problem => ({
  field: name,
  code: 'TYPE_TEXT',
  message: `This form has no field called “${name}”`,
  step: form.steps[0]?.id ?? '',
});

/** Returns the step with this id. Throws for an unknown step. */
export function stepOf(form: Form, stepId: string): Step {
  const step = form.steps.find(({ id }) => id === stepId);
  if (!step) throw new Error(`The form ${form.id} has no step ${stepId}.`);
  return step;
}

function judgementOf({ answers, problems, exit }: Omit<Walk, 'onPath'>): Judgement {
  const [first, ...rest] = problems;
  if (!first) return { ok: true, answers };
  return { ok: false, answers, problems: [first, ...rest], ...(exit ? { exit } : {}) };
}

/** Validates the fields in page order. The rule of each field gets only the answers before it. */
function walk(form: Form, raw: RawAnswers, context: ValidationContext): Walk {
  const result: Walk = { onPath: [], answers: {}, problems: [] };
  const { answers, problems, onPath } = result;
  for (const step of form.steps) {
    const validAnswers: Record<string, string | readonly string[]> = {};
    const stepProblems: Problem[] = [];
    for (const field of step.fields) {
      if (field.when && !field.when.holds(answers)) continue;
      onPath.push(field);
      const { value, problem } = validateField(field, raw, { ...context, answers });
      if (value !== undefined) answers[field.name] = value;
      if (problem) stepProblems.push({ ...problem, field: field.name, step: step.id });
      else if (value !== undefined) validAnswers[field.name] = value;
    }
    const exit = step.exit?.(validAnswers, context.now);
    if (exit) {
      result.exit = exit;
      stepProblems.push({ field: exit.field, code: 'TYPE_TEXT', message: exit.reason, step: step.id });
      const place = ({ field }: Problem) => step.fields.findIndex(({ name }) => name === field);
      stepProblems.sort((one, other) => place(one) - place(other));
    }
    problems.push(...stepProblems);
  }
  return result;
}

/** Returns the value of a field when an earlier answer contains it. */
export function heldElsewhere({ heldBy }: Field, answers: Answers): string | undefined {
  const container = heldBy && answers[heldBy.field];
  return typeof container === 'string' ? heldBy?.read(container) : undefined;
}

interface FieldResult {
  /** Canonical value; with a problem, the cleaned one, for the rules after it. */
  value?: string | readonly string[];
  problem?: Pick<Problem, 'code' | 'message'>;
}

function validateField(field: Field, raw: RawAnswers, context: RuleContext): FieldResult {
  const { answers } = context;
  const typed = raw[field.name];
  const several = field.kind === 'checkboxes' || field.kind === 'ranked';
  const list = several
    ? listOf(typed)
    : cleanAll(typeof typed === 'string' ? [typed] : (typed ?? []), field.kind === 'textarea');
  const missing = (code: ProblemCode): FieldResult => ({
    problem: { code, message: wordsFor(field.missing, answers) },
  });

  if (list.length === 0) {
    const valueElsewhere = heldElsewhere(field, answers);
    if (valueElsewhere !== undefined) return { value: valueElsewhere };
    if (field.default !== undefined) return { value: field.rule(field.default, () => '', context) };
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

  const typedValue = several ? list : list.join('');
  let message: string | undefined;
  const refuse: Refuse = (sentence) => {
    message ??= sentence;
    return '';
  };
  const value = field.rule(typedValue, refuse, context);
  if (message === undefined) return { value };
  const code = field.kind === 'email' ? 'TYPE_EMAIL' : field.kind === 'number' ? 'TYPE_NUMERIC' : 'TYPE_TEXT';
  return { value: typedValue, problem: { code, message } };
}
