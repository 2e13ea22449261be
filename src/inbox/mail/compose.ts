import { site } from '#site';
import { addDays, dayWords } from '#forms/calendar.ts';
import type { Round } from '#forms/deadline.ts';
import { graduateYears } from '#forms/eligibility.ts';
import type { Form, FormId } from '#forms/form.ts';
import { localDay, zoneWords } from '#forms/zoned-time.ts';
import type { QueuedMail, Store, StoredSubmission, SubmissionName } from '../stores/types/store.ts';
import { subjectOf } from '../stores/audit-entries.ts';
import { nameOf } from '../submissions/name-of.ts';
import { meetingOf, openContent, openMailContent, type Meeting } from '../submissions/sealed-content.ts';
import type { Vault } from '../vault.ts';
import { invitation, timeWords } from '../services/meetings.ts';
import { undecided } from '../services/undecided.ts';
import type { Message, Sender } from './mailer.ts';
import { render, type Template } from './templates.ts';

/** What writing a mail needs. */
export interface Office {
  store: Store;
  vault: Vault;
  rounds: readonly Round[];
  forms: readonly Form[];
  templates: ReadonlyMap<string, Template>;
  siteUrl: string;
  /** Whose mail it is, and who invites to a meeting. */
  sender: Pick<Sender, 'name' | 'from'>;
}

/** A mail without what the outbox gives it. */
export type Letter = Omit<Message, 'messageId' | 'file'>;

/** Name of the template of a mail to an applicant: what happened, and to which form. */
export const templateName = (kind: string, form: string): string => `${kind}-${form}`;

/** The most Message-IDs in References: the first, which begins the thread, and the last ones (RFC 5322, 3.6.4). */
const mostReferences = 10;

/** The mail to the applicant about this submission; undefined where there is no template for it. */
export async function toApplicant(
  office: Office,
  mail: Pick<QueuedMail, 'kind' | 'messageId' | 'other' | 'content'>,
  submission: StoredSubmission,
  now: Date,
): Promise<Letter | undefined> {
  const { store, vault } = office;
  const { kind } = mail;
  const template = office.templates.get(templateName(kind, submission.form));
  const content = openContent(vault, submission, submission.answers);
  const to = content.answers['email'];
  if (!template || typeof to !== 'string') return undefined;
  const { contacts } = site;
  const round = office.rounds.find(({ id }) => id === submission.round);
  const days = submission.form === 'mentor' ? contacts.answerDays.mentor : contacts.answerDays.ask;
  const name = greeted(nameOf(content), 'applicant');
  const told = mail.content ? openMailContent(vault, submission, mail.content) : undefined;
  const meeting = told?.meeting ?? meetingOf(vault, submission, await store.enclosures(submission));
  const was = told?.was ?? (kind === 'cancelled' ? meeting : undefined);
  const words = render(template, {
    name,
    reference: submission.reference,
    team: `${contacts.team}, ${site.name}`,
    site: office.siteUrl,
    graduateYears: graduateYears(),
    answerBy: dayWords(addDays(localDay(new Date(submission.receivedAt)), days), true),
    round: round?.title ?? '',
    decisionBy: round ? dayWords(round.decisionBy, true) : '',
    cycleStarts: round ? dayWords(round.cycleStarts, true) : '',
    cycleEnds: round ? dayWords(round.cycleEnds, true) : '',
    meeting: meetingWords(meeting),
    was: was ? timeWords(was) : 'the day that we agreed with you',
    partner: await partnerWords(office, submission.form, mail.other),
  });
  const thread = (await store.mailThread(vault.emailCode(to))).filter((each) => each !== mail.messageId);
  const calendar = calendarMethods.get(kind);
  return {
    ...words,
    to,
    references: thread.length > mostReferences ? [thread[0]!, ...thread.slice(1 - mostReferences)] : thread,
    calendar:
      calendar && meeting
        ? {
            method: calendar,
            content: invitation({
              submission,
              meeting,
              method: calendar,
              organiser: office.sender,
              attendee: { name, email: to },
              siteUrl: office.siteUrl,
              now,
            }),
          }
        : undefined,
  };
}

/** What a mail does to the applicant's calendar. */
const calendarMethods: ReadonlyMap<string, 'REQUEST' | 'CANCEL'> = new Map([
  ['booked', 'REQUEST'],
  ['moved', 'REQUEST'],
  ['cancelled', 'CANCEL'],
]);

function meetingWords(meeting: Meeting | undefined): string {
  if (!meeting) return 'for the time that we agreed with you.';
  const where = meeting.place === '' ? '.' : `. Where: ${meeting.place}`;
  return `for ${timeWords(meeting)}, ${zoneWords()}${where}`;
}

/** Who the other one of a match is: by name while their submission is there. */
async function partnerWords({ store, vault }: Office, form: FormId, other: SubmissionName | null): Promise<string> {
  const unnamed = form === 'mentor' ? 'your mentee' : 'your mentor';
  const found = other && (await store.find(other));
  return found ? greeted(nameOf(openContent(vault, found, found.answers)), unnamed) : unnamed;
}

/**
 * The name as a mail may hold it. Anyone may send a form with anyone's address: what reads as an address or a link is no name, and would
 * make our mail carry theirs.
 */
const greeted = (name: string, otherwise: string) =>
  name.length > 80 || /[\d@:/\\<>]|\.\p{L}/u.test(name) ? otherwise : name;

/** The mail that tells the team of a submission; without anything that was answered. */
export const toTeam = ({ templates, forms, siteUrl }: Office, submission: StoredSubmission): Letter => ({
  ...render(templates.get('notice')!, {
    form: forms.find(({ id }) => id === submission.form)?.title ?? submission.form,
    reference: submission.reference,
    link: `${siteUrl}/inbox/${subjectOf(submission)}/`,
  }),
  to: '',
  references: [],
});

/** The morning's mail; undefined when there is nothing to do. */
export async function digest({ store, rounds, templates, siteUrl }: Office, now: Date): Promise<Letter | undefined> {
  const { unread, suspect } = await store.counts({});
  const overdue = (await undecided(store, rounds, now)).reduce((sum, { count }) => sum + count, 0);
  if (unread + overdue === 0) return undefined;
  const words = render(templates.get('digest')!, {
    unread: String(unread),
    overdue: String(overdue),
    suspect: String(suspect),
    link: `${siteUrl}/inbox/overview/`,
  });
  return { ...words, to: '', references: [] };
}
