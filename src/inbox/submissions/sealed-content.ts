import type { Answers, RawAnswers } from '#forms/answers/answers.ts';
import type { Envelope } from '#forms/submission.ts';
import type { Enclosure, SubmissionName } from '../stores/store.ts';
import type { Sealed, Vault } from '../vault.ts';

/** The encrypted part of a submission. */
export interface Content {
  answers: Answers;
  /** From Formspree's special fields. */
  subject?: string;
  replyTo?: string;
  language?: string;
}

/** The answer that is sealed apart from the others. */
const sealedApart = 'adjustments';

const named = ({ form, submissionId }: SubmissionName) => `${form}|${submissionId}`;

export function sealContent(
  vault: Vault,
  name: SubmissionName,
  answers: Answers,
  envelope: Pick<Envelope, 'subject' | 'replyTo' | 'language'>,
) {
  const { [sealedApart]: apart, ...rest } = answers;
  const { subject, replyTo, language } = envelope;
  const content: Content = {
    answers: rest,
    ...(subject ? { subject } : {}),
    ...(replyTo ? { replyTo } : {}),
    ...(language ? { language } : {}),
  };
  return {
    answers: vault.seal(JSON.stringify(content), named(name)),
    adjustments: apart === undefined ? null : vault.seal(JSON.stringify(apart), `${named(name)}|adjustments`),
  };
}

export const openContent = (vault: Vault, name: SubmissionName, box: Sealed): Content =>
  JSON.parse(vault.open(box, named(name))) as Content;

export const openAdjustments = (vault: Vault, name: SubmissionName, box: Sealed): string | readonly string[] =>
  JSON.parse(vault.open(box, `${named(name)}|adjustments`)) as string | readonly string[];

/** A note by staff about a submission. */
export interface Note {
  by: string;
  text: string;
}

export const sealNote = (vault: Vault, name: SubmissionName, note: Note): Sealed =>
  vault.seal(JSON.stringify(note), `${named(name)}|note`);

export const openNote = (vault: Vault, name: SubmissionName, box: Sealed): Note =>
  JSON.parse(vault.open(box, `${named(name)}|note`)) as Note;

/** When and where an applicant meets a mentor. */
export interface Meeting {
  /** Local time in the site's zone, such as `2027-02-11T14:00`. */
  at: string;
  /** A room or a link to a call; '' if not known yet. */
  place: string;
  /**
   * How often the meeting was set or removed before, by which calendars find the newest version (SEQUENCE, RFC 5545).
   */
  sequence?: number;
}

export const sealMeeting = (vault: Vault, name: SubmissionName, meeting: Meeting): Sealed =>
  vault.seal(JSON.stringify(meeting), `${named(name)}|meeting`);

export const openMeeting = (vault: Vault, name: SubmissionName, box: Sealed): Meeting =>
  JSON.parse(vault.open(box, `${named(name)}|meeting`)) as Meeting;

/** The content of a mail that may differ from what is stored later. */
export interface MailContent {
  /** The meeting at that time. */
  meeting?: Meeting;
  /** The meeting before it was moved or cancelled. */
  was?: Meeting;
  /** The question that the meeting is about, whose name outlives it in a mail to the mentor. */
  about?: SubmissionName;
  /** The text that staff wrote, in Markdown with fields. */
  written?: { subject: string; body: string };
  /** The list of people to whom it was written, as the query of its address; none for what a search found. */
  list?: string;
  /**
   * Values of fields: what a notice to the team is about, or by which a test of that text shows what the mail is about:
   * the other person of a match, or a day.
   */
  shown?: Readonly<Record<string, string | readonly string[]>>;
  /** The address of a test, which goes to staff. */
  testTo?: string;
}

export const sealMailContent = (vault: Vault, name: SubmissionName, content: MailContent): Sealed =>
  vault.seal(JSON.stringify(content), `${named(name)}|mail`);

export const openMailContent = (vault: Vault, name: SubmissionName, box: Sealed): MailContent =>
  JSON.parse(vault.open(box, `${named(name)}|mail`)) as MailContent;

export function meetingOf(vault: Vault, name: SubmissionName, enclosures: readonly Enclosure[]): Meeting | undefined {
  const found = enclosures.find(({ kind }) => kind === 'meeting');
  return found && openMeeting(vault, name, found.content);
}

/** All answers of a submission before the applicant changed them, with those that are sealed apart. */
export const sealVersion = (vault: Vault, name: SubmissionName, answers: Answers): Sealed =>
  vault.seal(JSON.stringify(answers), `${named(name)}|version`);

export const openVersion = (vault: Vault, name: SubmissionName, box: Sealed): Answers =>
  JSON.parse(vault.open(box, `${named(name)}|version`)) as Answers;

/** Returns all answers before each change by the applicant, oldest first. */
export const earlierAnswers = (
  vault: Vault,
  name: SubmissionName,
  enclosures: readonly Enclosure[],
): { at: string; answers: Answers }[] =>
  enclosures
    .filter(({ kind }) => kind === 'version')
    .map(({ at, content }) => ({ at, answers: openVersion(vault, name, content) }));

/** Returns all answers of a submission, with those that are sealed apart. */
export function allAnswers(
  vault: Vault,
  name: SubmissionName & { answers: Sealed },
  enclosures: readonly Enclosure[],
): Answers {
  const apart = enclosures.find(({ kind }) => kind === sealedApart);
  return {
    ...openContent(vault, name, name.answers).answers,
    ...(apart ? { [sealedApart]: openAdjustments(vault, name, apart.content) } : {}),
  };
}

/** Seals different answers that were sent under the same id. */
export const sealDiffering = (vault: Vault, name: SubmissionName, answers: RawAnswers): Sealed =>
  vault.seal(JSON.stringify(answers), `${named(name)}|differing`);

export const openDiffering = (vault: Vault, name: SubmissionName, box: Sealed): RawAnswers =>
  JSON.parse(vault.open(box, `${named(name)}|differing`)) as RawAnswers;
