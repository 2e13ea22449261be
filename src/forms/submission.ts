import { clean, cleanAll, firstOf } from './answers/answers.ts';
import type { RawAnswers } from './answers/answers.ts';
import { parseInstant } from './dates/deadline.ts';
import { readEmail } from './formats/email.ts';
import type { Form } from './form.ts';
import { unknownFieldProblem, unknownFields } from './validate.ts';
import type { Problem } from './validate.ts';

/** Names of the fields that a form posts in addition to its answers. The first five are ours, those with an underscore are Formspree's. */
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

/** Milliseconds from opening a form to sending it; a shorter time is not a person's. */
export const fastestPerson = 2_000;

/** The most bytes of one submission, and of a form of any other page with a long text. */
export const longestBody = 64 * 1024;

const longestSubject = 120;

/** The data of a submission besides its answers. A value that is absent or cannot be read is undefined. */
export interface Envelope {
  /** UUID in lower case, made when the form opened. A repeated submission has the same one. */
  submissionId: string | undefined;
  /** Version of the form, and so of its texts to agree to, that the applicant saw. */
  formVersion: string | undefined;
  /** Id of the round that the applicant saw. */
  round: string | undefined;
  /** ISO instant of queueing, by the browser's clock. */
  queuedAt: string | undefined;
  /** Milliseconds from opening the form to sending it. */
  elapsed: number | undefined;
  /** True when the hidden trap field was filled in. */
  trapped: boolean;
  /** Address to redirect to, as posted: check it before redirecting. */
  next: string | undefined;
  /** One line, at most 120 characters. */
  subject: string | undefined;
  /** One valid e-mail address. */
  replyTo: string | undefined;
  language: string | undefined;
  /** True when copies to others were requested, which are never sent. */
  copiesAsked: boolean;
}

export interface Submission {
  answers: RawAnswers;
  envelope: Envelope;
  /** Problems of unknown names and of an id that is not a UUID. */
  problems: readonly Problem[];
}

/** Splits posted data into answers, envelope and problems of the submission as a whole. Does not validate the answers. */
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

/** Returns true for a UUID of any version, in either case. */
export const isSubmissionId = (text: string): boolean =>
  /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i.test(text);

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

/** Returns the first non-blank value, cleaned; '' when there is none. */
function first(posted: RawAnswers, name: string): string {
  const value = posted[name] ?? '';
  return typeof value === 'string' ? clean(value) : (cleanAll(value)[0] ?? '');
}

const token = (text: string): string | undefined => (/^(?=.{1,40}$)[\w-]+(\.[\w-]+)*$/.test(text) ? text : undefined);
