import type { Exit } from '#forms/form.ts';
import type { Problem } from '#forms/validate.ts';

/** Formspree's error codes for a whole submission. */
export type RefusalCode = 'BLOCKED' | 'EMPTY' | 'FILES_TOO_BIG' | 'FORM_NOT_FOUND' | 'INACTIVE' | 'NO_FILE_UPLOADS';

/** Why a submission is refused. `answer.ts` turns it into the answer. */
export class Refusal extends Error {
  readonly status: 400 | 403 | 404 | 405 | 413 | 415 | 422 | 429 | 500 | 503;
  readonly code?: RefusalCode;
  /** Problems of fields, for 422. */
  readonly problems: readonly Problem[];
  /** Where to go instead, if the form is not for this applicant. */
  readonly exit: Exit | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: Refusal['status'],
    message: string,
    detail: {
      code?: RefusalCode;
      problems?: readonly Problem[];
      exit?: Exit | undefined;
      headers?: Readonly<Record<string, string>>;
    } = {},
  ) {
    super(message);
    this.status = status;
    if (detail.code) this.code = detail.code;
    this.problems = detail.problems ?? [];
    this.exit = detail.exit;
    this.headers = detail.headers ?? {};
  }
}

export const malformed = (message: string) => new Refusal(400, message);

/** Ends the connection, because the rest of the body is not read. */
export const tooLarge = (message: string) =>
  new Refusal(413, message, { code: 'FILES_TOO_BIG', headers: { Connection: 'close' } });

/** The database accepts nothing at this moment. */
export const busy = () =>
  new Refusal(503, 'Your answers were not saved: the inbox is busy at the moment. Try again in a few seconds.', {
    headers: { 'Retry-After': '5' },
  });
