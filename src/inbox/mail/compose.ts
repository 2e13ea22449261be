import { site } from '#site';
import { addDays, dayWords } from '#forms/calendar.ts';
import type { Round } from '#forms/deadline.ts';
import { graduateYears } from '#forms/eligibility.ts';
import type { Form } from '#forms/form.ts';
import { localDay, zoneWords } from '#forms/zoned-time.ts';
import type { Store, StoredSubmission } from '../store.ts';
import { subjectOf } from '../stores/deeds.ts';
import { nameOf } from '../submissions/name-of.ts';
import { meetingOf, openContent, type Meeting } from '../submissions/sealed-content.ts';
import type { Vault } from '../vault.ts';
import { timeWords } from '../work/meetings.ts';
import { waiting } from '../work/waiting.ts';
import { render, type Template, type Words } from './templates.ts';

/** What writing a mail needs. */
export interface Office {
  store: Store;
  vault: Vault;
  rounds: readonly Round[];
  forms: readonly Form[];
  templates: ReadonlyMap<string, Template>;
  siteUrl: string;
}

/** Name of the template of a mail to an applicant: what it tells (`receipt`, or the new status), and of which form. */
export const templateName = (kind: string, form: string): string => `${kind}-${form}`;

/** The mail to the applicant about this submission; undefined where there is no template for it. */
export async function toApplicant(
  office: Office,
  kind: string,
  submission: StoredSubmission,
): Promise<(Words & { to: string }) | undefined> {
  const template = office.templates.get(templateName(kind, submission.form));
  const content = openContent(office.vault, submission, submission.answers);
  const to = content.answers['email'];
  if (!template || typeof to !== 'string') return undefined;
  const { contacts } = site;
  const round = office.rounds.find(({ id }) => id === submission.round);
  const days = submission.form === 'mentor' ? contacts.answerDays.mentor : contacts.answerDays.ask;
  const words = render(template, {
    name: greeted(nameOf(content)),
    reference: submission.reference,
    team: `${contacts.team}, ${site.name}`,
    site: office.siteUrl,
    graduateYears: graduateYears(),
    answerBy: dayWords(addDays(localDay(new Date(submission.receivedAt)), days), true),
    round: round?.title ?? '',
    decisionBy: round ? dayWords(round.decisionBy, true) : '',
    cycleStarts: round ? dayWords(round.cycleStarts, true) : '',
    cycleEnds: round ? dayWords(round.cycleEnds, true) : '',
    meeting: meetingWords(meetingOf(office.vault, submission, await office.store.enclosures(submission))),
  });
  return { ...words, to };
}

function meetingWords(meeting: Meeting | undefined): string {
  if (!meeting) return 'for the time that we agreed with you.';
  const where = meeting.place === '' ? '.' : `. Where: ${meeting.place}`;
  return `for ${timeWords(meeting)}, ${zoneWords()}${where}`;
}

/**
 * The name as a mail greets it. Anyone may send a form with anyone's address: what reads as an address or a link is no name, and would
 * make our mail carry theirs.
 */
const greeted = (name: string) => (name.length > 80 || /[\d@:/\\<>]|\.\p{L}/u.test(name) ? 'applicant' : name);

/** The mail that tells the team of a submission; without anything that was answered. */
export function toTeam({ templates, forms, siteUrl }: Office, submission: StoredSubmission): Words {
  const form = forms.find(({ id }) => id === submission.form);
  return render(templates.get('notice')!, {
    form: form?.title ?? submission.form,
    reference: submission.reference,
    link: `${siteUrl}/inbox/${subjectOf(submission)}/`,
  });
}

/** The morning's mail; undefined when there is nothing to do. */
export async function digest({ store, rounds, templates, siteUrl }: Office, now: Date): Promise<Words | undefined> {
  const { unread, suspect } = await store.counts({});
  const overdue = (await waiting(store, rounds, now)).reduce((sum, { count }) => sum + count, 0);
  if (unread + overdue === 0) return undefined;
  return render(templates.get('digest')!, {
    unread: String(unread),
    overdue: String(overdue),
    suspect: String(suspect),
    link: `${siteUrl}/inbox/overview/`,
  });
}
