/**
 * Finds, exports and erases one person's data by an e-mail address, for the staff page and the command. A submission is
 * a person's if it was sent with the address. A repeat with this address is theirs too, even if it was sent under the
 * id of somebody else's submission.
 */
import { cleanAll, type RawAnswers } from '#forms/answers/answers.ts';
import { readEmail } from '#forms/formats/email.ts';
import type {
  AuditRecord,
  Actor,
  CheckIn,
  Enclosure,
  MailRecord,
  MatchRecord,
  AnsweredMeeting,
  Offer,
  Proposal,
  Repeat,
  StoredSubmission,
  SubmissionName,
} from '../stores/store.ts';
import { offerActions, subjectOf } from '../stores/audit-entries.ts';
import { meetingOf, openContent, openDiffering, openNote, openVersion } from '../submissions/sealed-content.ts';
import type { Vault } from '../vault.ts';
import { openCheckInNote } from './check-ins.ts';
import { eraseSubmissions, mailFiles, type Erased, type ErasureContext } from './erase.ts';
import { openReply } from './offers.ts';
import { exportedSubmission, readPartners, type Partners } from './export-columns.ts';
import { counted } from '../count-words.ts';

/** The parts needed to find a person's data. */
export interface PersonContext extends ErasureContext {
  vault: Vault;
}

/** All stored data of one person. */
export interface PersonData {
  /** The submissions they sent, oldest first. */
  submissions: readonly PersonSubmission[];
  /** Repeats that they sent under the id of a submission with another address. */
  repeats: readonly Repeat[];
}

export interface PersonSubmission {
  submission: StoredSubmission;
  enclosures: readonly Enclosure[];
  /** Repeats of this submission with another address. They may be from somebody else who sent nothing more. */
  fromOthers: readonly Enclosure[];
  mails: readonly MailRecord[];
  /** Names of the mails that were written as files. */
  files: readonly string[];
  /** The audit entries about it, which are never erased. */
  audit: readonly AuditRecord[];
  /** References of the submissions that it is matched with. */
  partners: readonly string[];
  /** Its current and earlier matches. */
  matches: readonly MatchRecord[];
  /** What they were asked about their matches. */
  checkIns: readonly CheckIn[];
  /** Offers to them as a mentor; of a question, the offers about it. */
  offers: readonly Offer[];
  /** Times that they proposed for a one-off meeting, or could choose from. */
  proposals: readonly Proposal[];
  /** What they said after one-off meetings. */
  met: readonly AnsweredMeeting[];
}

/** @param email as returned by `readEmail` */
export async function findPerson({ store, vault, mailFolder }: PersonContext, email: string): Promise<PersonData> {
  const code = vault.emailCode(email);
  const sent = await store.ofApplicant(code);
  const enclosures = await store.enclosuresOf(sent);
  const partners = await readPartners(store);
  const filesOf = await mailFiles(mailFolder);
  const submissions: PersonSubmission[] = [];
  for (const submission of sent) {
    submissions.push({
      ...(await readSubmissionData({ store, vault }, submission, enclosures.get(submission.seq) ?? [])),
      files: filesOf(submission),
      partners: partners.get(subjectOf(submission)) ?? [],
    });
  }
  const own = new Set(sent.map(({ seq }) => seq));
  const repeats = (await store.repeats()).filter(
    ({ submission, content }) =>
      !own.has(submission.seq) && codeIn(vault, openDiffering(vault, submission, content))?.equals(code),
  );
  return { submissions, repeats };
}

/** Reads all data of one submission, except the names of files and the references of partners. */
export async function readSubmissionData(
  { store, vault }: Pick<PersonContext, 'store' | 'vault'>,
  submission: StoredSubmission,
  enclosures?: readonly Enclosure[],
): Promise<PersonSubmission> {
  const beside = enclosures ?? (await store.enclosures(submission));
  const email = openContent(vault, submission, submission.answers).answers['email'];
  const code = typeof email === 'string' ? vault.emailCode(email) : undefined;
  return {
    submission,
    enclosures: beside,
    fromOthers: beside.filter(
      ({ kind, content }) =>
        code !== undefined &&
        kind === 'differing' &&
        codeIn(vault, openDiffering(vault, submission, content))?.equals(code) === false,
    ),
    mails: await store.mailOf(submission),
    files: [],
    audit: await store.auditOf(subjectOf(submission)),
    partners: [],
    matches: await store.matchHistory(submission),
    checkIns: await store.checkIns(submission),
    offers: submission.form === 'mentor' || submission.form === 'ask' ? await store.offers(submission) : [],
    proposals: await proposalsOf({ store }, submission),
    met: await meetingAnswersOf({ store }, submission),
  };
}

const questionOffers = async ({ store }: Pick<PersonContext, 'store'>, { form, submissionId }: StoredSubmission) =>
  (form === 'mentor' || form === 'ask' ? await store.offers({ form, submissionId }) : [])
    .filter(({ about }) => about.form === 'ask')
    .map(({ seq }) => seq);

const proposalsOf = async (context: Pick<PersonContext, 'store'>, submission: StoredSubmission) =>
  context.store.proposals(await questionOffers(context, submission));

/** Leaves out what the other person said. */
const meetingAnswersOf = async (context: Pick<PersonContext, 'store'>, submission: StoredSubmission) =>
  (await context.store.meetingAnswers(await questionOffers(context, submission))).filter(
    ({ side }) => (side === 'mentor') === (submission.form === 'mentor'),
  );

/** Returns the code of the address in answers as they were sent; undefined if there is none. */
function codeIn(vault: Vault, answers: RawAnswers): Buffer | undefined {
  const [typed = ''] = cleanAll([answers['email'] ?? ''].flat());
  return typed === '' ? undefined : vault.emailCode(readEmail(typed) ?? typed);
}

/** Says in words how much is stored; undefined if nothing is. */
export function describeData({ submissions, repeats }: PersonData): string | undefined {
  const words = [
    ...(submissions.length === 0 ? [] : [counted(submissions.length, 'submission')]),
    ...(repeats.length === 0
      ? []
      : [`${counted(repeats.length, 'set')} of answers sent under the id of another submission`]),
  ];
  return words.length === 0 ? undefined : words.join(' and ');
}

/** Says in words which erased repeats may be somebody else's; undefined if there are none. */
export function describeOthers({ submissions }: PersonData): string | undefined {
  const count = submissions.reduce((sum, { fromOthers }) => sum + fromOthers.length, 0);
  return count === 0
    ? undefined
    : `${counted(count, 'set')} of answers from another address, sent under the id of these submissions`;
}

/** Returns a copy for the person, one submission on each line (NDJSON), with all its data. Writes an audit entry. */
export async function exportPerson({ store, vault }: PersonContext, person: PersonData, actor: Actor): Promise<string> {
  const { submissions, repeats } = person;
  const lines = [
    ...submissions.map((each) => exportSubmission(vault, each)),
    ...repeats.map(({ submission, at, content }) => ({
      form: submission.form,
      sent_under_id: submission.submissionId,
      received_at: at,
      answers: openDiffering(vault, submission, content),
    })),
  ];
  await store.record({ ...actor, action: 'person exported', subject: 'person', detail: String(lines.length) });
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** Returns what is stored about a submission, for the person themselves. */
export function exportSubmission(vault: Vault, data: PersonSubmission) {
  const { submission, enclosures, fromOthers, mails, audit, partners, matches, checkIns, offers, proposals, met } =
    data;
  const ofKind = (kind: Enclosure['kind']) => enclosures.filter((each) => each.kind === kind);
  const meeting = meetingOf(vault, submission, enclosures);
  const notes = ofKind('note').map(({ at, content }) => ({ at, ...openNote(vault, submission, content) }));
  const again = ofKind('differing')
    .filter((each) => !fromOthers.includes(each))
    .map(({ at, content }) => ({ received_at: at, ...openDiffering(vault, submission, content) }));
  const earlier = ofKind('version').map(({ at, content }) => ({
    until: at,
    ...openVersion(vault, submission, content),
  }));
  const known: Partners = new Map([[subjectOf(submission), partners]]);
  return {
    ...exportedSubmission(vault, submission, enclosures, known),
    ...(meeting ? { meeting } : {}),
    ...(notes.length > 0 ? { notes } : {}),
    ...(matches.length > 0 ? { matches: matches.map(exportedMatch) } : {}),
    ...(checkIns.length > 0 ? { check_ins: checkIns.map((each) => exportedCheckIn(vault, each)) } : {}),
    ...(offers.length > 0
      ? {
          [submission.form === 'ask' ? 'mentors_asked' : 'asked_to_mentor']: offers.map((each) =>
            exportedOffer(vault, each, submission),
          ),
        }
      : {}),
    ...(proposals.length > 0 ? { times_proposed: proposals.map(exportedProposal) } : {}),
    ...(met.length > 0
      ? { after_meetings: met.map(({ answer, answeredAt }) => ({ answer, answered_at: answeredAt })) }
      : {}),
    ...(earlier.length > 0 ? { earlier_answers: earlier } : {}),
    ...(again.length > 0 ? { sent_again: again } : {}),
    ...(fromOthers.length > 0 ? { sent_again_from_other_addresses: fromOthers.length } : {}),
    mails: mails
      .filter(({ kind }) => kind !== 'notice' && kind !== 'test')
      .map(({ kind, sentAt, failure }) => ({ kind, sent_at: sentAt, failure })),
    // The copy leaves out other people: the partner of a match, mentors who were asked, and members of staff.
    audit: audit
      .filter(({ action }) => !offerActions.some((each) => each === action))
      .map(({ at, action, detail }) => ({ at, action, ...(action === 'status changed' ? { detail } : {}) })),
  };
}

const exportedCheckIn = (vault: Vault, checkIn: CheckIn) => ({
  kind: checkIn.kind,
  asked_at: checkIn.askedAt,
  answered_at: checkIn.answeredAt,
  answers: checkIn.answers,
  message: openCheckInNote(vault, checkIn) ?? null,
});

const exportedProposal = ({ madeAt, times, chosen, answeredAt }: Proposal) => ({
  proposed_at: madeAt,
  times,
  chosen,
  answered_at: answeredAt,
});

/** Leaves out the other person, and, for the person who asked a question, what the mentor wrote to staff. */
const exportedOffer = (vault: Vault, offer: Offer, { form }: SubmissionName) => ({
  about: offer.about.form === 'ask' ? 'a question' : 'a mentee',
  asked_at: offer.asked.at,
  answer_by: offer.answerBy,
  answer: offer.answer,
  answered_at: offer.answeredAt,
  ...(form === 'mentor' ? { reason: offer.reason, message: openReply({ vault }, offer) ?? null } : {}),
});

const exportedMatch = ({ round, began, ended }: MatchRecord) => ({
  round,
  began_at: began.at,
  ended_at: ended?.at ?? null,
  outcome: ended?.outcome ?? null,
  reason: ended?.reason ?? null,
});

/** Erases all data of a person and writes an audit entry for each submission. */
export const erasePerson = (
  context: PersonContext,
  { submissions, repeats }: PersonData,
  actor: Actor,
): Promise<Erased> =>
  eraseSubmissions(
    context,
    submissions.map(({ submission }) => submission),
    actor,
    repeats,
  );
