import { clean, cleanAll, firstOf } from './answers.ts';
import type { Answers, RawAnswers } from './answers.ts';
import { parseInstant } from './deadline.ts';
import { readEmail } from './email.ts';
import { fieldsOf } from './form.ts';
import type { Form } from './form.ts';
import { unknownFieldProblem, unknownFields } from './validate.ts';
import type { Problem } from './validate.ts';

/** What a form posts beside its answers, under these names. The first five are ours, those with an underscore are Formspree's. */
export const specialFields = [
  'submission_id',
  'formVersion',
  'round',
  'queued_at',
  'elapsed',
  '_gotcha',
  '_next',
  '_subject',
  '_replyto',
  '_language',
  '_format',
  '_cc',
] as const;

const special = new Set<string>(specialFields);

/** Milliseconds from opening a form to sending it below which no person fills it in. */
export const fastestPerson = 2_000;

const longestSubject = 120;

/** A submission's own data, as far as it can be read; undefined is what is absent or cannot be. */
export interface Envelope {
  /** UUID in lower case, made when the form opened; the key under which a repeat is known. */
  submissionId: string | undefined;
  /** Version of the form, and so of the texts agreed to, that the applicant saw. */
  formVersion: string | undefined;
  /** Id of the round that the applicant saw. */
  round: string | undefined;
  /** ISO instant at which it went into the browser's queue, by the browser's clock. */
  queuedAt: string | undefined;
  /** Milliseconds from opening the form to sending it. */
  elapsed: number | undefined;
  /** True when the field that people do not see was filled. */
  trapped: boolean;
  /** Address to go on to, as sent: whoever redirects checks it first. */
  next: string | undefined;
  /** One line, at most 120 characters. */
  subject: string | undefined;
  /** One address that mail can be sent to. */
  replyTo: string | undefined;
  language: string | undefined;
  /** True when copies to others were asked for, which is not done. */
  copiesAsked: boolean;
}

export interface Submission {
  answers: RawAnswers;
  envelope: Envelope;
  /** Of names that are neither fields nor special, and of an id that is no UUID. */
  problems: readonly Problem[];
}

/** Parts what was posted into answers, envelope and what is wrong with it as a whole. The answers are not judged yet. */
export function readSubmission(form: Form, posted: RawAnswers): Submission {
  const answers = Object.fromEntries(Object.entries(posted).filter(([name]) => !special.has(name)));
  const problems = unknownFields(form, Object.keys(answers)).map((name) => unknownFieldProblem(form, name));
  const id = first(posted, 'submission_id');
  if (id !== '' && !isSubmissionId(id)) {
    problems.push({
      field: 'submission_id',
      code: 'TYPE_TEXT',
      message: 'The submission_id must be a UUID. Open the form again and send it from there',
      step: form.steps[0]?.id ?? '',
    });
  }
  return { answers, envelope: readEnvelope(posted), problems };
}

/** True for a UUID of any version, in either case. */
export const isSubmissionId = (text: string): boolean =>
  /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i.test(text);

/** Versions of the texts that these answers agree to, by name of the field, as they stand in this form. */
export const agreedTexts = (form: Form, answers: Answers): Record<string, string> =>
  Object.fromEntries(
    fieldsOf(form).flatMap(({ name, textVersion }) =>
      textVersion !== undefined && answers[name] === 'yes' ? [[name, textVersion]] : [],
    ),
  );

function readEnvelope(posted: RawAnswers): Envelope {
  const id = first(posted, 'submission_id').toLowerCase();
  const queuedAt = first(posted, 'queued_at');
  const elapsed = first(posted, 'elapsed');
  const subject = firstOf(first(posted, '_subject'), longestSubject);
  return {
    submissionId: isSubmissionId(id) ? id : undefined,
    formVersion: token(first(posted, 'formVersion')),
    round: token(first(posted, 'round')),
    queuedAt: parseInstant(queuedAt) && queuedAt,
    elapsed: /^\d{1,12}(\.\d+)?$/.test(elapsed) ? Number(elapsed) : undefined,
    trapped: first(posted, '_gotcha') !== '',
    next: first(posted, '_next') || undefined,
    subject: subject || undefined,
    replyTo: readEmail(first(posted, '_replyto')),
    language: token(first(posted, '_language')),
    copiesAsked: first(posted, '_cc') !== '',
  };
}

/** The first value that is not blank, cleaned; '' where there is none. */
function first(posted: RawAnswers, name: string): string {
  const value = posted[name] ?? '';
  return typeof value === 'string' ? clean(value) : (cleanAll(value)[0] ?? '');
}

const token = (text: string): string | undefined => (/^(?=.{1,40}$)[\w-]+(\.[\w-]+)*$/.test(text) ? text : undefined);
