import type { Context } from 'hono';
import { lengthOf } from '#forms/answers.ts';
import { summarise } from '#forms/display.ts';
import type { Form } from '#forms/form.ts';
import { phones } from '#forms/phone-numbers.ts';
import type { AppEnv, Services } from '../../env.ts';
import { minute } from '../../clock.ts';
import { staffBar } from '../ui/bar.ts';
import { statusesOf } from '../../statuses.ts';
import type { NewMail, StoredSubmission } from '../../stores/types/store.ts';
import { subjectOf } from '../../stores/audit-entries.ts';
import {
  meetingOf,
  openAdjustments,
  openContent,
  openDiffering,
  openMeeting,
  openNote,
  sealMeeting,
  sealNote,
  type Note,
} from '../../submissions/sealed-content.ts';
import { actorOf, recordAction } from '../actor.ts';
import { detailPage, longestNote } from './detail-page.ts';
import { countFitting, findPage, isReport, textsOf } from './find.ts';
import { historyOf } from './history.ts';
import type { ListView } from './list-filter.ts';
import { readMeeting } from '../meetings/meeting-fields.ts';
import { isAtLeast } from '../../middleware/require-role.ts';
import { templateName } from '../../mail/compose.ts';
import { colleagues, tellable } from './choices.ts';
import { matchPanelOf } from '../matching/candidates.ts';
import { missingPage } from '../ui/missing-page.ts';
import { nameOf } from '../../submissions/name-of.ts';
import { formValue } from '../form-value.ts';
import { readReturnTo, type ReturnTo } from './return-to.ts';
import { isSameMeeting } from '../../services/notifications.ts';
import { mailsTelling, meetingSequence, wasJustTold } from './tell.ts';
import { readCasework, caseworkOf, type Casework } from './casework.ts';

interface Asked {
  form: Form;
  submission: StoredSubmission;
}

async function asked(c: Context<AppEnv>, { forms, store }: Services): Promise<Asked | undefined> {
  const form = forms.find(({ id }) => id === c.req.param('form'));
  const submission = form && (await store.find({ form: form.id, submissionId: formValue(c.req.param('id')) }));
  return submission && { form, submission };
}

export async function showDetail(c: Context<AppEnv>, parts: Services): Promise<Response> {
  const { store, clock } = parts;
  const found = await asked(c, parts);
  if (!found) return c.html(missingPage, 404);
  await recordAction(c, parts, 'submission viewed', subjectOf(found.submission));
  await store.markRead(found.submission, clock().toISOString());
  return drawDetail(c, parts, found.submission, { news: await newsOf(c, parts) });
}

const savedWords: ReadonlyMap<string, string> = new Map([
  ['', 'Saved.'],
  ['told', 'Saved. The applicant is told by email, within a minute.'],
  ['next', 'Saved. This is the next unread.'],
  ['next-told', 'Saved, and the applicant is told by email. This is the next unread.'],
  ['matched', 'Matched. Nobody is told by email.'],
  ['matched-told', 'Matched. Both are told by email, within a minute. Now introduce them.'],
  ['unmatched', 'The match is ended. Both are looked at again. Nobody is told by email.'],
  ['unmatched-told', 'The match is ended. Both are told by email, within a minute, and are looked at again.'],
  ['told-mentor', 'Saved. The match is ended. Who was ticked is told by email, within a minute.'],
  [
    'mentees',
    'Saved. Nobody is told by email. The mentees named below are still matched with this mentor: end each match on the mentee’s page, which can tell both.',
  ],
  [
    'mentees-told',
    'Saved. The mentor is told by email. The mentees named below are still matched with this mentor: end each match on the mentee’s page, which can tell both.',
  ],
  ['mail-again', 'The mail is sent again, within a minute.'],
]);

/** What is to be said first; where a match ended, whom nobody has told of it. */
async function newsOf(c: Context<AppEnv>, { store, vault }: Services): Promise<string | undefined> {
  const saved = c.req.query('saved');
  if (saved !== 'ended' && saved !== 'ended-told') return savedWords.get(saved ?? 'no');
  const mentor = await store.find({ form: 'mentor', submissionId: formValue(c.req.query('partner')) });
  if (!mentor) return savedWords.get('');
  const content = openContent(vault, mentor, mentor.answers);
  const [email = 'no address'] = textsOf(content.answers, 'email');
  const told = saved === 'ended-told' ? ' The mentee is told by email.' : '';
  return `Saved.${told} The match is ended, and the mentor has not been told: write to ${nameOf(content)} (${email}).`;
}

/** What nobody has opened of the list from which one came, the one that has waited longest first. */
const unreadOf = ({ view }: ReturnTo): ListView => ({ ...view, unread: true, order: 'oldest' });

/** Leads to the one that has waited longest for someone to open it. */
export async function showNextUnread(c: Context<AppEnv>, parts: Services): Promise<Response> {
  const trail = readReturnTo(c, parts);
  const [next] = (await findPage(parts, unreadOf(trail), undefined)).found;
  const asked = c.req.query('saved');
  const saved = asked !== undefined && savedWords.has(asked) ? asked : undefined;
  const query = saved === undefined ? '' : `?saved=${saved}`;
  const end = saved === undefined ? trail.back() : trail.backAfter(saved);
  return c.redirect(next ? trail.along(`/inbox/${subjectOf(next.submission)}/${query}`) : end, 303);
}

/** Saves status, colleague and note; where someone else was quicker, says so and keeps what was typed. */
export async function saveCasework(c: Context<AppEnv>, parts: Services): Promise<Response> {
  const { store, vault, clock } = parts;
  const found = await asked(c, parts);
  if (!found) return c.html(missingPage, 404);
  const { form, submission } = found;
  const body = await c.req.parseBody();
  const enclosures = await store.enclosures(submission);
  const sealed = enclosures.find(({ kind }) => kind === 'meeting')?.content ?? null;
  const kept = sealed ? openMeeting(vault, submission, sealed) : undefined;
  const { work, clash, isDone } = readCasework(body, submission, kept);
  const refuse = (status: 409 | 422, news: string) => drawDetail(c, parts, submission, { news, work, status });

  if (clash !== undefined) return refuse(409, `Not saved: meanwhile a colleague ${clash}. Look again, then save.`);
  const status = [submission.status, ...statusesOf(form.id)].find((each) => each === work.status);
  const assigned = work.assigned === '' ? null : work.assigned;
  const names: readonly (string | null)[] = [null, submission.assignedTo, ...(await colleagues(parts))];
  if (status === undefined || !names.includes(assigned)) {
    return refuse(422, 'Not saved: choose a status and a colleague from the lists.');
  }
  if (lengthOf(work.note) > longestNote) {
    return refuse(422, `Not saved: the note must be ${longestNote.toLocaleString('en-GB')} characters or fewer.`);
  }
  const wanted = work.meeting && readMeeting(work.meeting);
  if (typeof wanted === 'string') return refuse(422, `Not saved: ${wanted}`);
  const isRebooked = wanted !== undefined && !isSameMeeting(kept, wanted ?? undefined);
  const booking = isRebooked && wanted ? { ...wanted, sequence: await meetingSequence(parts, submission) } : undefined;
  const meeting = isRebooked ? (booking ? sealMeeting(vault, submission, booking) : null) : undefined;
  const deed = actorOf(c, parts);
  const isMoved = status !== submission.status;
  const partners = await store.matches(submission);
  const [partner] = isMoved && submission.form === 'mentee' ? partners : [];
  const mails: NewMail[] = [];
  const isRepeat = isDone && (await wasJustTold(parts, submission, (kind) => kind !== 'receipt' && kind !== 'notice'));
  if (work.tell && !isRepeat) {
    const told = await mailsTelling(parts, submission, { status, meeting: isRebooked ? booking : kept });
    if (typeof told === 'string') return refuse(422, `Not saved: ${told}`);
    mails.push(...told);
  }
  if (work.tellPartner && !isRepeat) {
    if (!partner)
      return refuse(
        422,
        'Not saved: no match is ended by this, so there is nothing to tell the mentor. Untick that box.',
      );
    if (!parts.templates.has(templateName('match-ended', 'mentor')))
      return refuse(
        422,
        'Not saved: there is no mail for “Match ended”. Untick the box, and write to the mentor yourself.',
      );
    mails.push({ to: partner.mentor, kind: 'match-ended', other: submission });
  }
  if (isRebooked || isMoved || assigned !== submission.assignedTo) {
    const from = { status: submission.status, assignedTo: submission.assignedTo, meeting: sealed };
    const change = { status, assignedTo: assigned, meeting };
    const changed = await store.change([{ ...submission, from, mails }], change, deed);
    // A colleague was quicker by less than this takes: judged again by what is kept by now.
    if (changed === 0) return saveCasework(c, parts);
  }
  const note: Note = { by: c.get('staff'), text: work.note };
  // The same words by the same person within a minute: a form sent twice.
  const isSentTwice = enclosures
    .filter(({ kind, at }) => kind === 'note' && new Date(at).getTime() > clock().getTime() - minute)
    .map(({ content }) => openNote(vault, submission, content))
    .some(({ by, text }) => by === note.by && text === note.text);
  if (note.text !== '' && !isSentTwice) await store.addNote(submission, sealNote(vault, submission, note), deed);
  const { along } = readReturnTo(c, parts);
  const here = `/inbox/${subjectOf(submission)}/`;
  // Who is left to be told comes before the next one.
  if (partner && !work.tellPartner)
    return c.redirect(
      along(`${here}?saved=ended${work.tell ? '-told' : ''}&partner=${partner.mentor.submissionId}`),
      303,
    );
  const isLeaving = status === 'declined' || status === 'withdrawn';
  if (isMoved && isLeaving && submission.form === 'mentor' && partners.length > 0)
    return c.redirect(along(`${here}?saved=mentees${work.tell ? '-told' : ''}`), 303);
  const isTold = work.tell || work.tellPartner;
  if (body['then'] === 'next') return c.redirect(along(`/inbox/next/?saved=next${isTold ? '-told' : ''}`), 303);
  return c.redirect(along(`${here}?saved${isTold ? (work.tellPartner ? '=told-mentor' : '=told') : ''}`), 303);
}

/** Sends a mail of a submission again, or tries one again that was given up. */
export async function sendAgain(c: Context<AppEnv>, parts: Services): Promise<Response> {
  const { store } = parts;
  const found = await asked(c, parts);
  if (!found) return c.html(missingPage, 404);
  const { submission } = found;
  const seq = Number(formValue((await c.req.parseBody())['mail']));
  const kind = Number.isSafeInteger(seq) ? await store.sendMailAgain(submission, seq, actorOf(c, parts)) : undefined;
  if (kind === undefined)
    return drawDetail(c, parts, submission, {
      news: 'Nothing was sent: that mail still waits, or is not there.',
      status: 409,
    });
  return c.redirect(readReturnTo(c, parts).along(`/inbox/${subjectOf(submission)}/?saved=mail-again`), 303);
}

export interface Drawn {
  news?: string | undefined;
  /** What was chosen and typed, and not saved. */
  work?: Casework;
  status?: 200 | 409 | 422;
}

/** Shows a submission's page. */
export async function drawDetail(
  c: Context<AppEnv>,
  parts: Services,
  submission: StoredSubmission,
  { news, work, status = 200 }: Drawn,
): Promise<Response> {
  const { store, vault } = parts;
  const form = parts.forms.find(({ id }) => id === submission.form)!;
  const content = openContent(vault, submission, submission.answers);
  const enclosures = await store.enclosures(submission);
  const mail = await store.mailOf(submission);
  const apart = enclosures.find(({ kind }) => kind === 'adjustments');
  const answers = {
    ...content.answers,
    ...(apart ? { adjustments: openAdjustments(vault, submission, apart.content) } : {}),
  };
  const [email] = textsOf(content.answers, 'email');
  const sent = email === undefined ? [] : await store.ofApplicant(vault.emailCode(email));
  const booked = meetingOf(vault, submission, enclosures);
  const context = { now: momentOf(submission), phones };
  const trail = readReturnTo(c, parts);
  const shown = detailPage({
    bar: staffBar(c),
    mayChange: isAtLeast(c, 'officer'),
    trail,
    unread: await countFitting(parts, unreadOf(trail)),
    form,
    round: parts.rounds.find(({ id }) => id === submission.round)?.title ?? submission.round,
    submission,
    name: nameOf(content),
    rows: summarise(form, answers, context),
    isReport: isReport(content),
    named: textsOf(content.answers, 'reference')[0],
    email,
    extras: [
      ...(content.subject ? [['Subject', content.subject] as const] : []),
      ...(content.replyTo ? [['Reply to', content.replyTo] as const] : []),
      ...(content.language ? [['Language', content.language] as const] : []),
    ],
    others: sent
      .filter(({ seq }) => seq !== submission.seq)
      .map((other) => ({
        submission: other,
        title: parts.forms.find(({ id }) => id === other.form)?.title ?? other.form,
      })),
    differing: enclosures
      .filter(({ kind }) => kind === 'differing')
      .map(({ at, content: again }) => ({
        at,
        rows: summarise(form, openDiffering(vault, submission, again), context),
      })),
    booked,
    match: await matchPanelOf(parts, submission, content.answers),
    colleagues: await colleagues(parts),
    tellable: tellable(parts, form.id),
    mail,
    history: historyOf(vault, submission, await store.auditOf(subjectOf(submission)), enclosures, mail),
    counts: await store.counts({}),
    news,
    work: work ?? caseworkOf(submission, booked),
  });
  return c.html(shown, status);
}

/** The instant by which its answers were judged, so that they are shown in the same light. */
const momentOf = ({ arrived, queuedAt, receivedAt }: StoredSubmission) =>
  new Date(arrived === 'late' && queuedAt ? queuedAt : receivedAt);
