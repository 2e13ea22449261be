import { numberWords } from '#forms/in-words.ts';
import type { Context } from 'hono';
import { lengthOf } from '#forms/answers/answers.ts';
import { summarise } from '#forms/display.ts';
import type { Form } from '#forms/form.ts';
import { phones } from '#forms/formats/phone-rules.ts';
import type { AppEnv, Services } from '../../env.ts';
import { minute } from '../../clock.ts';
import { staffBar } from '../ui/bar.ts';
import { statusesOf } from '../../statuses.ts';
import type { NewMail, StoredSubmission } from '../../stores/store.ts';
import { subjectOf } from '../../stores/audit-entries.ts';
import {
  meetingOf,
  allAnswers,
  openContent,
  openDiffering,
  openMeeting,
  openNote,
  sealMeeting,
  sealNote,
  type Note,
} from '../../submissions/sealed-content.ts';
import { hasTemplate } from '../../template-names.ts';
import { actorOf, recordAction } from '../actor.ts';
import { answerChanges } from './answer-changes.ts';
import { detailPage, longestNote } from './detail-page.ts';
import { countInView, findPage, isReport, textsOf } from '../submissions/find.ts';
import { historyOf } from './history.ts';
import type { ListView } from '../submissions/list-filter.ts';
import { readMeeting } from '../meetings/meeting-fields.ts';
import { isAtLeast } from '../../middleware/require-role.ts';
import { colleagues, statusesWithMail } from '../submissions/choices.ts';
import { matchPanelOf } from '../match/match-panel.ts';
import { questionPanelOf } from '../questions/read-panel.ts';
import type { TypedTerms } from '../questions/question-terms.ts';
import { missingPage } from '../ui/missing-page.ts';
import { nameOf } from '../../submissions/name-of.ts';
import { validatedAt } from '../../submissions/validated-at.ts';
import { formValue } from '../../pages/form-value.ts';
import { readReturnTo, type ReturnTo } from '../submissions/return-to.ts';
import { isSameMeeting, meetingSequence } from '../../services/meetings.ts';

import { mailsAboutChange, mentorOfChange, wasJustMailed } from '../submissions/tell.ts';
import { readCasework, caseworkOf, type Casework } from './casework.ts';

interface SubmissionWithForm {
  form: Form;
  submission: StoredSubmission;
}

async function findRequested(c: Context<AppEnv>, { forms, store }: Services): Promise<SubmissionWithForm | undefined> {
  const form = forms.find(({ id }) => id === c.req.param('form'));
  const submission = form && (await store.find({ form: form.id, submissionId: formValue(c.req.param('id')) }));
  return submission && { form, submission };
}

export async function showDetail(c: Context<AppEnv>, services: Services): Promise<Response> {
  const { store } = services;
  const found = await findRequested(c, services);
  if (!found) return c.html(missingPage, 404);
  await recordAction(c, services, 'submission viewed', subjectOf(found.submission));
  await store.markRead(found.submission, c.get('staff'));
  return drawDetail(c, services, found.submission, { news: await newsOf(c, services) });
}

const savedWords: ReadonlyMap<string, string> = new Map([
  ['', 'Saved.'],
  ['told', 'Saved. The applicant is told by email, within a minute.'],
  ['told-both', 'Saved. The applicant and the mentor are told by email, within a minute.'],
  ['next', 'Saved. This is the next unread.'],
  ['next-told', 'Saved, and the applicant is told by email. This is the next unread.'],
  ['matched', 'Matched. Nobody is told by email.'],
  ['matched-told', 'Matched. Both are told by email, within a minute.'],
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
  ['mentor-asked', 'The mentor is asked. The email goes out within a minute.'],
  ['taken-back', 'The question is taken back. Whoever knew of it is told by email.'],
  ['mail-again', 'The mail is sent again, within a minute.'],
]);

/** What is saved without a mail to the mentor, who is named after these words. */
const untoldWords: ReadonlyMap<string, string> = new Map([
  ['ended', 'Saved. The match is ended, and the mentor has not been told: write to'],
  ['ended-told', 'Saved. The mentee is told by email. The match is ended, and the mentor has not been told: write to'],
  ['meeting', 'Saved. Nobody is told by email. The mentor does not know that the meeting has changed: write to'],
]);

/** Returns the message at the top of the page. */
async function newsOf(c: Context<AppEnv>, { store, vault }: Services): Promise<string | undefined> {
  const saved = c.req.query('saved') ?? 'no';
  const untold = untoldWords.get(saved);
  if (untold === undefined) return savedWords.get(saved);
  const mentor = await store.find({ form: 'mentor', submissionId: formValue(c.req.query('partner')) });
  if (!mentor) return savedWords.get('');
  const content = openContent(vault, mentor, mentor.answers);
  const [email = 'no address'] = textsOf(content.answers, 'email');
  return `${untold} ${nameOf(content)} (${email}).`;
}

/** Returns the view of the unread submissions in a list, oldest first. */
const unreadViewOf = (c: Context<AppEnv>, { view }: ReturnTo): ListView => ({
  ...view,
  unread: true,
  reader: c.get('staff'),
  order: 'oldest',
});

/** Redirects to the oldest unread submission of the list, or back to the list. */
export async function showNextUnread(c: Context<AppEnv>, services: Services): Promise<Response> {
  const returnTo = readReturnTo(c, services);
  const [next] = (await findPage(services, unreadViewOf(c, returnTo), undefined)).found;
  const asked = c.req.query('saved');
  const saved = asked !== undefined && savedWords.has(asked) ? asked : undefined;
  const query = saved === undefined ? '' : `?saved=${saved}`;
  const end = saved === undefined ? returnTo.back() : returnTo.backAfter(saved);
  return c.redirect(next ? returnTo.withList(`/inbox/${subjectOf(next.submission)}/${query}`) : end, 303);
}

/** Saves status, colleague, meeting and note. In a conflict with a colleague's change it saves nothing and shows what was typed. */
export async function saveCasework(c: Context<AppEnv>, services: Services): Promise<Response> {
  const { store, vault, clock } = services;
  const found = await findRequested(c, services);
  if (!found) return c.html(missingPage, 404);
  const { form, submission } = found;
  const body = await c.req.parseBody();
  const enclosures = await store.enclosures(submission);
  const sealed = enclosures.find(({ kind }) => kind === 'meeting')?.content ?? null;
  const storedMeeting = sealed ? openMeeting(vault, submission, sealed) : undefined;
  const { casework, conflict, isDone } = readCasework(body, submission, storedMeeting);
  const refuse = (status: 409 | 422, news: string) => drawDetail(c, services, submission, { news, casework, status });

  if (conflict !== undefined) return refuse(409, `Not saved: meanwhile ${conflict}. Look again, then save.`);
  const status = [submission.status, ...statusesOf(form.id)].find((each) => each === casework.status);
  const assigned = casework.assigned === '' ? null : casework.assigned;
  const names: readonly (string | null)[] = [null, submission.assignedTo, ...(await colleagues(services))];
  if (status === undefined || !names.includes(assigned)) {
    return refuse(422, 'Not saved: choose a status and a colleague from the lists.');
  }
  if (lengthOf(casework.note) > longestNote) {
    return refuse(422, `Not saved: the note must be ${numberWords(longestNote)} characters or fewer.`);
  }
  const wanted = casework.meeting && readMeeting(casework.meeting);
  if (typeof wanted === 'string') return refuse(422, `Not saved: ${wanted}`);
  const isMeetingChanged = wanted !== undefined && !isSameMeeting(storedMeeting, wanted ?? undefined);
  const newMeeting =
    isMeetingChanged && wanted ? { ...wanted, sequence: await meetingSequence(services, submission) } : undefined;
  const meeting = isMeetingChanged ? (newMeeting ? sealMeeting(vault, submission, newMeeting) : null) : undefined;
  const actor = actorOf(c, services);
  const isStatusChanged = status !== submission.status;
  const partners = await store.matches(submission);
  const [partner] = isStatusChanged && submission.form === 'mentee' ? partners : [];
  const changed = { status, meeting: isMeetingChanged ? newMeeting : storedMeeting };
  const concerned = await mentorOfChange(services, submission, changed);
  const untold = casework.tell ? undefined : concerned;
  const mails: NewMail[] = [];
  const isRepeat =
    isDone && (await wasJustMailed(services, submission, (kind) => kind !== 'receipt' && kind !== 'notice'));
  if (casework.tell && !isRepeat) {
    const changeMails = await mailsAboutChange(services, submission, changed);
    if (typeof changeMails === 'string') return refuse(422, `Not saved: ${changeMails}`);
    mails.push(...changeMails);
  }
  if (casework.tellPartner && !isRepeat) {
    if (!partner)
      return refuse(
        422,
        'Not saved: no match is ended by this, so there is nothing to tell the mentor. Untick that box.',
      );
    if (!hasTemplate(services.templates, 'match-ended', 'mentor'))
      return refuse(
        422,
        'Not saved: there is no mail for “Match ended”. Untick the box, and write to the mentor yourself.',
      );
    mails.push({ to: partner.mentor, kind: 'match-ended', other: submission });
  }
  if (isMeetingChanged || isStatusChanged || assigned !== submission.assignedTo) {
    const from = { status: submission.status, assignedTo: submission.assignedTo, meeting: sealed };
    const change = { status, assignedTo: assigned, meeting };
    const count = await store.change([{ ...submission, from, mails }], change, actor);
    // A colleague saved since the submission was read above: try again with the stored values.
    if (count === 0) return saveCasework(c, services);
  }
  const note: Note = { by: c.get('staff'), text: casework.note };
  // The same text by the same person within a minute means that the form was sent twice.
  const isSentTwice = enclosures
    .filter(({ kind, at }) => kind === 'note' && new Date(at).getTime() > clock().getTime() - minute)
    .map(({ content }) => openNote(vault, submission, content))
    .some(({ by, text }) => by === note.by && text === note.text);
  if (note.text !== '' && !isSentTwice) await store.addNote(submission, sealNote(vault, submission, note), actor);
  const { withList } = readReturnTo(c, services);
  const here = `/inbox/${subjectOf(submission)}/`;
  // Show who still has to be told before opening the next submission.
  if (partner && !casework.tellPartner)
    return c.redirect(
      withList(`${here}?saved=ended${casework.tell ? '-told' : ''}&partner=${partner.mentor.submissionId}`),
      303,
    );
  if (untold) return c.redirect(withList(`${here}?saved=meeting&partner=${untold.submissionId}`), 303);
  const isLeaving = status === 'declined' || status === 'withdrawn';
  if (isStatusChanged && isLeaving && submission.form === 'mentor' && partners.length > 0)
    return c.redirect(withList(`${here}?saved=mentees${casework.tell ? '-told' : ''}`), 303);
  const isTold = casework.tell || casework.tellPartner;
  if (body['then'] === 'next') return c.redirect(withList(`/inbox/next/?saved=next${isTold ? '-told' : ''}`), 303);
  const told = casework.tellPartner ? '=told-mentor' : concerned ? '=told-both' : '=told';
  return c.redirect(withList(`${here}?saved${isTold ? told : ''}`), 303);
}

/** Queues a mail again that was sent or given up. */
export async function sendAgain(c: Context<AppEnv>, services: Services): Promise<Response> {
  const { store } = services;
  const found = await findRequested(c, services);
  if (!found) return c.html(missingPage, 404);
  const { submission } = found;
  const seq = Number(formValue((await c.req.parseBody())['mail']));
  const kind = Number.isSafeInteger(seq) ? await store.sendMailAgain(submission, seq, actorOf(c, services)) : undefined;
  if (kind === undefined)
    return drawDetail(c, services, submission, {
      news: 'Nothing was sent: that mail still waits, or is not there.',
      status: 409,
    });
  return c.redirect(readReturnTo(c, services).withList(`/inbox/${subjectOf(submission)}/?saved=mail-again`), 303);
}

export interface DrawDetailOptions {
  news?: string | undefined;
  /** Values that were typed and not saved. */
  casework?: Casework;
  terms?: TypedTerms | undefined;
  status?: 200 | 409 | 422;
}

/** Shows a submission's page. */
export async function drawDetail(
  c: Context<AppEnv>,
  services: Services,
  submission: StoredSubmission,
  { news, casework, terms, status = 200 }: DrawDetailOptions,
): Promise<Response> {
  const { store, vault } = services;
  const form = services.forms.find(({ id }) => id === submission.form)!;
  const content = openContent(vault, submission, submission.answers);
  const enclosures = await store.enclosures(submission);
  const mail = await store.mailOf(submission);
  const answers = allAnswers(vault, submission, enclosures);
  const [email] = textsOf(content.answers, 'email');
  const ofSameAddress = email === undefined ? [] : await store.ofApplicant(vault.emailCode(email));
  const booked = meetingOf(vault, submission, enclosures);
  const context = { now: validatedAt(submission), phones };
  const returnTo = readReturnTo(c, services);
  const shown = detailPage({
    bar: staffBar(c),
    mayChange: isAtLeast(c, 'officer'),
    returnTo,
    unread: await countInView(services, unreadViewOf(c, returnTo)),
    form,
    round: services.rounds.find(({ id }) => id === submission.round)?.title ?? submission.round,
    submission,
    name: nameOf(content),
    rows: summarise(form, answers, context),
    answers,
    isReport: isReport(content),
    named: textsOf(content.answers, 'reference')[0],
    email,
    extras: [
      ...(content.subject ? [['Subject', content.subject] as const] : []),
      ...(content.replyTo ? [['Reply to', content.replyTo] as const] : []),
      ...(content.language ? [['Language', content.language] as const] : []),
    ],
    others: ofSameAddress
      .filter(({ seq }) => seq !== submission.seq)
      .map((other) => ({
        submission: other,
        title: services.forms.find(({ id }) => id === other.form)?.title ?? other.form,
      })),
    differing: enclosures
      .filter(({ kind }) => kind === 'differing')
      .map(({ at, content: again }) => ({
        at,
        rows: summarise(form, openDiffering(vault, submission, again), context),
      })),
    booked,
    match: await matchPanelOf(services, submission, content.answers),
    question: await questionPanelOf(services, submission, terms),
    colleagues: await colleagues(services),
    statusesWithMail: statusesWithMail(services, form.id),
    changes: answerChanges(vault, form, submission, enclosures, answers),
    mail,
    history: historyOf(vault, submission, await store.auditOf(subjectOf(submission)), enclosures, mail),
    counts: await store.counts({ reader: c.get('staff') }),
    news,
    casework: casework ?? caseworkOf(submission, booked),
  });
  return c.html(shown, status);
}
